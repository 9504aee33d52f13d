package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameFrame;
import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.text.SafeText;
import java.util.Locale;

/** What a box of a flame graph weighs, in words. */
final class FlameWeights {
    private FlameWeights() {}

    static String weight(FlameTree tree, long weight) {
        return switch (tree.unit()) {
            case "nanoseconds" -> TimeText.duration(weight);
            case "bytes" -> bytes(weight);
            default -> String.format(Locale.ROOT, "%,d %s", weight, tree.unit());
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
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    static String share(FlameTree tree, long weight) {
        return String.format(Locale.ROOT, "%.1f %%", tree.total() == 0 ? 0 : 100.0 * weight / tree.total());
    }

    static String label(FlameFrame frame, boolean withGroup) {
        return SafeText.line(withGroup && frame.group() != null ? frame.group() + " · " + frame.name() : frame.name());
    }

    /** All about a box in a line. */
    static String sentence(FlameTree tree, FlameFrame frame) {
        return label(frame, tree.unit().equals("nanoseconds")) + " · " + weight(tree, frame.total()) + " ("
                + share(tree, frame.total()) + "), self " + weight(tree, frame.self())
                + String.format(Locale.ROOT, " · %,d times", frame.count())
                + (frame.failed() > 0 ? String.format(Locale.ROOT, ", ● %,d failed", frame.failed()) : "");
    }
}
