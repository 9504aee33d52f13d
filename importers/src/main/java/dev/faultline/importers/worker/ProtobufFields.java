package dev.faultline.importers.worker;

import java.io.IOException;

/** Goes through the fields of one protobuf message in a buffer, never beyond its end. */
final class ProtobufFields {
    private final byte[] bytes;
    private final int end;
    private int at;
    /** Number of the current field. */
    int field;
    /** Where its bytes begin, for one that has a length. */
    int from;
    /** Where they end. */
    int to;
    /** Its value, for a number. */
    long number;
    /** Whether it is a number rather than bytes. */
    boolean isNumber;

    ProtobufFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int position() {
        return at;
    }

    boolean next() throws IOException {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        isNumber = true;
        from = at;
        to = at;
        switch ((int) (tag & 7)) {
            case 0 -> number = varint();
            case 1 -> number = fixed(8);
            case 5 -> number = fixed(4);
            case 2 -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw new IOException(
                            "a field of " + length + " bytes at byte " + at + ", where " + (end - at) + " are left");
                }
                isNumber = false;
                from = at;
                to = at + (int) length;
                at = to;
            }
            default -> throw new IOException("an unknown kind of field at byte " + at);
        }
        return true;
    }

    private long fixed(int length) throws IOException {
        if (length > end - at) {
            throw new IOException("the message ends within a number at byte " + at);
        }
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        at += length;
        return value;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new IOException("the message ends within a number at byte " + at);
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than ten bytes at byte " + at);
    }

    /** The numbers of a repeated field, packed or one by one. */
    void numbers(LongList target) throws IOException {
        if (isNumber) {
            target.add(number);
            return;
        }
        ProtobufFields packed = new ProtobufFields(bytes, from, to);
        while (packed.at < packed.end) {
            target.add(packed.varint());
        }
    }

    /** Takes numbers. */
    interface LongList {
        void add(long value);
    }
}
