package dev.faultline.analysis.trace;

/**
 * What the calls of one trace say of the clocks of two services that contradict each other.
 *
 * @param least nanoseconds to add to the callee's clock, at least, so that no call is answered before it is made
 * @param most at most; {@link Long#MAX_VALUE} where nothing says so
 * @param calls how many calls say it
 */
public record ServiceSkew(String caller, String callee, long least, long most, int calls) {
    /** Whether one offset fits all calls. */
    public boolean isDecided() {
        return least <= most;
    }

    /** The smallest move of the callee's clock that fits all calls. */
    public long smallestMove() {
        return least > 0 ? least : Math.min(most, 0);
    }
}
