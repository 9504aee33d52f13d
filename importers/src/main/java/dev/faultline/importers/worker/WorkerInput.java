package dev.faultline.importers.worker;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parent's end of the wire. What a child says is not trusted either: anything odd ends the reading. */
final class WorkerInput {
    private static final int DEEPEST = 30;

    private final DataInputStream wire;

    WorkerInput(DataInputStream wire) {
        this.wire = wire;
    }

    /** Gives one record to the sink; false when the child says that it has finished. An exception where it ended before. */
    boolean next(EventSink sink) throws IOException {
        int length = wire.readInt();
        if (length < 1 || length > WorkerOutput.LARGEST * 2) {
            throw new IOException("a record of " + length + " bytes");
        }
        DataInputStream record = new DataInputStream(new ByteArrayInputStream(wire.readNBytes(length)));
        switch (record.readByte()) {
            case WorkerOutput.EVENT -> {
                event(record).pour(sink.draft());
                sink.accept();
            }
            case WorkerOutput.ISSUE -> issue(record, sink);
            case WorkerOutput.END -> {
                return false;
            }
            default -> throw new IOException("a record of an unknown kind");
        }
        return true;
    }

    private static void issue(DataInputStream record, EventSink sink) throws IOException {
        String name = known(record);
        boolean loss = record.readBoolean();
        String detail = known(record);
        long offset = record.readLong();
        IssueCode code = IssueCode.BAD_RECORD;
        for (IssueCode each : IssueCode.values()) {
            code = each.name().equals(name) ? each : code;
        }
        if (loss) {
            sink.reject(code, detail, Math.max(0, offset), 0, 0);
        } else {
            sink.report(code, detail, offset, 0);
        }
    }

    private static WorkerEvent event(DataInputStream record) throws IOException {
        WorkerEvent event = new WorkerEvent(record.readLong(), record.readInt());
        event.kind = Kind.values()[index(record.readByte(), Kind.values().length)];
        event.timed = record.readBoolean();
        event.time = record.readLong();
        event.duration = record.readLong();
        event.severity = Severity.values()[index(record.readByte(), Severity.values().length)];
        event.name = text(record);
        event.thread = text(record);
        event.logger = text(record);
        event.message = text(record);
        event.type = known(record);
        event.exceptionMessage = text(record);
        event.reason = text(record);
        int attributes = record.readShort();
        for (int i = 0; i < attributes; i++) {
            String key = known(record);
            AttributeValue.Type type =
                    AttributeValue.Type.values()[index(record.readByte(), AttributeValue.Type.values().length)];
            event.attributes.put(key, new AttributeValue(type, known(record)));
        }
        int frames = record.readShort();
        for (int i = 0; i < frames; i++) {
            Frame frame = new Frame(known(record), text(record), record.readInt(), text(record), record.readBoolean());
            event.frames.add(new Snapshot.FrameVariables(frame, variables(record, 0), List.of()));
        }
        return event;
    }

    private static List<Variable> variables(DataInputStream record, int depth) throws IOException {
        int count = record.readShort();
        if (depth > DEEPEST) {
            throw new IOException("variables nested too deep");
        }
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = known(record);
            String type = text(record);
            String value = text(record);
            String missing = text(record);
            variables.add(new Variable(name, type, value, variables(record, depth + 1), missing));
        }
        return variables;
    }

    private static int index(byte value, int length) throws IOException {
        if (value < 0 || value >= length) {
            throw new IOException("a value of no meaning: " + value);
        }
        return value;
    }

    private static String known(DataInputStream record) throws IOException {
        String text = text(record);
        return text == null ? "" : text;
    }

    private static @Nullable String text(DataInputStream record) throws IOException {
        int length = record.readInt();
        if (length < 0) {
            return null;
        }
        if (length > record.available()) {
            throw new IOException("a text longer than its record");
        }
        return new String(record.readNBytes(length), StandardCharsets.UTF_8);
    }
}
