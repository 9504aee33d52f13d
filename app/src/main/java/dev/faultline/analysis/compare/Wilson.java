package dev.faultline.analysis.compare;

/**
 * Wilson's score interval of a share, for 95 %: it stays within 0 and 1 and is honest for the few of a few that incidents are.
 *
 * @param hits how many
 * @param all of how many; the share's denominator
 */
public record Wilson(long hits, long all) {
    private static final double Z = 1.959963984540054;

    /** Nothing was counted wrongly: no more hits than there were. */
    public Wilson {
        all = Math.max(all, hits);
    }

    /** The share itself; not a number without a denominator. */
    public double share() {
        return all == 0 ? Double.NaN : (double) hits / all;
    }

    /** The lower end; 0 without a denominator. */
    public double from() {
        return all == 0 || hits == 0 ? 0 : Math.max(0, middle() - half());
    }

    /** The upper end; 1 without a denominator. */
    public double to() {
        return all == 0 || hits == all ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return (share() + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private double half() {
        double share = share();
        return Z / (1 + Z * Z / all) * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
    }
}
