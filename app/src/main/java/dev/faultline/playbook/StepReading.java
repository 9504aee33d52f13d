package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.store.Block;
import dev.faultline.store.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers one step from the evidence. */
final class StepReading {
    private static final int EVENTS = 20;
    private static final int SHOWN = 5;

    private final Inquiry inquiry;
    private final Step step;
    private final Map<String, String> values;
    private final @Nullable Long onset;
    private final @Nullable Long fix;

    StepReading(Inquiry inquiry, Step step, Map<String, String> values, @Nullable Long onset, @Nullable Long fix) {
        this.inquiry = inquiry;
        this.step = step;
        this.values = values;
        this.onset = onset;
        this.fix = fix;
    }

    /** What was found; the branch that it leads into, if any. */
    record Found(
            Truth truth,
            long count,
            String sentence,
            List<String> shown,
            List<EventId> events,
            Map<String, String> captured,
            Step.@Nullable Branch branch) {
        Found with(Truth other) {
            return new Found(other, count, sentence, shown, events, captured, branch);
        }
    }

    private Found unknown(String why) {
        return new Found(Truth.UNKNOWN, 0, why, List.of(), List.of(), Map.of(), step.unknown());
    }

    Found read() throws IOException {
        Optional<TimeRange> range = range();
        if (range.isEmpty()) {
            return unknown("the time \"" + step.window() + "\" is not known");
        }
        if (step.look() == Step.Look.GAPS) {
            return gaps(range.get());
        }
        Question question = step.query();
        Optional<Query> bound = question == null ? Optional.of(new Query.All()) : question.bind(values);
        if (bound.isEmpty()) {
            return unknown("no value for {"
                    + String.join("}, {", question == null ? List.of() : question.placeholders()) + "}");
        }
        Query query = narrowed(bound.get());
        Hits hits = inquiry.hits(query, range.get());
        Optional<String> doubt = inquiry.doubt(query, within(range.get()));
        if (hits.count() == 0 && doubt.isPresent()) {
            return unknown(doubt.get());
        }
        return judge(hits, doubt);
    }

    private Optional<TimeRange> range() {
        Window window = step.window();
        if (window == null) {
            return Optional.of(TimeRange.ALL);
        }
        Long moment = window.moment().equals("fix") ? fix : onset;
        return moment == null ? Optional.empty() : Optional.of(window.at(moment));
    }

    private TimeRange within(TimeRange range) {
        return range.equals(TimeRange.ALL) ? inquiry.coverage().range() : range;
    }

    private Query narrowed(Query query) {
        return switch (step.look()) {
            case SNAPSHOT -> new Query.And(List.of(new Query.Term("kind", "snapshot"), query));
            case CHANGES -> new Query.And(List.of(new Query.Term("kind", "change"), query));
            default -> query;
        };
    }

    /** @param doubt why there may have been more than was found */
    private Found judge(Hits hits, Optional<String> doubt) throws IOException {
        Map<String, String> captured = new LinkedHashMap<>();
        for (Map.Entry<String, Pick> capture : step.capture().entrySet()) {
            Matcher.pick(inquiry, hits, capture.getValue()).ifPresent(value -> captured.put(capture.getKey(), value));
        }
        StringBuilder sentence = new StringBuilder(hits.count() + (hits.count() == 1 ? " event" : " events"));
        captured.forEach((name, value) ->
                sentence.append(", ").append(name).append(" = ").append(value));
        Truth truth = step.cases().isEmpty() ? Truth.of(hits.count() > 0) : Truth.DOES_NOT_HOLD;
        Step.@Nullable Branch taken = null;
        for (Step.Branch branch : step.cases()) {
            Truth holds = test(branch, hits, sentence);
            // More events could turn each answer but "at least so many, and they are there".
            boolean settled = branch.count() == null
                    || holds == Truth.HOLDS && branch.count().isLowerBound();
            if (doubt.isPresent() && !settled) {
                sentence.append("; but ").append(doubt.get());
                holds = Truth.UNKNOWN;
            }
            if (holds != Truth.DOES_NOT_HOLD) {
                truth = holds;
                taken = holds == Truth.HOLDS ? branch : step.unknown();
                break;
            }
        }
        return new Found(truth, hits.count(), sentence.toString(), shown(hits), hits.ids(0, EVENTS), captured, taken);
    }

    private Truth test(Step.Branch branch, Hits hits, StringBuilder sentence) throws IOException {
        Truth truth = Truth.of(branch.count() == null || branch.count().testCount(hits.count()));
        if (truth == Truth.HOLDS && branch.value() != null) {
            Occurrences.Group group = all(hits);
            Figure figure = Figure.of(inquiry, group, branch.value().aggregate());
            sentence.append("; ")
                    .append(figure.text(
                            branch.value().aggregate(), branch.value().comparison()));
            truth = figure.values() == 0
                    ? Truth.UNKNOWN
                    : Truth.of(branch.value().comparison().test(figure.value()));
        }
        if (truth == Truth.HOLDS && branch.ratio() != null) {
            Rise.Rates rates = onset == null ? null : Rise.at(inquiry.coverage(), all(hits), onset);
            if (rates == null) {
                sentence.append("; no time before the onset to compare with");
                return Truth.UNKNOWN;
            }
            sentence.append("; ").append(Rise.text(rates, inquiry.coverage().sliceNanos()));
            truth = Truth.of(branch.ratio().test(rates.ratio()));
        }
        return truth;
    }

    private Occurrences.Group all(Hits hits) throws IOException {
        return Occurrences.of(hits, List.of(), inquiry).groups().getOrDefault("", new Occurrences.Group(""));
    }

    private List<String> shown(Hits hits) throws IOException {
        if (hits.count() == 0) {
            return List.of();
        }
        return switch (step.look()) {
            case PATTERNS -> patterns(hits);
            case FACETS -> facet(hits, step.field() == null ? "service" : step.field());
            case TRACE -> facet(hits, "trace_id");
            default -> List.of();
        };
    }

    private List<String> facet(Hits hits, String field) throws IOException {
        return Facet.of(hits, field, SHOWN, inquiry.cancelled()).values().stream()
                .map(value -> value.count() + " × " + value.value())
                .toList();
    }

    private List<String> patterns(Hits hits) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Facet.Value value :
                Facet.of(hits, "pattern", SHOWN, inquiry.cancelled()).values()) {
            lines.add(value.count() + " × " + template(Integer.parseInt(value.value())));
        }
        return lines;
    }

    private String template(int pattern) {
        for (Block block : inquiry.reader().blocks().reversed()) {
            for (Template template : block.templates()) {
                if (template.pattern() == pattern) {
                    return template.text();
                }
            }
        }
        return "pattern " + pattern;
    }

    /** Which kinds of evidence are silent. */
    private Found gaps(TimeRange range) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : List.of(Kind.LOG, Kind.SPAN, Kind.SNAPSHOT, Kind.CHANGE, Kind.METRIC)) {
            inquiry.coverage().doubt(kind, within(range)).ifPresent(lines::add);
        }
        Step.@Nullable Branch taken = null;
        for (Step.Branch branch : step.cases()) {
            if (taken == null && (branch.count() == null || branch.count().test(lines.size()))) {
                taken = branch;
            }
        }
        String sentence = lines.isEmpty() ? "no gap" : String.join("; ", lines);
        return new Found(Truth.of(!lines.isEmpty()), lines.size(), sentence, lines, List.of(), Map.of(), taken);
    }
}
