package dev.faultline.importers;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which format a source is: all are asked, the surest wins, the next best is kept for a person to choose. */
final class Detector {
    private static final double POSSIBLE = 0.01;

    private Detector() {}

    /** The best format and the one after it; null where none fits. */
    record Found(
            @Nullable Importer importer,
            double confidence,
            @Nullable String runnerUp) {}

    static Found detect(Head head, List<Importer> formats) {
        if (head.bytes().length == 0) {
            // An archive may hold very many empty files, and every format would look at each.
            return new Found(null, 0, null);
        }
        Importer best = null;
        double most = 0;
        String next = null;
        double second = 0;
        Head plain = Colours.without(head);
        boolean coloured = plain.bytes().length != head.bytes().length;
        for (Importer importer : formats) {
            // What a container's tool colours is its own prefix: its wrapper knows it.
            double seen = importer.recognises(head);
            double sure = coloured ? Math.max(seen, importer.recognises(plain)) : seen;
            if (sure > most) {
                next = best == null ? null : best.format();
                second = most;
                best = importer;
                most = sure;
            } else if (sure > second) {
                next = importer.format();
                second = sure;
            }
        }
        return most < POSSIBLE ? new Found(null, 0, null) : new Found(best, most, second < POSSIBLE ? null : next);
    }

    static Optional<Importer> named(String format, List<Importer> formats) {
        return formats.stream()
                .filter(importer -> importer.format().equals(format))
                .findFirst();
    }
}
