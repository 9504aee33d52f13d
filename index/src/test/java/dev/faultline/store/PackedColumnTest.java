package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Whatever a column leaves out because its values share it comes back with every row. */
class PackedColumnTest {
    private static final int ROWS = 300;

    private static void comesBack(IntToLongFunction value) {
        long[] values = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = value.applyAsLong(row);
        }
        for (int rows : new int[] {1, 2, ROWS}) {
            Bytes out = new Bytes(64);
            PackedColumn.write(out, values, rows);
            PackedColumn column = PackedColumn.at(Bytes.view(out.toArray()), 0);
            for (int row = 0; row < rows; row++) {
                assertThat(column.get(row)).isEqualTo(values[row]);
            }
            comeBackTogether(column, values, rows);
        }
    }

    private static void comeBackTogether(PackedColumn column, long[] values, int rows) {
        long[] together = new long[64];
        long[] present = column.present(rows);
        for (int row = 0; row < rows; row++) {
            if ((row & 63) == 0) {
                column.values(row >> 6, Math.min(64, rows - row), together);
            }
            assertThat(together[row & 63]).isEqualTo(values[row]);
            assertThat((present[row >> 6] >>> row & 1) != 0).isEqualTo(values[row] != 0);
        }
    }

    @Test
    void keepsOneValueAndValuesThatCount() {
        comesBack(row -> 42);
        comesBack(row -> 7L + row);
        comesBack(row -> Long.MAX_VALUE - ROWS + row);
    }

    @Test
    void keepsTimesOfAnyUnit() {
        Random random = new Random(9);
        for (long unit : new long[] {1_000_000_000L, 1_000_000L, 1_000L, 1L}) {
            comesBack(row -> 1_741_046_400_000_000_000L + unit * random.nextInt(10_000));
        }
    }

    @Test
    void keepsNumbersOfAllSizes() {
        Random random = new Random(10);
        for (int bits = 1; bits < 64; bits++) {
            long most = 1L << bits;
            comesBack(row -> random.nextLong() % most);
        }
        comesBack(row -> random.nextLong());
    }
}
