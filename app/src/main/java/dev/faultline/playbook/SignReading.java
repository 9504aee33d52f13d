package dev.faultline.playbook;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the case for the indicators of one playbook. */
final class SignReading {
    private static final int EVENTS = 20;

    private final Inquiry inquiry;
    private final Playbook playbook;
    private final Map<String, String> values;
    private final List<Query> exceptions;
    private final Map<String, Sign> signs = new HashMap<>();

    /**
     * Reads with these values of parameters.
     *
     * @param exceptions events that do not count here
     */
    SignReading(Inquiry inquiry, Playbook playbook, Map<String, String> values, List<Query> exceptions) {
        this.inquiry = inquiry;
        this.playbook = playbook;
        this.values = values;
        this.exceptions = exceptions;
    }

    /** What the evidence says; asked once. */
    Sign sign(Indicator indicator) throws IOException {
        Sign known = signs.get(indicator.id());
        if (known == null) {
            known = read(indicator);
            signs.put(indicator.id(), known);
        }
        return known;
    }

    private static Sign answer(Indicator indicator, Truth truth, long count, String reason) {
        return new Sign(indicator, truth, count, reason, List.of(), Long.MAX_VALUE);
    }

    private Sign read(Indicator indicator) throws IOException {
        Optional<Query> bound = bind(indicator);
        if (bound.isEmpty()) {
            return answer(
                    indicator,
                    Truth.UNKNOWN,
                    0,
                    "no value for " + String.join(", ", indicator.query().placeholders()));
        }
        Query query = bound.get();
        Hits hits = inquiry.hits(query);
        Optional<String> doubt = inquiry.doubt(query, inquiry.coverage().range());
        if (hits.count() == 0) {
            if (doubt.isPresent()) {
                return answer(indicator, Truth.UNKNOWN, 0, doubt.get());
            }
            boolean holds = isPlainCount(indicator) && indicator.count().acceptsNone();
            return answer(indicator, Truth.of(holds), 0, "no event" + (holds ? ", as it should be" : ""));
        }
        Sign sign = judge(indicator, hits);
        // Evidence that is silent for half the time cannot deny what it did not see.
        return sign.truth() == Truth.DOES_NOT_HOLD
                        && doubt.isPresent()
                        && indicator.count().isLowerBound()
                ? new Sign(
                        indicator,
                        Truth.UNKNOWN,
                        sign.count(),
                        sign.reason() + "; but " + doubt.get(),
                        sign.events(),
                        sign.first())
                : sign;
    }

    private static boolean isPlainCount(Indicator indicator) {
        return indicator.value() == null
                && indicator.before() == null
                && indicator.after() == null
                && indicator.ratio() == null;
    }

    /** The query with its values, within the services that the playbook is about. */
    Optional<Query> bind(Indicator indicator) {
        return indicator.query().bind(values).map(query -> within(query));
    }

    private Query within(Query query) {
        List<Query> parts = new ArrayList<>();
        parts.add(query);
        if (!playbook.services().isEmpty()) {
            List<Query> services = new ArrayList<>();
            for (String pattern : playbook.services()) {
                boolean wild = pattern.contains("*") || pattern.contains("?");
                services.add(wild ? new Query.Wildcard("service", pattern) : new Query.Term("service", pattern));
            }
            parts.add(services.size() == 1 ? services.getFirst() : new Query.Or(services));
        }
        exceptions.forEach(exception -> parts.add(new Query.Not(exception)));
        return parts.size() == 1 ? query : new Query.And(parts);
    }

    private Sign judge(Indicator indicator, Hits hits) throws IOException {
        if (indicator.ratio() != null) {
            return Rise.judge(inquiry, indicator, hits);
        }
        boolean simple = isPlainCount(indicator) && indicator.by().isEmpty() && indicator.within() == 0;
        if (simple) {
            boolean holds = indicator.count().testCount(hits.count());
            long first = holds && hits.count() > 0 ? firstTime(hits) : Long.MAX_VALUE;
            return new Sign(
                    indicator,
                    Truth.of(holds),
                    hits.count(),
                    hits.count() + " events, " + indicator.count() + " wanted",
                    hits.ids(0, EVENTS),
                    first);
        }
        return byGroup(indicator, hits);
    }

