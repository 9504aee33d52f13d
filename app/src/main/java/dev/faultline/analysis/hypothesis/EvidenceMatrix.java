package dev.faultline.analysis.hypothesis;

import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hypotheses against evidence, after Heuer's analysis of competing hypotheses: what counts is what contradicts a hypothesis, for
 * the same evidence fits many. The least contradicted stands first; equal ones share the worst rank of theirs. A hypothesis
 * that no evidence was weighed for has no rank.
 *
 * @param hypotheses the columns, the least contradicted first
 * @param evidence the rows, those that separate the hypotheses first
 */
public record EvidenceMatrix(List<Column> hypotheses, List<Row> evidence) {
    /** Copies the lists. */
    public EvidenceMatrix {
        hypotheses = List.copyOf(hypotheses);
        evidence = List.copyOf(evidence);
    }

    /**
     * A hypothesis.
     *
     * @param hypothesis what the board holds
     * @param rank from 1; 0 where nothing was weighed for it
     * @param contradicting how many pieces of evidence contradict it
     * @param consistent how many are consistent with it
     * @param notWeighed for how many nobody has said
     */
    public record Column(Hypothesis hypothesis, int rank, int contradicting, int consistent, int notWeighed) {
        /** Its place and what it rests on, for a person. */
        public String sentence() {
            int all = contradicting + consistent + notWeighed;
            if (rank == 0) {
                return "without a rank: none of " + all + " pieces of evidence was weighed for it";
            }
            String counts = contradicting + " of " + all + " pieces of evidence contradict it, " + consistent
                    + (consistent == 1 ? " is" : " are") + " consistent with it";
            return notWeighed == 0
                    ? counts
                    : counts + "; " + notWeighed + (notWeighed == 1 ? " was" : " were")
                            + " not weighed and may still change its rank";
        }
    }

    /**
     * A piece of evidence.
     *
     * @param reference what was pointed at
     * @param weights of each hypothesis by its number on the board
     * @param why what was said of it there, by the same number
     * @param separates whether it contradicts one hypothesis and is consistent with another
     * @param decides whether another hypothesis would come first without it
     */
    public record Row(
            Reference reference, Map<Long, Weight> weights, Map<Long, String> why, boolean separates, boolean decides) {
        /** Copies the maps. */
        public Row {
            weights = Map.copyOf(weights);
            why = Map.copyOf(why);
        }

        /** How it stands to a hypothesis. */
        public Weight weight(Hypothesis hypothesis) {
            return weights.getOrDefault(hypothesis.entry().id(), Weight.NOT_WEIGHED);
        }

        /** What it is worth, for a person. */
        public String sentence() {
            if (decides) {
                return "decides: without it another hypothesis would come first";
            }
            return separates ? "separates the hypotheses" : "does not separate the hypotheses";
        }
    }

    /** Weighs these hypotheses; verdicts on fixes explain nothing and are left out. */
    public static EvidenceMatrix of(List<Hypothesis> all) {
        List<Hypothesis> hypotheses =
                all.stream().filter(each -> !KeptVerdict.isOne(each)).toList();
        Map<Reference, Map<Long, Citation>> cited = new LinkedHashMap<>();
        for (Hypothesis hypothesis : hypotheses) {
            for (Citation citation : hypothesis.citations()) {
                cited.computeIfAbsent(citation.reference(), key -> new LinkedHashMap<>())
                        .put(hypothesis.entry().id(), citation);
            }
        }
        List<Column> columns = columns(hypotheses, cited, null);
        Set<Long> leading = leading(columns);
        List<Row> rows = new ArrayList<>();
        cited.forEach((reference, by) ->
                rows.add(row(reference, by, !leading.equals(leading(columns(hypotheses, cited, reference))))));
        rows.sort(Comparator.comparing((Row row) -> !row.decides()).thenComparing(row -> !row.separates()));
        return new EvidenceMatrix(columns, rows);
    }

    private static Row row(Reference reference, Map<Long, Citation> by, boolean decides) {
        Map<Long, Weight> weights = new HashMap<>();
        Map<Long, String> why = new HashMap<>();
        by.forEach((id, citation) -> {
            weights.put(id, citation.supports() ? Weight.CONSISTENT : Weight.CONTRADICTS);
            why.put(id, citation.text());
        });
        boolean separates = weights.containsValue(Weight.CONSISTENT) && weights.containsValue(Weight.CONTRADICTS);
        return new Row(reference, weights, why, separates, decides);
    }

    private static Set<Long> leading(List<Column> columns) {
        Set<Long> leading = new HashSet<>();
        int best = columns.stream()
                .mapToInt(Column::rank)
                .filter(rank -> rank > 0)
                .min()
                .orElse(0);
        columns.stream()
                .filter(column -> column.rank() == best && best > 0)
                .forEach(column -> leading.add(column.hypothesis().entry().id()));
        return leading;
    }

    private static List<Column> columns(
            List<Hypothesis> hypotheses, Map<Reference, Map<Long, Citation>> cited, @Nullable Reference without) {
        List<Column> counted = new ArrayList<>();
        int all = cited.size() - (without == null ? 0 : 1);
        for (Hypothesis hypothesis : hypotheses) {
            int against = 0;
            int consistent = 0;
            for (Citation citation : hypothesis.citations()) {
                if (!citation.reference().equals(without)) {
                    against += citation.supports() ? 0 : 1;
                    consistent += citation.supports() ? 1 : 0;
                }
            }
            counted.add(new Column(hypothesis, 0, against, consistent, all - against - consistent));
        }
        counted.sort(Comparator.comparing((Column column) -> !weighed(column))
                .thenComparingInt(Column::contradicting)
                // Of equally contradicted ones the better examined is named first; the rank stays the same.
                .thenComparingInt(Column::notWeighed));
        List<Column> ranked = new ArrayList<>();
        for (Column column : counted) {
            int rank = (int) counted.stream()
                    .filter(each -> weighed(each) && each.contradicting() <= column.contradicting())
                    .count();
            ranked.add(new Column(
                    column.hypothesis(),
                    weighed(column) ? rank : 0,
                    column.contradicting(),
                    column.consistent(),
                    column.notWeighed()));
        }
        return ranked;
    }

    private static boolean weighed(Column column) {
        return column.contradicting() + column.consistent() > 0;
    }
}
