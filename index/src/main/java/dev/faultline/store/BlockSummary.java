package dev.faultline.store;

import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import java.nio.ByteBuffer;

/**
 * What a segment's directory says of a block.
 *
 * @param offset first byte of the block in the segment file
 * @param length number of bytes
 * @param crc CRC-32C of these bytes
 * @param rows number of events
 * @param minTime earliest sort time, evidence's clock
 * @param maxTime latest sort time
 * @param firstTimed earliest time that the evidence says; {@link Long#MAX_VALUE} for none
 * @param lastTimed latest of those; {@link Long#MIN_VALUE} for none
 * @param firstOrdinal lowest ordinal
 * @param kinds rows per ordinal of {@link Kind}
 * @param severities rows per ordinal of {@link Severity}
 */
@SuppressWarnings("ArrayRecordComponent") // counts that are only read
record BlockSummary(
        int offset,
        int length,
        int crc,
        int rows,
        long minTime,
        long maxTime,
        long firstTimed,
        long lastTimed,
        long firstOrdinal,
        int[] kinds,
        int[] severities) {
    void write(Bytes out) {
        out.i32(offset);
        out.i32(length);
        out.i32(crc);
        out.i32(rows);
        out.i64(minTime);
        out.i64(maxTime);
        out.i64(firstTimed);
        out.i64(lastTimed);
        out.i64(firstOrdinal);
        counts(out, kinds);
        counts(out, severities);
    }

    static BlockSummary read(ByteBuffer in) {
        return new BlockSummary(
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                counts(in, Kind.values().length),
                counts(in, Severity.values().length));
    }

    private static void counts(Bytes out, int[] counts) {
        out.u8(counts.length);
        for (int count : counts) {
            out.number(count);
        }
    }

    /** A later version may have appended kinds; an older file then has fewer. */
    private static int[] counts(ByteBuffer in, int size) {
        int stored = in.get();
        int[] counts = new int[Math.max(size, stored)];
        for (int i = 0; i < stored; i++) {
            counts[i] = (int) Bytes.number(in);
        }
        return counts;
    }
}
