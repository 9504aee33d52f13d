package dev.faultline.importers.worker;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the wire: every record is a length of four bytes, then a letter for its kind and its fields. Texts,
 * lists and depths are bounded here, so that no record is larger than {@link #LARGEST}.
 */
final class WorkerOutput {
    static final int LARGEST = 4 << 20;
    static final byte EVENT = 'E';
    static final byte ISSUE = 'I';
    static final byte END = 'Z';
    private static final int LONGEST_TEXT = 16 << 10;
    private static final int MOST = 500;
    private static final int DEEPEST = 20;
    private static final int ROOM = 3 << 20;

    private final DataOutputStream wire;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 12);
    private final DataOutputStream out = new DataOutputStream(buffer);

    WorkerOutput(DataOutputStream wire) {
        this.wire = wire;
    }

    void event(WorkerEvent event) throws IOException {
        out.writeByte(EVENT);
        out.writeLong(event.offset);
        out.writeInt(event.length);
        out.writeByte(event.kind.ordinal());
        out.writeBoolean(event.timed);
        out.writeLong(event.time);
        out.writeLong(event.duration);
        out.writeByte(event.severity.ordinal());
        text(event.name);
        text(event.thread);
        text(event.logger);
        text(event.message);
        text(event.type);
        text(event.exceptionMessage);
        text(event.reason);
        int attributes = Math.min(MOST, event.attributes.size());
        out.writeShort(attributes);
        for (Map.Entry<String, AttributeValue> attribute :
                event.attributes.entrySet().stream().limit(attributes).toList()) {
            text(attribute.getKey());
            out.writeByte(attribute.getValue().type().ordinal());
            text(attribute.getValue().text());
        }
        int frames = Math.min(MOST, event.frames.size());
        out.writeShort(frames);
        for (Snapshot.FrameVariables frame : event.frames.subList(0, frames)) {
            frame(frame.frame());
            variables(frame.variables(), 0);
        }
        send();
    }

    void issue(IssueCode code, boolean loss, String detail, long offset) throws IOException {
        out.writeByte(ISSUE);
        text(code.name());
        out.writeBoolean(loss);
        text(detail);
        out.writeLong(offset);
        send();
    }

    /** Nothing follows: without this, the parent knows that the child died. */
    void end() throws IOException {
        out.writeByte(END);
        send();
        wire.flush();
    }

    private void send() throws IOException {
        wire.writeInt(buffer.size());
        buffer.writeTo(wire);
        buffer.reset();
    }

    private void frame(Frame frame) throws IOException {
        text(frame.function());
        text(frame.file());
        out.writeInt(frame.line());
        text(frame.module());
        out.writeBoolean(frame.inApp());
    }

    private void variables(List<Variable> variables, int depth) throws IOException {
        int count = depth > DEEPEST || buffer.size() > ROOM ? 0 : Math.min(MOST, variables.size());
        out.writeShort(count);
        for (Variable variable : variables.subList(0, count)) {
            text(variable.name());
            text(variable.type());
            text(variable.value());
            text(variable.notCaptured());
            variables(variable.members(), depth + 1);
        }
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        int room = buffer.size() > ROOM ? 100 : LONGEST_TEXT;
        String bounded = text.length() > room ? text.substring(0, room) + "…" : text;
        byte[] bytes = bounded.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
