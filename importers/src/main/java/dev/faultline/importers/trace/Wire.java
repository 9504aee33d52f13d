package dev.faultline.importers.trace;

/** A cursor over bytes in protobuf's wire format. What goes beyond the end reads as zero and sets {@link #broken}. */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    final byte[] data;
    int at;
    final int end;
    boolean broken;

    Wire(byte[] data, int from, int to) {
        this.data = data;
        this.at = from;
        this.end = to;
    }

    boolean hasMore() {
        return !broken && at < end;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 70 && at < end; shift += 7) {
            byte b = data[at++];
            value |= shift < 64 ? (long) (b & 0x7F) << shift : 0;
            if (b >= 0) {
                return value;
            }
        }
        broken = true;
        return 0;
    }

    long fixed(int bytes) {
        if (end - at < bytes) {
            broken = true;
            at = end;
            return 0;
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | data[at + i] & 0xFF;
        }
        at += bytes;
        return value;
    }

    /** Moves behind a length-delimited field and gives a cursor over its inside. */
    Wire inside() {
        long length = varint();
        if (length < 0 || length > end - at) {
            broken = true;
            length = end - at;
        }
        int from = at;
        at += (int) length;
        return new Wire(data, from, at);
    }

    /** Reads over a field of this wire type; groups and unknown types are broken, OTLP has none. */
    void skip(int type) {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> fixed(8);
            case BYTES -> inside();
            case FIXED32 -> fixed(4);
            default -> broken = true;
        }
    }
}
