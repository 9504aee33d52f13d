package dev.faultline.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mapped bytes of a block: its columns, and behind them trace ids, numbers, words and what is unpacked when asked for. */
final class BlockColumns {
    private static final int TRACES = Numeric.COUNT;
    private static final int NUMBERS = TRACES + 1;
    private static final int WORDS = TRACES + 2;
    private static final int PAYLOAD = TRACES + 3;
    /** Of a trace id. */
    private static final int LENGTH = 16;

    private final ByteBuffer bytes;
    private final int[] places = new int[PAYLOAD + 1];
    private final @Nullable PackedColumn[] known = new PackedColumn[Numeric.COUNT];

    BlockColumns(ByteBuffer bytes) {
        this.bytes = bytes;
        for (int i = 0; i < places.length; i++) {
            places[i] = bytes.getInt(4 * i);
        }
    }

    /** Most questions need two or three of the columns. Two threads may make the same one; it never changes. */
    PackedColumn column(Numeric column) {
        PackedColumn made = known[column.ordinal()];
        if (made == null) {
            made = PackedColumn.at(bytes, places[column.ordinal()]);
            known[column.ordinal()] = made;
        }
        return made;
    }

    /** The numbers that {@link Numeric#TRACE} has for this trace id. */
    BitSet traces(long high, long low) {
        BitSet same = new BitSet();
        int count = bytes.getInt(places[TRACES]);
        for (int number = 1; number <= count; number++) {
            same.set(number, traceIdHigh(number) == high && traceIdLow(number) == low);
        }
        return same;
    }

    /** By what {@link Numeric#TRACE} has; 0 for none. */
    long traceIdHigh(int number) {
        return number == 0 ? 0 : bytes.getLong(places[TRACES] + 4 + LENGTH * (number - 1));
    }

    long traceIdLow(int number) {
        return number == 0 ? 0 : bytes.getLong(places[TRACES] + 12 + LENGTH * (number - 1));
    }

    boolean mayHold(NumberToken token) {
        return Bloom.mayHold(bytes, places[NUMBERS], token);
    }

    List<byte[]> words() {
        ByteBuffer in = Segment.unpack(bytes, places[WORDS]);
        byte[][] words = new byte[(int) Bytes.number(in)][];
        for (int i = 0; i < words.length; i++) {
            words[i] = Bytes.bytes(in);
        }
        return Arrays.asList(words);
    }

    ByteBuffer payload() {
        return Segment.unpack(bytes, places[PAYLOAD]);
    }
}
