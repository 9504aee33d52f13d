package dev.faultline.importers.worker;

import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Samples of a profile in pprof's form. Runs in the child only. */
final class PprofReader implements WorkerMain.Reader {
    private static final long LARGEST = 64 << 20;
    private static final int MOST_FRAMES = 500;

    private final List<String> texts = new ArrayList<>();
    private final List<long[]> types = new ArrayList<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<Long, Long> mappings = new HashMap<>();
    private long timeNanos;
    private long durationNanos;
    private byte[] bytes = {};

    private record Function(long name, long file) {}

    private record Place(long mapping, long address, List<long[]> lines) {}

    @Override
    public void read(Path file, WorkerOutput out) throws IOException {
        if (Files.size(file) > LARGEST) {
            out.issue(IssueCode.BOMB_MEMORY, true, "profiles of more than " + LARGEST + " bytes are not read", 0);
            return;
        }
        bytes = Files.readAllBytes(file);
        int end = tables(out);
        ProtobufFields profile = new ProtobufFields(bytes, 0, end);
        while (profile.next()) {
            if (profile.field == 2 && !profile.isNumber) {
                try {
                    sample(profile.from, profile.to, out);
                } catch (IOException broken) {
                    out.issue(IssueCode.BAD_RECORD, true, "a broken sample: " + broken.getMessage(), profile.from);
                }
            }
        }
    }

    /** Everything that samples refer to stands behind them, so it is read first. Returns how far the profile is good. */
    private int tables(WorkerOutput out) throws IOException {
        ProtobufFields profile = new ProtobufFields(bytes, 0, bytes.length);
        int good = 0;
        try {
            while (profile.next()) {
                try {
                    table(profile);
                } catch (IOException broken) {
                    out.issue(IssueCode.BAD_RECORD, true, "a broken entry: " + broken.getMessage(), good);
                }
                good = profile.position();
            }
        } catch (IOException broken) {
            out.issue(IssueCode.TRUNCATED, true, "the profile is cut off or broken: " + broken.getMessage(), good);
        }
        return good;
    }

    private void table(ProtobufFields profile) throws IOException {
        switch (profile.field) {
            case 1 -> types.add(pair(profile, 1, 2));
            case 3 -> {
                long[] mapping = pair(profile, 1, 5);
                mappings.put(mapping[0], mapping[1]);
            }
            case 4 -> place(profile.from, profile.to);
            case 5 -> function(profile.from, profile.to);
            case 6 -> texts.add(new String(bytes, profile.from, profile.to - profile.from, StandardCharsets.UTF_8));
            case 9 -> timeNanos = profile.number;
            case 10 -> durationNanos = profile.number;
            default -> {
                // samples later; the rest is for drawing
            }
        }
    }

    private long[] pair(ProtobufFields outer, int first, int second) throws IOException {
        long[] pair = new long[2];
        ProtobufFields fields =
                outer.isNumber ? new ProtobufFields(bytes, 0, 0) : new ProtobufFields(bytes, outer.from, outer.to);
        while (fields.next()) {
            if (fields.field == first) {
                pair[0] = fields.number;
            } else if (fields.field == second) {
                pair[1] = fields.number;
            }
        }
        return pair;
    }

    private void function(int from, int to) throws IOException {
        long id = 0;
        long name = 0;
        long file = 0;
        ProtobufFields fields = new ProtobufFields(bytes, from, to);
        while (fields.next()) {
            id = fields.field == 1 ? fields.number : id;
            name = fields.field == 2 ? fields.number : name;
            file = fields.field == 4 ? fields.number : file;
        }
        functions.put(id, new Function(name, file));
    }

    private void place(int from, int to) throws IOException {
        long id = 0;
        long mapping = 0;
        long address = 0;
        List<long[]> lines = new ArrayList<>();
        ProtobufFields fields = new ProtobufFields(bytes, from, to);
        while (fields.next()) {
            id = fields.field == 1 ? fields.number : id;
            mapping = fields.field == 2 ? fields.number : mapping;
            address = fields.field == 3 ? fields.number : address;
            if (fields.field == 4 && !fields.isNumber) {
                lines.add(pair(fields, 1, 2));
            }
        }
        places.put(id, new Place(mapping, address, lines));
    }

    private void sample(int from, int to, WorkerOutput out) throws IOException {
        List<Long> locations = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        WorkerEvent event = new WorkerEvent(from, to - from);
        ProtobufFields fields = new ProtobufFields(bytes, from, to);
        while (fields.next()) {
            switch (fields.field) {
                case 1 -> fields.numbers(locations::add);
                case 2 -> fields.numbers(values::add);
                case 3 -> label(fields, event);
                default -> {
                    // nothing else is specified
                }
            }
        }
        for (long location : locations) {
            frames(location, event);
        }
        event.name = "sample";
        event.severity = Severity.INFO;
        event.timed = timeNanos > 0;
        event.time = timeNanos;
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < Math.min(values.size(), types.size()); i++) {
            String type = text(types.get(i)[0]);
            String unit = text(types.get(i)[1]);
            event.number("profile." + type + (unit.isEmpty() || unit.equals("count") ? "" : "_" + unit), values.get(i));
            if (values.get(i) != 0) {
                message.append(message.isEmpty() ? "" : ", ")
                        .append(values.get(i))
                        .append(' ')
                        .append(unit.equals("count") ? type : unit + " of " + type);
            }
        }
        if (durationNanos > 0) {
            event.number("profile.duration_nanoseconds", durationNanos);
        }
        String top =
                event.frames.isEmpty() ? "?" : event.frames.getFirst().frame().toString();
        event.message = top + (message.isEmpty() ? "" : ": " + message);
        out.event(event);
    }

    private void label(ProtobufFields outer, WorkerEvent event) throws IOException {
        if (outer.isNumber) {
            return;
        }
        String key = "";
        ProtobufFields fields = new ProtobufFields(bytes, outer.from, outer.to);
        while (fields.next()) {
            switch (fields.field) {
                case 1 -> key = text(fields.number);
                case 2 -> event.text("profile.label." + key, text(fields.number));
                case 3 -> event.number("profile.label." + key, fields.number);
                default -> {
                    // the unit of a number
                }
            }
        }
    }

    private void frames(long location, WorkerEvent event) {
        Place place = places.get(location);
        if (place == null || event.frames.size() >= MOST_FRAMES) {
            return;
        }
        if (place.lines.isEmpty()) {
            String module = text(mappings.getOrDefault(place.mapping, 0L));
            event.frame(new Frame(
                    "0x" + Long.toHexString(place.address), null, 0, module.isEmpty() ? null : module, false));
        }
        for (long[] line : place.lines) {
            Function function = functions.getOrDefault(line[0], new Function(0, 0));
            String name = text(function.name);
            String file = text(function.file);
            boolean inApp = !name.startsWith("runtime.") && !file.contains("/go/src/") && !file.contains("/pkg/mod/");
            int number = line[1] > 0 && line[1] < Integer.MAX_VALUE ? (int) line[1] : 0;
            event.frame(new Frame(name.isEmpty() ? "?" : name, file.isEmpty() ? null : file, number, null, inApp));
        }
    }

    private String text(long index) {
        return index >= 0 && index < texts.size() ? texts.get((int) index) : "";
    }
}
