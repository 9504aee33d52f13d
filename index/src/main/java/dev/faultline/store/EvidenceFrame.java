package dev.faultline.store;

import java.nio.ByteBuffer;

/**
 * A stretch of original bytes, compressed on its own.
 *
 * @param segment the segment whose evidence file holds it
 * @param offset first original byte in the source
 * @param length number of original bytes
 * @param fileOffset first byte in the evidence file
 * @param packed number of bytes there
 * @param crc CRC-32C of the packed bytes
 */
record EvidenceFrame(int segment, long offset, int length, long fileOffset, int packed, int crc) {
    void write(Bytes out) {
        out.i64(offset);
        out.i32(length);
        out.i64(fileOffset);
        out.i32(packed);
        out.i32(crc);
    }

    static EvidenceFrame read(ByteBuffer in, int segment) {
        return new EvidenceFrame(segment, in.getLong(), in.getInt(), in.getLong(), in.getInt(), in.getInt());
    }
}
