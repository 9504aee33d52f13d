package dev.faultline.importers.trace;

/** How often it is worth trying a quick way that a source has not allowed lately: after each refusal twice as rarely. */
final class Pause {
    private static final int LONGEST = 64;

    private int length;
    private int left;

    /** Whether to leave it this time. */
    boolean isOn() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** Notes whether it worked, and returns that. */
    boolean after(boolean worked) {
        length = worked ? 0 : Math.min(LONGEST, Math.max(1, 2 * length));
        left = length;
        return worked;
    }
}
