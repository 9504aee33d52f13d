package dev.faultline.importers.worker;

import dev.faultline.model.IssueCode;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the objects of a dump's heap from its first to its last. Never believes a length. */
final class HprofHeap {
    /** A part of the file that holds objects. */
    record Segment(long from, long to) {}

    /** What a class says of itself. Super is 0 for none. */
    @SuppressWarnings("ArrayRecordComponent") // there are many; nobody compares them
    record ClassInfo(long offset, int length, long parent, long[] names, byte[] types) {}

    /** Told of everything in the heap; takes what it wants. */
    interface Visitor {
        /** An instance; its fields' bytes begin at {@code body}. */
        default void instance(long id, long type, long offset, long body, long length) throws IOException {}

        /** An array of references. */
        default void objects(long id, long type, long offset, long body, long count) throws IOException {}

        /** An array of numbers. */
        default void numbers(long id, int type, long offset, long body, long count) throws IOException {}

        /** A class. */
        default void type(long id, ClassInfo info) throws IOException {}

        /** A reference from a frame of a thread's stack. */
        default void local(long id, long thread, long frame) {}

        /** A thread that was alive. */
        default void thread(long id, long serial, long stack, long offset, int length) {}
    }

    private static final int MOST_FIELDS = 2_000;

    private final HprofBytes bytes;
    private final List<Segment> segments;
    private final @Nullable WorkerOutput issues;

    /** Says what is wrong to {@code issues}, once: a second walk has none. */
    HprofHeap(HprofBytes bytes, List<Segment> segments, @Nullable WorkerOutput issues) {
        this.bytes = bytes;
        this.segments = segments;
        this.issues = issues;
    }

    void walk(Visitor visitor) throws IOException {
        for (Segment segment : segments) {
            bytes.position(segment.from);
            while (bytes.position() < segment.to) {
                long at = bytes.position();
                try {
                    if (!record(segment, visitor)) {
                        break;
                    }
                } catch (EOFException cut) {
                    say(IssueCode.TRUNCATED, "the dump ends within an object", at);
                    return;
                } catch (IOException broken) {
                    say(IssueCode.BAD_RECORD, broken.getMessage() + "; the rest of its segment is left out", at);
                    break;
                }
            }
        }
    }

    private boolean record(Segment segment, Visitor visitor) throws IOException {
        long at = bytes.position();
        int tag = bytes.u1();
        int id = bytes.idSize();
        switch (tag) {
            case 0xFF, 0x05, 0x07, 0x89, 0x8A, 0x8B, 0x8D, 0x90 -> bytes.skip(id);
            case 0x01 -> bytes.skip(2L * id);
            case 0x02, 0x03 -> visitor.local(bytes.id(), bytes.u4(), bytes.u4());
            case 0x04, 0x06 -> bytes.skip(id + 4L);
            case 0x08 -> visitor.thread(bytes.id(), bytes.u4(), bytes.u4(), at, 9 + id);
            case 0x8E -> bytes.skip(id + 8L);
            case 0xFE -> bytes.skip(4L + id);
            case 0x20 -> type(at, visitor);
            case 0x21 -> {
                long object = bytes.id();
                bytes.u4();
                long type = bytes.id();
                long length = bytes.u4();
                if (fits(length, segment, at)) {
                    visitor.instance(object, type, at, bytes.position(), length);
                    return next(length);
                }
                return false;
            }
            case 0x22 -> {
                long object = bytes.id();
                bytes.u4();
                long count = bytes.u4();
                long type = bytes.id();
                if (fits(count * id, segment, at)) {
                    visitor.objects(object, type, at, bytes.position(), count);
                    return next(count * id);
                }
                return false;
            }
            case 0x23 -> {
                long object = bytes.id();
                bytes.u4();
                long count = bytes.u4();
                int type = bytes.u1();
                long length = count * bytes.size(type);
                if (bytes.size(type) > 0 && fits(length, segment, at)) {
                    visitor.numbers(object, type, at, bytes.position(), count);
                    return next(length);
                }
                return false;
            }
            default -> {
                say(
                        IssueCode.BAD_RECORD,
                        "nothing of the kind " + tag + " is in a heap; the rest of its segment is left out",
                        at);
                return false;
            }
        }
        return true;
    }

    private long body;

    /** Visitors may read elsewhere; the walk goes on behind the object. */
    private boolean next(long length) {
        bytes.position(body + length);
        return true;
    }

    private boolean fits(long length, Segment segment, long at) throws IOException {
        body = bytes.position();
        boolean fits = length >= 0 && length <= segment.to - body;
        if (!fits) {
            say(
                    IssueCode.TRUNCATED,
                    "an object says that it has " + length + " bytes, where " + (segment.to - body) + " are left",
                    at);
        }
        return fits;
    }

    private void type(long at, Visitor visitor) throws IOException {
        long id = bytes.id();
        bytes.u4();
        long parent = bytes.id();
        bytes.skip(5L * bytes.idSize() + 4);
        int constants = bytes.u2();
        for (int i = 0; i < constants; i++) {
            bytes.u2();
            bytes.value(bytes.u1());
        }
        int statics = bytes.u2();
        for (int i = 0; i < statics; i++) {
            bytes.id();
            bytes.value(bytes.u1());
        }
        int fields = bytes.u2();
        int kept = Math.min(fields, MOST_FIELDS);
        long[] names = new long[kept];
        byte[] types = new byte[kept];
        for (int i = 0; i < fields; i++) {
            long name = bytes.id();
            int type = bytes.u1();
            if (i < kept) {
                names[i] = name;
                types[i] = (byte) type;
            }
        }
        long end = bytes.position();
        visitor.type(id, new ClassInfo(at, (int) (end - at), parent, names, types));
        bytes.position(end);
    }

    private void say(IssueCode code, String detail, long offset) throws IOException {
        if (issues != null) {
            issues.issue(code, true, detail, offset);
        }
    }
}
