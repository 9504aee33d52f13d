package dev.faultline.importers.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line about a collection says: {@code GC(3) Pause Young (Normal) (G1 Evacuation Pause) 69M->9M(160M) 148.592ms}.
 *
 * @param number the collection's number; -1 without one
 * @param name what was done, such as {@code Pause Young (Normal)}
 * @param cause why, where it is said
 * @param before bytes of the heap before; -1 where it is not said
 * @param after bytes after
 * @param size bytes that the heap may use
 * @param duration nanoseconds; -1 where nothing ended
 */
record GcLine(long number, String name, @Nullable String cause, long before, long after, long size, long duration) {
    private static final Pattern NUMBER = Pattern.compile("GC\\((\\d{1,9})\\) (.*)");
    private static final Pattern DURATION = Pattern.compile("(.*?) ?([0-9]{1,9}(?:[.,][0-9]{1,9})?) ?(ms|s|us|ns)\\.?");
    private static final Pattern HEAP = Pattern.compile(
            "(.*?) ([0-9]{1,12})([BKMGT])(?:\\([0-9]{1,3}%\\))?->([0-9]{1,12})([BKMGT])(?:\\([0-9]{1,3}%\\))?(?:\\(([0-9]{1,12})([BKMGT])\\))?(.*)");
    private static final Pattern CAUSE = Pattern.compile("(.*) \\(([^()]{1,80})\\)");
    private static final Pattern SAFEPOINT =
            Pattern.compile("Safepoint \"([^\"]{1,80})\".{0,300}Total: ([0-9]{1,18}) ns.*");
    private static final Pattern STOPPED = Pattern.compile(
            "(?:Total time for which application|Application time).{0,40}?([0-9]{1,9}[.,][0-9]{1,9}) seconds.*");

    static GcLine of(String message) {
        Matcher numbered = NUMBER.matcher(message);
        boolean has = numbered.matches();
        long number = has ? Long.parseLong(numbered.group(1)) : -1;
        String text = has ? numbered.group(2) : message;
        if (text.length() > 1000) {
            return new GcLine(number, "", null, -1, -1, -1, -1);
        }
        Matcher safepoint = SAFEPOINT.matcher(text);
        if (safepoint.matches()) {
            String name = "Safepoint " + safepoint.group(1);
            return new GcLine(number, name, null, -1, -1, -1, Long.parseLong(safepoint.group(2)));
        }
        Matcher stopped = STOPPED.matcher(text);
        if (text.startsWith("Total time for which") && stopped.matches()) {
            return new GcLine(number, "Safepoint", null, -1, -1, -1, nanos(stopped.group(1), 9));
        }
        boolean timed = has || text.startsWith("Pause") || text.startsWith("Concurrent");
        Matcher duration = DURATION.matcher(text);
        long nanos = -1;
        if (timed && duration.matches() && work(duration.group(1))) {
            nanos = nanos(duration.group(2), decimals(duration.group(3)));
            text = duration.group(1).strip();
        }
        return heap(number, text, nanos);
    }

    /** Whether the number behind the text can be how long it took; settings and shares look alike. */
    private static boolean work(String text) {
        return !text.isEmpty() && !text.endsWith("=") && !text.endsWith(":") && !text.endsWith(",");
    }

    private static GcLine heap(long number, String text, long duration) {
        Matcher heap = HEAP.matcher(text);
        boolean sized = duration >= 0 && heap.matches();
        String name = sized ? heap.group(1) : text;
        Matcher cause = CAUSE.matcher(name);
        boolean caused = cause.matches();
        return new GcLine(
                number,
                caused ? cause.group(1).strip() : name.strip(),
                caused ? cause.group(2) : null,
                sized ? bytes(heap.group(2), heap.group(3)) : -1,
                sized ? bytes(heap.group(4), heap.group(5)) : -1,
                sized && heap.group(6) != null ? bytes(heap.group(6), heap.group(7)) : -1,
                duration);
    }

    boolean isPause() {
        return name.contains("Pause") && duration >= 0;
    }

    private static int decimals(String unit) {
        return switch (unit) {
            case "s" -> 9;
            case "ms" -> 6;
            case "us" -> 3;
            default -> 0;
        };
    }

    /** The decimal number, its point moved to the right, whole. Never by a double. */
    static long nanos(String number, int decimals) {
        BigDecimal value = new BigDecimal(number.replace(',', '.')).movePointRight(decimals);
        return value.setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE / 4))
                .longValue();
    }

    static long bytes(String number, String unit) {
        int shift = 10 * "BKMGT".indexOf(unit.charAt(0));
        return Math.min(Long.MAX_VALUE >> shift >> 1, Long.parseLong(number)) << shift;
    }
}
