package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameFrame;
import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.text.SafeText;

/** What a box of a flame graph weighs, in words. */
final class FlameWeights {
    private FlameWeights() {}

    static String weight(FlameTree tree, long weight) {
        return switch (tree.unit()) {
            case "nanoseconds" -> TimeText.duration(weight);
            case "bytes" -> bytes(weight);
            default -> Words.number(weight) + " " + tree.unit();
        };
    }

    private static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return Words.number(value, unit == 0 ? 0 : 1) + " " + units[unit];
    }

    static String share(FlameTree tree, long weight) {
        return Words.number(tree.total() == 0 ? 0 : 100.0 * weight / tree.total(), 1) + " %";
    }

    static String label(FlameFrame frame, boolean withGroup) {
        return SafeText.line(withGroup && frame.group() != null ? frame.group() + " · " + frame.name() : frame.name());
    }

    /** All about a box in a line. */
    static String sentence(FlameTree tree, FlameFrame frame) {
        return Words.of(
                "flame.box",
                label(frame, tree.unit().equals("nanoseconds")),
                weight(tree, frame.total()),
                share(tree, frame.total()),
                weight(tree, frame.self()),
                frame.count(),
                frame.failed() > 0 ? Words.of("flame.box-failed", frame.failed()) : "");
    }
}
