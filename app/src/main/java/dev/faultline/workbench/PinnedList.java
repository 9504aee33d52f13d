package dev.faultline.workbench;

import dev.faultline.model.Reference;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A list with its chart as something to point at, {@code query:QUERY@FROM..TO}, and what both showed when they were pinned. */
final class PinnedList {
    private static final int BARS = 40;
    private static final String LEVELS = " ▁▂▃▄▅▆▇█";

    private PinnedList() {}

    static Reference reference(ViewState state, TimeRange range) {
        return new Reference(
                Reference.Type.QUERY,
                state.effectiveQuery() + "@" + Timestamps.format(range.from()) + ".." + Timestamps.format(range.to()));
    }

    /** The counts and the curve in text, so that they stay as they were when more evidence comes. */
    static String asItWas(long hits, long all, Histogram histogram) {
        long errors = 0;
        for (long[] counts : histogram.counts()) {
            errors += counts[Severity.ERROR.ordinal()] + counts[Severity.FATAL.ordinal()];
        }
        return String.format(
                Locale.ROOT,
                "As it was: %,d of %,d events, %,d errors or worse in the range %s",
                hits,
                all,
                errors,
                curve(histogram));
    }

    private static String curve(Histogram histogram) {
        int size = histogram.counts().size();
        int bars = Math.min(BARS, size);
        long[] totals = new long[bars];
        long most = 1;
        for (int i = 0; i < size; i++) {
            int bar = (int) ((long) i * bars / size);
            totals[bar] += histogram.total(i);
            most = Math.max(most, totals[bar]);
        }
        StringBuilder curve = new StringBuilder("▕");
        for (long total : totals) {
            int level = (int) Math.ceil(total * (LEVELS.length() - 1.0) / most);
            curve.append(LEVELS.charAt(level));
        }
        return curve.append('▏').toString();
    }

    /** What to look at to see what the reference names. */
    static ViewState look(ViewState now, Reference reference) {
        ViewState whole = now.withFilters(List.of()).withRange(TimeRange.ALL);
        return switch (reference.type()) {
            case TRACE ->
                whole.withQuery("").withFilters(List.of(new ViewState.Filter("trace_id", reference.target(), false)));
            case PATTERN ->
                whole.withQuery("").withFilters(List.of(new ViewState.Filter("pattern", reference.target(), false)));
            case QUERY -> {
                String target = reference.target();
                int at = target.lastIndexOf('@');
                Optional<TimeRange> range = at < 0 ? Optional.empty() : range(target.substring(at + 1));
                yield whole.withQuery(range.isPresent() ? target.substring(0, at) : target)
                        .withRange(range.orElse(TimeRange.ALL));
            }
            case EVENT, VARIABLE -> now;
        };
    }

    private static Optional<TimeRange> range(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return Optional.empty();
        }
        Optional<Long> from = time(text.substring(0, dots), "start", Long.MIN_VALUE);
        Optional<Long> to = time(text.substring(dots + 2), "end", Long.MAX_VALUE);
        return from.isPresent() && to.isPresent() && from.get() < to.get()
                ? Optional.of(new TimeRange(from.get(), to.get()))
                : Optional.empty();
    }

    private static Optional<Long> time(String text, String open, long end) {
        return text.equals(open) ? Optional.of(end) : Timestamps.parse(text);
    }
}
