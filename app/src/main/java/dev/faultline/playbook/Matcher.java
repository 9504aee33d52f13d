package dev.faultline.playbook;

import dev.faultline.model.Kind;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Compares a case with playbooks. All of them share their searches. */
public final class Matcher {
    private final Inquiry inquiry;

    /** Looks at one state of a case; {@code cancelled} is asked often and ends it with a CancellationException. */
    public Matcher(CaseReader reader, BooleanSupplier cancelled) {
        this(new Inquiry(reader, cancelled));
    }

    /** Looks at a later state of the case that another matcher looked at; what did not change since is not asked again. */
    public Matcher after(CaseReader later, BooleanSupplier cancelled) {
        return new Matcher(inquiry.after(later, cancelled));
    }

    Matcher(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    Inquiry inquiry() {
        return inquiry;
    }

    /** How many searches it took so far. */
    public int searches() {
        return inquiry.searches();
    }

    /** All playbooks that are not retired: those that are offered first, by their score. */
    public List<Offer> match(List<Library.Entry> entries) throws IOException {
        List<Library.Entry> matched =
                entries.stream().filter(Matcher::isMatched).toList();
        List<Query> required = new ArrayList<>();
        for (Library.Entry entry : matched) {
            Playbook playbook = Objects.requireNonNull(entry.playbook());
            SignReading reading = new SignReading(inquiry, playbook, Map.of(), entry.exceptions());
            boolean asked = stopped(playbook).isEmpty();
            playbook.indicators().stream()
                    .filter(indicator -> asked && indicator.required())
                    .forEach(indicator -> reading.bind(indicator).ifPresent(required::add));
        }
        inquiry.prepare(required);
        List<Offer> offers = new ArrayList<>();
        for (Library.Entry entry : matched) {
            offers.add(match(Objects.requireNonNull(entry.playbook()), entry.exceptions(), false));
        }
        offers.sort(Comparator.comparing(Offer::truth)
                .thenComparing(Comparator.comparingDouble(Offer::score).reversed())
                .thenComparing(offer -> offer.playbook().title()));
        return offers;
    }

    private static boolean isMatched(Library.Entry entry) {
        Playbook playbook = entry.playbook();
        return playbook != null
                && playbook.status() != Playbook.Status.RETIRED
                && !playbook.indicators().isEmpty();
    }

    /**
     * One playbook.
     *
     * @param exceptions events that do not count here
     * @param thorough whether to ask for every sign, also where the answer is settled
     */
    public Offer match(Playbook playbook, List<Query> exceptions, boolean thorough) throws IOException {
        Map<String, String> values = new HashMap<>();
        SignReading reading = new SignReading(inquiry, playbook, values, exceptions);
        Map<String, Sign> signs = new LinkedHashMap<>();
        Optional<String> stop = stopped(playbook);
        if (stop.isPresent()) {
            return new Offer(
                    playbook,
                    Truth.UNKNOWN,
                    0,
                    possible(playbook),
                    possible(playbook),
                    List.of(),
                    Map.of(),
                    null,
                    stop.get());
        }
        for (Indicator indicator : inOrder(playbook)) {
            findValues(playbook, signs, reading, values);
            Sign sign = weaken(playbook, reading.sign(indicator), values);
            signs.put(indicator.id(), sign);
            if (!thorough && indicator.required() && sign.truth() == Truth.DOES_NOT_HOLD) {
                break;
            }
        }
        findValues(playbook, signs, reading, values);
        return offer(playbook, List.copyOf(signs.values()), values);
    }

    /** Required ones first: most playbooks end there. Those that need values come last. */
    private static List<Indicator> inOrder(Playbook playbook) {
        List<Indicator> ordered = new ArrayList<>(playbook.indicators());
        ordered.sort(Comparator.comparing((Indicator indicator) ->
                        !indicator.query().placeholders().isEmpty())
                .thenComparing(indicator -> !indicator.required()));
        return ordered;
    }

    private static double possible(Playbook playbook) {
        return playbook.indicators().stream()
                .mapToDouble(Indicator::weight)
                .filter(weight -> weight > 0)
                .sum();
    }

    private Optional<String> stopped(Playbook playbook) throws IOException {
        for (Playbook.Need need : playbook.needs()) {
            Kind kind = Kind.of(need.kind()).orElse(Kind.LOG);
            if (need.stops() && inquiry.coverage().isAbsent(kind)) {
                return Optional.of("it cannot say anything without " + kind.label() + "s"
                        + (need.why() == null ? "" : ": " + need.why()));
            }
        }
        return Optional.empty();
    }

    /** A "no" from evidence that the playbook needs and the case lacks, for this very service, is no answer. */
    private Sign weaken(Playbook playbook, Sign sign, Map<String, String> values) throws IOException {
        if (sign.truth() != Truth.DOES_NOT_HOLD || sign.count() > 0) {
            return sign;
        }
        Optional<Query> asked = sign.indicator().query().bind(values);
        for (Playbook.Need need : playbook.needs()) {
            Kind kind = Kind.of(need.kind()).orElse(Kind.LOG);
            boolean concerns = asked.isPresent() && Coverage.kinds(asked.get()).contains(kind);
            Optional<Query> narrowed =
                    need.query() == null ? Optional.empty() : need.query().bind(values);
            if (concerns && narrowed.isPresent()) {
                Query present = new Query.And(List.of(new Query.Term("kind", kind.label()), narrowed.get()));
                if (inquiry.hits(present).count() == 0) {
                    String reason = "the case holds no " + kind.label() + "s of " + narrowed.get();
                    return new Sign(sign.indicator(), Truth.UNKNOWN, 0, reason, List.of(), Long.MAX_VALUE);
                }
            }
        }
        return sign;
    }

    private void findValues(Playbook playbook, Map<String, Sign> signs, SignReading reading, Map<String, String> values)
            throws IOException {
        for (Map.Entry<String, Playbook.Parameter> parameter :
                playbook.parameters().entrySet()) {
            Pick pick = parameter.getValue().from();
            Sign sign = pick == null || pick.indicator() == null ? null : signs.get(pick.indicator());
            if (!values.containsKey(parameter.getKey()) && pick != null && sign != null && sign.count() > 0) {
                Optional<Query> query = reading.bind(sign.indicator());
                if (query.isPresent()) {
                    pick(inquiry, inquiry.hits(query.get()), pick)
                            .ifPresent(value -> values.put(parameter.getKey(), value));
                }
            }
            String otherwise = parameter.getValue().otherwise();
            boolean settled = pick == null || sign != null;
            if (settled && otherwise != null) {
                values.putIfAbsent(parameter.getKey(), otherwise);
            }
        }
    }

    /** The value that a pick means among these hits. */
    static Optional<String> pick(Inquiry inquiry, Hits hits, Pick pick) throws IOException {
        if (hits.count() == 0) {
            return Optional.empty();
        }
        if (pick.function().equals("top")) {
            return Facet.of(hits, pick.field(), 1, inquiry.cancelled()).values().stream()
                    .findFirst()
                    .map(Facet.Value::value);
        }
        boolean first = pick.function().equals("first");
        Occurrences.Group group =
                Occurrences.of(hits, List.of(), inquiry).groups().get("");
        var reader = dev.faultline.query.FieldReader.of(pick.field());
        for (int i = 0; group != null && i < group.size; i++) {
            long place = group.places[first ? i : group.size - 1 - i];
            String value = reader.read(Occurrences.block(inquiry, place), Occurrences.row(place));
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Offer offer(Playbook playbook, List<Sign> signs, Map<String, String> values) {
        double score = 0;
        double unknown = 0;
        @Nullable String failed = null;
        @Nullable String open = null;
        for (Sign sign : signs) {
            double weight = sign.indicator().weight();
            score += sign.truth() == Truth.HOLDS ? weight : 0;
            unknown += sign.truth() == Truth.UNKNOWN ? Math.max(0, weight) : 0;
            if (sign.indicator().required() && sign.truth() == Truth.DOES_NOT_HOLD && failed == null) {
                failed = sign.indicator().id();
            }
            if (sign.indicator().required() && sign.truth() == Truth.UNKNOWN && open == null) {
                open = sign.indicator().id();
            }
        }
        Truth truth;
        String reason;
        String wanted = ", " + Comparison.number(playbook.atLeast()) + " wanted";
        String sum = Comparison.number(score) + " of " + Comparison.number(possible(playbook)) + " possible, "
                + Comparison.number(unknown) + " unknown";
        if (failed != null) {
            truth = Truth.DOES_NOT_HOLD;
            reason = failed + " is required and does not hold";
        } else if (open != null) {
            truth = Truth.UNKNOWN;
            reason = open + " is required and the evidence does not say; " + sum;
        } else if (score >= playbook.atLeast()) {
            truth = Truth.HOLDS;
            reason = sum + wanted;
        } else {
            truth = score + unknown >= playbook.atLeast() ? Truth.UNKNOWN : Truth.DOES_NOT_HOLD;
            reason = sum + wanted;
        }
        List<String> order = playbook.indicators().stream().map(Indicator::id).toList();
        List<Sign> sorted = signs.stream()
                .sorted(Comparator.comparingInt(
                        sign -> order.indexOf(sign.indicator().id())))
                .toList();
        return new Offer(playbook, truth, score, possible(playbook), unknown, sorted, values, onset(sorted), reason);
    }

    private static @Nullable Long onset(List<Sign> signs) {
        long required = Long.MAX_VALUE;
        long any = Long.MAX_VALUE;
        for (Sign sign : signs) {
            if (sign.truth() == Truth.HOLDS && sign.indicator().weight() > 0) {
                any = Math.min(any, sign.first());
                required = sign.indicator().required() ? Math.min(required, sign.first()) : required;
            }
        }
        long onset = required == Long.MAX_VALUE ? any : required;
        return onset == Long.MAX_VALUE ? null : onset;
    }
}
