package dev.faultline.playbook;

import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import java.util.Objects;

/** How far apart the clocks of two events may stand: within that, their order is not decided. */
final class Clocks {
    /** Machines that keep their clocks by a time server differ by about this much. */
    private static final long SYNCHRONISED = 10_000_000L;

    /** A zone that was assumed may be wrong by all there are. */
    private static final long ZONES = 14 * 3_600 * Nanos.SECOND;

    private Clocks() {}

    /** Nanoseconds; 0 for events of one source. */
    static long interval(Block a, int rowOfA, Block b, int rowOfB) {
        if (a.source().id() == b.source().id()) {
            return 0;
        }
        TimeQuality first = a.timeQuality(rowOfA);
        TimeQuality second = b.timeQuality(rowOfB);
        boolean exact = first == TimeQuality.EXACT && second == TimeQuality.EXACT;
        boolean alike =
                first == second && Objects.equals(a.source().zone(), b.source().zone());
        return exact || alike && first != TimeQuality.RELATIVE ? SYNCHRONISED : ZONES;
    }
}
