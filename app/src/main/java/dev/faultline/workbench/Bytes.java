package dev.faultline.workbench;

/** Sizes as a person reads them, in powers of 1000 as file managers write them. */
final class Bytes {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Bytes() {}

    /** {@code 184 MB}; under ten of a unit with a digit more. */
    static String of(long bytes) {
        if (bytes < KILO) {
            return Words.number(bytes) + " B";
        }
        if (bytes < MEGA) {
            return rounded(bytes / KILO) + " kB";
        }
        return bytes < GIGA ? rounded(bytes / MEGA) + " MB" : rounded(bytes / GIGA) + " GB";
    }

    private static String rounded(double value) {
        return Words.number(value, value < 9.95 ? 1 : 0);
    }

    /** {@code 184 of 300 MB}, each with its own unit where they differ; only what was read where the end is not known. */
    static String of(long read, long all) {
        if (all < 0) {
            return of(read);
        }
        String whole = of(all);
        String part = of(read);
        String unit = whole.substring(whole.lastIndexOf(' '));
        return Words.of(
                "bytes.of", part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part, whole);
    }
}
