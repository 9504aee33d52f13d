package dev.faultline.mcp.tool;

import dev.faultline.analysis.variable.DiscriminatingVariables;
import dev.faultline.analysis.variable.Discriminator;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ranks variables. */
final class RankVariables implements Tool {
    private static final String FAILING = "severity:>=error OR exception:*";

    @Override
    public String name() {
        return "variables";
    }

    @Override
    public String description() {
        return "Variables (of snapshots) and attributes that separate failing from passing hits of a place, each with"
                + " its counts on both sides; says where there are too few hits to tell.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.text(
                "failing", "Which hits fail; default: " + FAILING + ". Snapshots where query is" + " absent."));
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 30."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Hits hits = question.hits(question.arguments().text("query").orElse("kind:snapshot"));
        String failing = question.arguments().text("failing").orElse(FAILING);
        Hits fails = hits.and(question.hits(failing));
        Hits passes = hits.and(question.hits("NOT (" + failing + ")"));
        DiscriminatingVariables found = DiscriminatingVariables.of(fails, passes, 20, question.cancelled());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DiscriminatingVariables.Place place : found.places()) {
            for (Discriminator each : place.ranked()) {
                rows.add(row(place, each));
            }
        }
        long total = rows.size();
        return Answer.first("variables", rows.subList(0, Math.min(question.limit(30), rows.size())), total)
                .with("failing_hits", fails.count())
                .with("passing_hits", passes.count());
    }

    private static Map<String, Object> row(DiscriminatingVariables.Place place, Discriminator found) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("failing", found.failing());
        row.put("failing_of", found.failingOf());
        row.put("passing", found.passing());
        row.put("passing_of", found.passingOf());
        row.put("score", found.score());
        row.put("chance", found.chance());
        row.put("enough", place.isEnough());
        row.put("verdict", place.verdict());
        row.put("events", EventAnswer.ids(found.examples()));
        Map<String, Object> untrusted = new LinkedHashMap<>();
        untrusted.put("place", place.name());
        EventAnswer.put(untrusted, "failure", place.failure().isEmpty() ? null : place.failure());
        untrusted.put("field", found.field());
        EventAnswer.put(untrusted, "frame", found.frame().isEmpty() ? null : found.frame());
        untrusted.put("predicate", found.predicate());
        EventAnswer.put(untrusted, "query", found.query().isEmpty() ? null : found.query());
        untrusted.put("text", found.sentence());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
