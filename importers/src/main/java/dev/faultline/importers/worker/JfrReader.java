package dev.faultline.importers.worker;

import dev.faultline.importers.runtime.ClassHistogram;
import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Events of a flight recording. Runs in the child only. */
final class JfrReader implements WorkerMain.Reader {
    private static final Set<String> SECRET = Set.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.SystemProcess",
            "jdk.InitialSecurityProperty");
    private static final Set<String> SECRET_FIELDS = Set.of("value", "commandLine");
    private static final Set<String> COMMON = Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final Set<String> WARNINGS = Set.of(
            "jdk.JavaExceptionThrow",
            "jdk.DataLoss",
            "jdk.EvacuationFailed",
            "jdk.PromotionFailed",
            "jdk.ConcurrentModeFailure",
            "jdk.AllocationRequiringGC",
            "jdk.CompilationFailure",
            "jdk.CodeCacheFull",
            "jdk.VirtualThreadPinned",
            "jdk.VirtualThreadSubmitFailed");
    /** Settings and counters: there in thousands, and never what happened. */
    private static final List<String> QUIET =
            List.of("Flag", "Setting", "Module", "Statistics", "Parallel", "Native", "Initial", "Class");

    private static final long LONG_WAIT = 100_000_000;
    private static final int DEEPEST = 3;
    /** How often reading begins anew behind a broken chunk: each time is a copy of the rest. */
    private static final int MOST_PARTS = 20;

    private boolean secrets;

    @Override
    public void read(Path file, WorkerOutput out) throws Exception {
        JfrChunks chunks = JfrChunks.of(file, out);
        if (chunks.isEmpty()) {
            return;
        }
        int first = 0;
        for (int parts = 0; parts < MOST_PARTS && first < chunks.all().size(); parts++) {
            first = part(file, chunks, first, out);
        }
        if (secrets) {
            String detail = "the recording holds the environment or command lines; their values are not taken over";
            out.issue(IssueCode.SECRETS, false, detail, -1);
        }
    }

    /** Reads on from a chunk to the end, or to where the reader stumbles; the chunk to go on with. */
    private int part(Path file, JfrChunks chunks, int first, WorkerOutput out) throws IOException {
        int next = first + 1;
        long offset = chunks.all().get(first).offset();
        try (JfrPlaces places = new JfrPlaces(file, chunks, first, out)) {
            try (RecordingFile recording = new RecordingFile(chunks.readable(file, first))) {
                while (recording.hasMoreEvents()) {
                    RecordedEvent event = recording.readEvent();
                    secrets |= SECRET.contains(event.getEventType().getName());
                    out.event(
                            translated(event, places.event(event.getEventType().getId())));
                }
                places.finish();
                return chunks.all().size();
            } finally {
                next = Math.max(next, places.nextChunk());
                offset = Math.max(offset, places.chunkOffset());
            }
        } catch (IOException | RuntimeException | InternalError stumbled) {
            String detail = "the chunk is unreadable behind what was read of it: " + WorkerMain.words(stumbled);
            out.issue(IssueCode.BAD_RECORD, true, detail, offset);
        }
        return next;
    }

    private static WorkerEvent translated(RecordedEvent event, WorkerEvent out) {
        String type = event.getEventType().getName();
        long nanos = Timestamps.toNanos(event.getStartTime()).orElse(0L);
        out.timed = nanos != 0;
        out.time = nanos;
        long duration = event.getDuration().toNanos();
        out.duration = duration > 0 ? duration : -1;
        out.name = type;
        out.severity = severity(type, duration);
        stack(event.getStackTrace(), out);
        out.thread = thread(event.getThread());
        boolean secret = SECRET.contains(type);
        for (ValueDescriptor field : event.getFields()) {
            if (!COMMON.contains(field.getName()) && !(secret && SECRET_FIELDS.contains(field.getName()))) {
                value("jfr." + field.getName(), event.getValue(field.getName()), out, 0);
            }
        }
        if (out.thread == null && event.hasField("sampledThread")) {
            out.thread = thread(event.getThread("sampledThread"));
        }
        thrown(event, type, out);
        out.message = message(event, out);
        return out;
    }

    private static Severity severity(String type, long duration) {
        if (type.equals("jdk.JavaErrorThrow")) {
            return Severity.ERROR;
        }
        boolean waits = type.equals("jdk.JavaMonitorEnter")
                || type.equals("jdk.GarbageCollection")
                || type.equals("jdk.GCPhasePause");
        if (WARNINGS.contains(type) || waits && duration >= LONG_WAIT) {
            return Severity.WARN;
        }
        return type.startsWith("jdk.") && QUIET.stream().anyMatch(type::contains) ? Severity.DEBUG : Severity.INFO;
    }

    private static void thrown(RecordedEvent event, String type, WorkerEvent out) {
        if ((type.equals("jdk.JavaExceptionThrow") || type.equals("jdk.JavaErrorThrow"))
                && event.hasField("thrownClass")) {
            RecordedClass thrown = event.getClass("thrownClass");
            out.type = thrown == null ? "" : thrown.getName();
            out.exceptionMessage = event.hasField("message") ? event.getString("message") : null;
        }
    }

    /** What the event is called and its first fields: enough to tell it from its neighbours in a list. */
    private static String message(RecordedEvent event, WorkerEvent out) {
        String label = event.getEventType().getLabel();
        StringBuilder text = new StringBuilder(label == null ? String.valueOf(out.name) : label);
        if (!out.type.isEmpty()) {
            return text.append(": ")
                    .append(out.type)
                    .append(out.exceptionMessage == null ? "" : ": " + out.exceptionMessage)
                    .toString();
        }
        if (String.valueOf(out.name).endsWith("Sample") && !out.frames.isEmpty()) {
            return text.append(" in ").append(out.frames.getFirst().frame()).toString();
        }
        out.attributes.entrySet().stream()
                .filter(field -> !field.getValue().text().isEmpty())
                .limit(6)
                .forEach(field -> text.append(text.indexOf(":") < 0 ? ": " : ", ")
                        .append(field.getKey().substring("jfr.".length()))
                        .append('=')
                        .append(shortened(field.getValue().text())));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static @Nullable String thread(@Nullable RecordedThread thread) {
        if (thread == null) {
            return null;
        }
        String java = thread.getJavaName();
        return java == null || java.isEmpty() ? thread.getOSName() : java;
    }

    private static void stack(@Nullable RecordedStackTrace stack, WorkerEvent out) {
        if (stack == null) {
            return;
        }
        for (RecordedFrame frame : stack.getFrames()) {
            RecordedMethod method = frame.getMethod();
            if (method != null) {
                RecordedClass owner = method.getType();
                String name = (owner == null ? "?" : owner.getName()) + "." + method.getName();
                out.frame(new Frame(name, null, Math.max(0, frame.getLineNumber()), null, JavaFrames.inApp(name)));
            }
        }
    }

    private static void value(String key, @Nullable Object value, WorkerEvent out, int depth) {
        switch (value) {
            case null -> {
                // says nothing
            }
            case String text -> out.text(key, text);
            case Boolean flag ->
                out.attributes.put(key, new AttributeValue(AttributeValue.Type.BOOLEAN, flag.toString()));
            case Float decimal ->
                out.attributes.put(key, new AttributeValue(AttributeValue.Type.DOUBLE, decimal.toString()));
            case Double decimal ->
                out.attributes.put(key, new AttributeValue(AttributeValue.Type.DOUBLE, decimal.toString()));
            case Number number -> out.number(key, number.longValue());
            case RecordedClass type -> out.text(key, ClassHistogram.readable(type.getName()));
            case RecordedThread thread -> out.text(key, thread(thread));
            case RecordedMethod method ->
                out.text(key, (method.getType() == null ? "?" : method.getType().getName()) + "." + method.getName());
            case RecordedStackTrace stack -> {
                // the event's own is its stack; another one is not worth an attribute
            }
            case RecordedObject object -> {
                for (ValueDescriptor field : depth >= DEEPEST ? List.<ValueDescriptor>of() : object.getFields()) {
                    value(key + "." + field.getName(), object.getValue(field.getName()), out, depth + 1);
                }
            }
            default -> out.text(key, value.getClass().isArray() ? "[…]" : value.toString());
        }
    }
}
