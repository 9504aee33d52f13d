package dev.faultline.analysis.stats;

import dev.faultline.analysis.compare.ExactTest;
import dev.faultline.model.Attribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Figures over cases.
 *
 * @param cases how many were read
 * @param untraced how many trace to no change
 * @param kinds of each kind of author
 * @param toDetect median nanoseconds, over the cases that say
 * @param toMitigate median nanoseconds, over the cases that say
 * @param redeploys deployments and releases between onset and the last failure, all cases together
 */
public record Statistics(
        int cases, int untraced, List<OfKind> kinds, Median toDetect, Median toMitigate, long redeploys) {
    private static final double CONFIDENCE = 0.95;

    /** Copies the kinds. */
    public Statistics {
        kinds = List.copyOf(kinds);
    }

    /**
     * One kind of author.
     *
     * @param author the kind
     * @param incidents incidents that trace to a change of it
     * @param allIncidents incidents that trace to any change
     * @param commits commits of it that were exposed
     * @param lines lines that those added
     * @param allLines lines that all commits added
     */
    public record OfKind(
            Attribution.Author author, long incidents, long allIncidents, long commits, long lines, long allLines) {
        /** The interval of its share of incidents, lower end. */
        public double shareFrom() {
            return ExactTest.lowest(incidents, Math.max(incidents, allIncidents), CONFIDENCE);
        }

        /** The interval of its share of incidents, upper end. */
        public double shareTo() {
            return allIncidents == 0 ? 1 : ExactTest.highest(incidents, allIncidents, CONFIDENCE);
        }

        /** Incidents per commit, lower end of the interval. */
        public double failureRateFrom() {
            return ExactTest.lowest(incidents, Math.max(incidents, commits), CONFIDENCE);
        }

        /** Incidents per commit, upper end of the interval. */
        public double failureRateTo() {
            return commits == 0 ? 1 : ExactTest.highest(Math.min(incidents, commits), commits, CONFIDENCE);
        }
    }

    /** A median and over how many cases. */
    public record Median(OptionalLong nanos, int cases) {}

    /** Adds up the cases. */
    public static Statistics of(List<CaseFigures> figures) {
        List<OfKind> kinds = new ArrayList<>();
        long traced = figures.stream().filter(one -> one.traced() != null).count();
        long allLines = figures.stream()
                .flatMap(one -> one.lines().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        for (Attribution.Author author : Attribution.Author.values()) {
            kinds.add(new OfKind(
                    author,
                    figures.stream().filter(one -> one.traced() == author).count(),
                    traced,
                    sum(figures, CaseFigures::commits, author),
                    sum(figures, CaseFigures::lines, author),
                    allLines));
        }
        return new Statistics(
                figures.size(),
                (int) (figures.size() - traced),
                kinds,
                median(figures, CaseFigures::toDetect),
                median(figures, CaseFigures::toMitigate),
                figures.stream().mapToLong(CaseFigures::redeploys).sum());
    }

    private static long sum(
            List<CaseFigures> figures,
            Function<CaseFigures, Map<Attribution.Author, Long>> of,
            Attribution.Author author) {
        return figures.stream()
                .mapToLong(one -> of.apply(one).getOrDefault(author, 0L))
                .sum();
    }

    private static Median median(List<CaseFigures> figures, Function<CaseFigures, OptionalLong> of) {
        List<Long> known = figures.stream()
                .map(of)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .sorted()
                .toList();
        return known.isEmpty()
                ? new Median(OptionalLong.empty(), 0)
                : new Median(OptionalLong.of(known.get(known.size() / 2)), known.size());
    }
}
