package dev.faultline.analysis.stats;

import dev.faultline.analysis.compare.Wilson;
import dev.faultline.model.Attribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Figures over cases.
 *
 * @param cases what each adds
 * @param kinds of each kind of author
 * @param toDetect over the cases that say
 * @param toMitigate over the cases that say
 * @param toVerifiedFix over the cases that say
 * @param redeploys redeploys until the verified fix, all cases that have one together
 * @param fixes how many cases have one
 */
public record Statistics(
        List<CaseFigures> cases,
        List<OfKind> kinds,
        Median toDetect,
        Median toMitigate,
        Median toVerifiedFix,
        long redeploys,
        long fixes) {
    /** Copies the lists. */
    public Statistics {
        cases = List.copyOf(cases);
        kinds = List.copyOf(kinds);
    }

    /** Cases that trace to no change. */
    public long untraced() {
        return cases.stream().filter(one -> one.traced() == null).count();
    }

    /** Cases whose change a person confirmed. */
    public long confirmed() {
        return cases.stream().filter(CaseFigures::confirmed).count();
    }

    /**
     * One kind of author.
     *
     * @param author the kind
     * @param incidents incidents that trace to a change of it
     * @param allIncidents incidents that trace to any change
     * @param commits commits of it that were exposed
     * @param lines lines that those added
     * @param allLines lines that all exposed commits added
     */
    public record OfKind(
            Attribution.Author author, long incidents, long allIncidents, long commits, long lines, long allLines) {
        /** Its share of the incidents that trace to a change. */
        public Wilson share() {
            return new Wilson(incidents, allIncidents);
        }

        /** Its change failure rate: incidents of its exposed commits. */
        public Wilson failureRate() {
            return new Wilson(incidents, commits);
        }

        /** Incidents of its exposed lines. */
        public Wilson perLine() {
            return new Wilson(incidents, lines);
        }
    }

    /** A median and over how many cases. */
    public record Median(OptionalLong nanos, int cases) {}

    /** Adds up the cases. A commit that several cases hold was exposed once. */
    public static Statistics of(List<CaseFigures> figures) {
        Map<String, Exposed> exposed = new HashMap<>();
        figures.forEach(one -> exposed.putAll(one.exposed()));
        long traced = figures.stream().filter(one -> one.traced() != null).count();
        long allLines = exposed.values().stream().mapToLong(Exposed::lines).sum();
        List<OfKind> kinds = new ArrayList<>();
        for (Attribution.Author author : Attribution.Author.values()) {
            List<Exposed> own = exposed.values().stream()
                    .filter(each -> each.author() == author)
                    .toList();
            kinds.add(new OfKind(
                    author,
                    figures.stream().filter(one -> one.traced() == author).count(),
                    traced,
                    own.size(),
                    own.stream().mapToLong(Exposed::lines).sum(),
                    allLines));
        }
        return new Statistics(
                figures,
                kinds,
                median(figures, CaseFigures::toDetect),
                median(figures, CaseFigures::toMitigate),
                median(figures, CaseFigures::toVerifiedFix),
                figures.stream().mapToLong(one -> one.redeploys().orElse(0)).sum(),
                figures.stream().filter(one -> one.redeploys().isPresent()).count());
    }

    private static Median median(List<CaseFigures> figures, Function<CaseFigures, OptionalLong> of) {
        List<Long> known = figures.stream()
                .map(of)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .sorted()
                .toList();
        if (known.isEmpty()) {
            return new Median(OptionalLong.empty(), 0);
        }
        long low = known.get((known.size() - 1) / 2);
        long high = known.get(known.size() / 2);
        return new Median(OptionalLong.of(low + (high - low) / 2), known.size());
    }
}
