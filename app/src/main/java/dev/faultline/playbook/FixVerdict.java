package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure is gone. Silence alone never says so: with a failure share p before, m requests without a failure
 * after count as fixed only where (1 − p)^m ≤ 1 − confidence.
 *
 * @param check the check's name
 * @param verdict {@code fixed}, {@code not-fixed} or {@code not-enough-evidence}
 * @param reason in a sentence, with its numbers
 * @param events failures after the fix, or else before it
 */
public record FixVerdict(String check, String verdict, String reason, List<EventId> events) {
    /** The verdicts. */
    static final String FIXED = "fixed";

    static final String NOT_FIXED = "not-fixed";
    static final String NOT_ENOUGH = "not-enough-evidence";

    /** So many events that are absent are no accident (5 in 100). */
    private static final long EXPECTED = 3;

    /** Copies the events. */
    public FixVerdict {
        events = List.copyOf(events);
    }

    /** How many requests without a failure it takes. */
    static long needed(double share, double confidence) {
        if (share >= 1) {
            return 1;
        }
        // A hair below, so that an exact power does not round up.
        return (long) Math.ceil(Math.log(1 - confidence) / Math.log1p(-share) - 1e-9);
    }

    static FixVerdict of(
            Inquiry inquiry, Playbook.FixCheck check, Map<String, String> values, @Nullable Long onset, long fix)
            throws IOException {
        Optional<Query> failure = check.failure().bind(values);
        Optional<Query> exposure = check.exposure().bind(values);
        if (failure.isEmpty() || exposure.isEmpty()) {
            return new FixVerdict(check.id(), NOT_ENOUGH, "a parameter of the check has no value", List.of());
        }
        TimeRange after = check.over() == null
                ? new TimeRange(fix, Long.MAX_VALUE)
                : check.over().at(fix);
        Hits failed = inquiry.hits(failure.get(), after);
        if (failed.count() > 0) {
            return new FixVerdict(check.id(), NOT_FIXED, failed.count() + " failures after the fix", failed.ids(0, 20));
        }
        TimeRange before = new TimeRange(onset == null || onset >= fix ? Long.MIN_VALUE : onset, fix);
        Hits failures = inquiry.hits(failure.get(), before);
        long exposures = inquiry.hits(exposure.get(), before).count();
        long requests = inquiry.hits(exposure.get(), after).count();
        if (failures.count() == 0) {
            return new FixVerdict(check.id(), NOT_ENOUGH, "the failure was never seen before the fix", List.of());
        }
        if (exposures == 0) {
            String doubt = inquiry.doubt(exposure.get(), before).orElse("no such request before the fix");
            return new FixVerdict(
                    check.id(), NOT_ENOUGH, "nothing to measure the traffic by: " + doubt, failures.ids(0, 20));
        }
        Optional<String> blind = blind(inquiry, failures, failure.get(), before, after, (double) requests / exposures);
        if (blind.isPresent()) {
            return new FixVerdict(check.id(), NOT_ENOUGH, blind.get(), failures.ids(0, 20));
        }
        double share = Math.min(1, (double) failures.count() / exposures);
        long needed = needed(share, check.confidence());
        String measured = String.format(
                Locale.ROOT,
                "%d failures of %d requests before (%.3g %%), none of %d after; %d without a failure are needed for %s %%",
                failures.count(),
                exposures,
                share * 100,
                requests,
                needed,
                Comparison.number(check.confidence() * 100));
        return requests >= needed
                ? new FixVerdict(check.id(), FIXED, measured, failures.ids(0, 20))
                : new FixVerdict(
                        check.id(),
                        NOT_ENOUGH,
                        measured + "; " + (needed - requests) + " are missing",
                        failures.ids(0, 20));
    }

    /**
     * Whether failures could still be seen after the fix: where everything else of their kind stopped as well while the
     * traffic went on, what records them stopped, and its silence says nothing.
     *
     * @param growth how many requests there were after the fix for each one before
     */
    private static Optional<String> blind(
            Inquiry inquiry, Hits failures, Query failure, TimeRange before, TimeRange after, double growth)
            throws IOException {
        for (Facet.Value kind : Facet.of(failures, "kind", Kind.values().length, inquiry.cancelled())
                .values()) {
            Query alike = new Query.Term("kind", kind.value());
            Query others = new Query.And(List.of(alike, new Query.Not(failure)));
            long expected = Math.round(inquiry.hits(others, before).count() * growth);
            if (expected < EXPECTED || inquiry.hits(alike, after).count() > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                "the failure could not be seen after the fix: no event of its kind, failure or not, was recorded"
                        + " any more while requests went on");
    }
}