    /** Of events without a time nobody knows when they began. */
    private static long firstTime(Hits hits) throws IOException {
        return hits.page(0, 1).stream()
                .filter(Event::hasTime)
                .mapToLong(Event::time)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Every group is judged; the first that holds settles it, unknown stays where none does. */
    private Sign byGroup(Indicator indicator, Hits hits) throws IOException {
        Occurrences occurrences = Occurrences.of(hits, indicator.by(), inquiry, inquiry.shift(indicator.id()));
        Map<String, Occurrences.Group> references = references(indicator);
        Optional<Sign> missing = missingReference(indicator, hits.count());
        if (missing.isPresent()) {
            return missing.get();
        }
        @Nullable Sign best = null;
        List<Occurrences.Group> groups = new ArrayList<>(occurrences.groups().values());
        groups.sort((a, b) -> b.size != a.size ? Integer.compare(b.size, a.size) : a.name.compareTo(b.name));
        for (Occurrences.Group group : groups) {
            Sign sign = judge(indicator, group, references, hits.count());
            if (best == null
                    || rank(sign) > rank(best)
                    || sign.truth() == Truth.HOLDS && best.truth() == Truth.HOLDS && sign.first() < best.first()) {
                best = sign;
            }
        }
        if (best == null) {
            String reason = hits.count() + " events, none with a time and " + String.join(", ", indicator.by());
            return answer(indicator, Truth.UNKNOWN, hits.count(), reason);
        }
        String remark = occurrences.isCut() ? " (of the first " + Occurrences.MOST + " events)" : "";
        return new Sign(indicator, best.truth(), hits.count(), best.reason() + remark, best.events(), best.first());
    }

    private static int rank(Sign sign) {
        return switch (sign.truth()) {
            case HOLDS -> 2;
            case UNKNOWN -> 1;
            case DOES_NOT_HOLD -> 0;
        };
    }

    private @Nullable Indicator reference(Indicator indicator) {
        String name = indicator.before() == null ? indicator.after() : indicator.before();
        return playbook.indicators().stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Occurrences.Group> references(Indicator indicator) throws IOException {
        Indicator reference = reference(indicator);
        Optional<Query> query = reference == null ? Optional.empty() : bind(reference);
        return query.isEmpty()
                ? Map.of()
                : Occurrences.of(inquiry.hits(query.get()), indicator.by(), inquiry)
                        .groups();
    }

    private Optional<Sign> missingReference(Indicator indicator, long count) throws IOException {
        Indicator reference = reference(indicator);
        boolean ordered = indicator.before() != null || indicator.after() != null;
        if (!ordered) {
            return Optional.empty();
        }
        if (reference == null) {
            return Optional.of(answer(indicator, Truth.UNKNOWN, count, "what it is compared with is not there"));
        }
        Sign sign = sign(reference);
        return sign.truth() == Truth.HOLDS
                ? Optional.empty()
                : Optional.of(answer(
                        indicator,
                        sign.truth(),
                        count,
                        reference.id() + ", which it is compared with, "
                                + sign.truth().label()));
    }

    private Sign judge(
            Indicator indicator, Occurrences.Group group, Map<String, Occurrences.Group> references, long count)
            throws IOException {
        if (indicator.before() == null && indicator.after() == null) {
            return amount(indicator, group, group, count, "");
        }
        Occurrences.Group reference = references.get(group.name);
        if (reference == null) {
            return answer(indicator, Truth.DOES_NOT_HOLD, count, named(group) + "nothing to compare the order with");
        }
        Occurrences.Group sure = new Order(inquiry, indicator, reference, false).keep(group);
        Sign certain = amount(indicator, sure, group, count, order(indicator));
        if (certain.truth() == Truth.HOLDS) {
            return certain;
        }
        Occurrences.Group perhaps = new Order(inquiry, indicator, reference, true).keep(group);
        Sign possible = amount(indicator, perhaps, group, count, order(indicator));
        return possible.truth() == Truth.HOLDS
                ? answer(
                        indicator, Truth.UNKNOWN, count, possible.reason() + ", but the clocks do not decide the order")
                : certain;
    }

    private static String order(Indicator indicator) {
        return indicator.before() == null ? " after " + indicator.after() : " before " + indicator.before();
    }

    private static String named(Occurrences.Group group) {
        return group.name.isEmpty() ? "" : group.name + ": ";
    }

    private Sign amount(Indicator indicator, Occurrences.Group kept, Occurrences.Group group, long count, String order)
            throws IOException {
        Comparison wanted = indicator.count();
        boolean sliding = indicator.within() > 0 && order.isEmpty() && wanted.isLowerBound();
        int start = sliding ? window(kept, wanted, indicator.within()) : wanted.test(kept.size) ? 0 : -1;
        String reason = named(group) + kept.size + " events" + order + ", " + wanted + " wanted"
                + (indicator.within() > 0 ? " within " + Nanos.text(indicator.within()) : "");
        Truth truth = Truth.of(start >= 0);
        Aggregate figure = indicator.value();
        if (truth == Truth.HOLDS && figure != null && indicator.is() != null) {
            Figure measured = Figure.of(inquiry, kept, figure);
            reason += "; " + measured.text(figure, indicator.is());
            truth = measured.values() == 0
                    ? Truth.UNKNOWN
                    : Truth.of(indicator.is().test(measured.value()));
        }
        List<EventId> events = Occurrences.ids(inquiry, kept, Math.max(0, start), EVENTS);
        long first = truth == Truth.HOLDS && kept.size > 0 ? kept.times[Math.max(0, start)] : Long.MAX_VALUE;
        return new Sign(indicator, truth, count, reason, events, first);
    }

    /** Where the first window begins that holds enough; -1 for none. */
    private static int window(Occurrences.Group group, Comparison wanted, long length) {
        int least = (int) Math.min(Integer.MAX_VALUE, Math.max(1, smallest(wanted)));
        for (int i = 0; i + least <= group.size; i++) {
            if (group.times[i + least - 1] - group.times[i] <= length) {
                return i;
            }
        }
        return -1;
    }

    private static double smallest(Comparison wanted) {
        return wanted.operator().equals(">=") ? Math.ceil(wanted.bound()) : Math.floor(wanted.bound()) + 1;
    }

    /** The time that all evidence covers. */
    TimeRange range() {
        return inquiry.coverage().range();
    }
}
