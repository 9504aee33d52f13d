package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stack traces as they are searched, read from the bytes of {@link StackCodec} without making an object of each: type,
 * message, and the printed text, or the frames where nothing was printed, each in a line.
 */
final class StackText {
    private static final byte[] NO_MESSAGE = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    /** Where the next stack begins. A cursor of its own: a million frames are passed over. */
    private int at;

    private final Bytes text = new Bytes(8 << 10);
    private final BytesDictionary frames = new BytesDictionary();
    private final List<byte[]> shownFrames = new ArrayList<>();

    /** Takes the type of an exception, or of one that caused it. */
    interface TypeVisitor {
        void type(byte[] utf8, int from, int to);
    }

    /** Takes a frame: how it is shown, and its number among the different ones, in the order of their first appearance. */
    interface FrameVisitor {
        void frame(int number, byte[] shown);
    }

    /** Reads stacks of these bytes, the first one from here. */
    StackText(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Where the next stack begins. */
    int position() {
        return at;
    }

    /** Goes to where a stack begins. */
    void position(int stack) {
        at = stack;
    }

    /** The text of the next stack; valid until the one after it is read. */
    Bytes next(TypeVisitor types) {
        return next(types, (frame, shown) -> {
            text.raw(shown, 0, shown.length);
            text.u8('\n');
        });
    }

    /** The same without its frames, as far as they are not printed. */
    Bytes next(TypeVisitor types, FrameVisitor shownFrame) {
        text.clear();
        int chain = number();
        for (int i = 0; i < chain; i++) {
            int length = number();
            types.type(bytes, at, at + length);
            line(length);
            if (bytes[at++] == 0) {
                text.raw(NO_MESSAGE, 0, NO_MESSAGE.length);
                text.u8('\n');
            } else {
                line(number());
            }
            boolean printed = bytes[at++] != 0;
            if (printed) {
                line(number());
            }
            int count = number();
            for (int frame = 0; frame < count; frame++) {
                frame(printed, shownFrame);
            }
        }
        return text;
    }

    /** The messages of the next stack and of its causes. */
    void messages(int id, Block.StackMessageVisitor visitor) {
        int chain = number();
        for (int i = 0; i < chain; i++) {
            skip();
            if (bytes[at++] != 0) {
                int length = number();
                visitor.visit(id, bytes, at, at + length);
                at += length;
            }
            skipOptional();
            int count = number();
            for (int frame = 0; frame < count; frame++) {
                skipFrame();
            }
        }
    }

    private void skipFrame() {
        skip();
        skipOptional();
        number();
        skipOptional();
        at++;
    }

    private int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private void line(int length) {
        text.raw(bytes, at, at + length);
        text.u8('\n');
        at += length;
    }

    private void skip() {
        int length = number();
        at += length;
    }

    private void skipOptional() {
        if (bytes[at++] != 0) {
            skip();
        }
    }

    private void frame(boolean printed, FrameVisitor visitor) {
        int start = at;
        skipFrame();
        if (printed) {
            return;
        }
        int frame = frames.id(bytes, start, at);
        if (frame == shownFrames.size()) {
            shownFrames.add(StackCodec.frame(Bytes.view(bytes).position(start))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
        }
        visitor.frame(frame, shownFrames.get(frame));
    }
}
