package dev.faultline.importers.worker;

import dev.faultline.importers.runtime.ClassHistogram;
import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dump's records beside its heap: names, loaded classes, stacks, and where the segments of the heap are. */
final class HprofRecords {
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST = 2_000_000;

    final List<HprofHeap.Segment> segments = new ArrayList<>();
    private final Map<Long, Long> classNames = new HashMap<>();
    private final Map<Long, Long> classSerials = new HashMap<>();
    private final Map<Long, long[]> frames = new HashMap<>();
    private final Map<Long, long[]> traces = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    /** Nanoseconds since 1970 UTC; 0 where the header has none that fits. */
    long time;

    private long first;

    /** False where it is no dump that can be read. */
    boolean read(HprofBytes bytes, WorkerOutput out) throws IOException {
        try {
            int b = bytes.u1();
            while (b != 0 && bytes.position() < 64) {
                b = bytes.u1();
            }
            long idSize = bytes.u4();
            long millis = bytes.u8();
            if (b != 0 || idSize != 4 && idSize != 8) {
                out.issue(IssueCode.BAD_HEADER, true, "the dump says that its ids have " + idSize + " bytes", 0);
                return false;
            }
            bytes.idSize((int) idSize);
            time = millis > 0 && millis < Long.MAX_VALUE / 1_000_000 ? millis * 1_000_000 : 0;
        } catch (EOFException cut) {
            out.issue(IssueCode.TRUNCATED, true, "the dump ends within its header", 0);
            return false;
        }
        first = bytes.position();
        records(bytes, out);
        return true;
    }

    private void records(HprofBytes bytes, WorkerOutput out) throws IOException {
        while (bytes.position() < bytes.size()) {
            long at = bytes.position();
            try {
                int tag = bytes.u1();
                bytes.u4();
                long length = bytes.u4();
                long from = bytes.position();
                long end = Math.min(bytes.size(), from + length);
                if (from + length > bytes.size()) {
                    String detail = "a record says that it has " + length + " bytes, where " + (bytes.size() - from)
                            + " are left";
                    out.issue(IssueCode.TRUNCATED, true, detail, at);
                }
                record(tag, from, end, bytes);
                bytes.position(end);
            } catch (EOFException cut) {
                out.issue(IssueCode.TRUNCATED, true, "the dump ends within a record", at);
                return;
            }
        }
    }

    private void record(int tag, long from, long end, HprofBytes bytes) throws IOException {
        switch (tag) {
            case 0x02 -> {
                long serial = bytes.u4();
                long id = bytes.id();
                bytes.u4();
                if (classNames.size() < MOST) {
                    classNames.put(id, bytes.id());
                    classSerials.put(serial, id);
                }
            }
            case 0x04 -> {
                long[] frame = {bytes.id(), bytes.id(), bytes.id(), bytes.id(), bytes.u4(), bytes.u4()};
                if (frames.size() < MOST) {
                    frames.put(frame[0], frame);
                }
            }
            case 0x05 -> {
                long serial = bytes.u4();
                bytes.u4();
                int count = (int) Math.min(500, Math.min(bytes.u4(), (end - from) / bytes.idSize()));
                long[] ids = new long[count];
                for (int i = 0; i < count; i++) {
                    ids[i] = bytes.id();
                }
                if (traces.size() < MOST) {
                    traces.put(serial, ids);
                }
            }
            case 0x0C, 0x1C -> segments.add(new HprofHeap.Segment(from, end));
            default -> {
                // texts are read later, the ones that are needed; the rest is about allocation
            }
        }
    }

    /** Reads the texts of the names that somebody needs: frames, classes, and these. */
    void name(HprofBytes bytes, java.util.Set<Long> wanted) throws IOException {
        wanted.addAll(classNames.values());
        frames.values().forEach(frame -> {
            wanted.add(frame[1]);
            wanted.add(frame[3]);
        });
        bytes.position(first);
        while (bytes.position() + 9 < bytes.size()) {
            int tag = bytes.u1();
            bytes.u4();
            long length = bytes.u4();
            long end = Math.min(bytes.size(), bytes.position() + length);
            if (tag == 0x01 && end - bytes.position() > bytes.idSize()) {
                long id = bytes.id();
                if (wanted.contains(id)) {
                    int kept = (int) Math.min(LONGEST_NAME, end - bytes.position());
                    names.put(id, new String(bytes.bytes(kept), StandardCharsets.UTF_8));
                }
            }
            bytes.position(end);
        }
    }

    String text(long id) {
        return names.getOrDefault(id, "");
    }

    /** The class's name as the language writes it. */
    String className(long id) {
        String name = text(classNames.getOrDefault(id, 0L));
        return name.isEmpty() ? "class 0x" + Long.toHexString(id) : ClassHistogram.readable(name);
    }

    boolean isClass(long id) {
        return classNames.containsKey(id);
    }

    List<Frame> stack(long serial) {
        List<Frame> stack = new ArrayList<>();
        for (long id : traces.getOrDefault(serial, new long[0])) {
            long[] frame = frames.get(id);
            if (frame != null) {
                String owner = className(classSerials.getOrDefault(frame[4], 0L));
                String file = text(frame[3]);
                int line = frame[5] > 0 && frame[5] < Integer.MAX_VALUE ? (int) frame[5] : 0;
                String name = owner + "." + text(frame[1]);
                stack.add(new Frame(name, file.isEmpty() ? null : file, line, null, JavaFrames.inApp(name)));
            }
        }
        return stack;
    }
}
