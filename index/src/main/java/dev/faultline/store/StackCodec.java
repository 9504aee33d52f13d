package dev.faultline.store;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Stack traces as bytes; chains of causes are a list, so their length costs no stack. */
final class StackCodec {
    private StackCodec() {}

    static void write(Bytes out, StackTrace stack) {
        List<StackTrace> chain = new ArrayList<>();
        for (StackTrace each = stack; each != null; each = each.cause()) {
            chain.add(each);
        }
        out.number(chain.size());
        for (StackTrace each : chain) {
            out.text(each.type());
            out.optional(each.message());
            out.optional(each.text());
            out.number(each.frames().size());
            each.frames().forEach(frame -> write(out, frame));
        }
    }

    static StackTrace read(ByteBuffer in) {
        int length = (int) Bytes.number(in);
        List<StackTrace> chain = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            String type = Bytes.text(in);
            String message = Bytes.optional(in);
            String text = Bytes.optional(in);
            int frames = (int) Bytes.number(in);
            List<Frame> read = new ArrayList<>(frames);
            for (int f = 0; f < frames; f++) {
                read.add(frame(in));
            }
            chain.add(new StackTrace(type, message, read, null, text));
        }
        StackTrace stack = chain.get(length - 1);
        for (int i = length - 2; i >= 0; i--) {
            StackTrace each = chain.get(i);
            stack = new StackTrace(each.type(), each.message(), each.frames(), stack, each.text());
        }
        return stack;
    }

    static void write(Bytes out, Frame frame) {
        out.text(frame.function());
        out.optional(frame.file());
        out.number(frame.line());
        out.optional(frame.module());
        out.u8(frame.inApp() ? 1 : 0);
    }

    static Frame frame(ByteBuffer in) {
        return new Frame(Bytes.text(in), Bytes.optional(in), (int) Bytes.number(in), Bytes.optional(in), in.get() == 1);
    }
}
