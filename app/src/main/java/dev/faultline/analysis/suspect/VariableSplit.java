package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Likelihood;
import dev.faultline.model.EventId;
import java.util.List;

/**
 * A variable whose value goes with failing.
 *
 * @param function where it was captured
 * @param exception the exception of the failing captures
 * @param path its path, such as {@code customer.tier}
 * @param value its value in failing captures
 * @param failing captures that fail with this value
 * @param allFailing captures that fail
 * @param passing captures that pass with this value
 * @param allPassing captures that pass
 * @param events failing captures with it
 */
record VariableSplit(
        String function,
        String exception,
        String path,
        String value,
        int failing,
        int allFailing,
        int passing,
        int allPassing,
        List<EventId> events) {
    private static final int ENOUGH = 5;

    VariableSplit {
        events = List.copyOf(events);
    }

    double strength() {
        return Likelihood.shareRose(passing, allPassing, failing, allFailing);
    }

    boolean hasEnough() {
        return allFailing >= ENOUGH && allPassing >= ENOUGH;
    }

    /** The variable as a person writes it: {@code tier = "legacy"}. */
    String equation() {
        return path + " = " + shownValue();
    }

    String shownValue() {
        boolean bare = value.equals("null")
                || value.equals("true")
                || value.equals("false")
                || value.matches("-?\\d+(\\.\\d+)?");
        return bare ? value : "\"" + value + "\"";
    }

    String sentence() {
        return "in " + function + ", " + equation() + " in " + Figures.share(failing, allFailing)
                + " captures that end in " + exception + " and in " + Figures.share(passing, allPassing)
                + " that pass" + (hasEnough() ? "" : "; too few captures to be sure (at least 5 of each)");
    }
}
