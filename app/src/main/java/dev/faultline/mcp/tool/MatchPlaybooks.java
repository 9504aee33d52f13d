package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Timestamps;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Sign;
import dev.faultline.playbook.Truth;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which playbooks fit. */
final class MatchPlaybooks implements Tool {
    @Override
    public String name() {
        return "match_playbooks";
    }

    @Override
    public String description() {
        return "The playbooks that fit this case, each with its signs: which hold, which do not, which the evidence leaves"
                + " open, and the events that show it. A match is a candidate, never a verdict; run_playbook asks its"
                + " steps.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("which", "fit: those that fit (default); open: also those that cannot be decided; all."),
                Parameter.number("limit", "At most this many, up to 200; default 20."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String which = question.arguments().text("which").orElse("fit");
        int most = (int) question.arguments().number("limit", 20, 0, Question.MOST_ROWS);
        if (!List.of("fit", "open", "all").contains(which)) {
            throw new ToolException("\"which\" is fit, open or all");
        }
        Map<String, String> names = new HashMap<>();
        List<Library.Entry> entries = question.library().entries();
        for (Library.Entry entry : entries) {
            if (entry.playbook() != null) {
                names.put(entry.playbook().id(), ReadPlaybook.called(entry));
            }
        }
        List<Offer> offers = new Matcher(question.reader(), question.cancelled()).match(entries);
        List<Offer> shown = offers.stream()
                .filter(offer -> switch (offer.truth()) {
                    case HOLDS -> true;
                    case UNKNOWN -> !which.equals("fit");
                    case DOES_NOT_HOLD -> which.equals("all");
                })
                .toList();
        return Answer.first(
                        "playbooks",
                        shown.stream()
                                .limit(most)
                                .map(offer -> row(
                                        names.getOrDefault(
                                                offer.playbook().id(),
                                                offer.playbook().id()),
                                        offer))
                                .toList(),
                        shown.size())
                .with("matched", offers.size())
                .with("fit", count(offers, Truth.HOLDS))
                .with("cannot_be_decided", count(offers, Truth.UNKNOWN));
    }

    private static long count(List<Offer> offers, Truth truth) {
        return offers.stream().filter(offer -> offer.truth() == truth).count();
    }

    private static Map<String, Object> row(String name, Offer offer) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("match", offer.truth().label());
        row.put("score", offer.score());
        row.put("at_least", offer.playbook().atLeast());
        row.put("possible", offer.possible());
        row.put("unknown", offer.unknown());
        Long onset = offer.onset();
        EventAnswer.put(row, "onset", onset == null ? null : Timestamps.format(onset));
        row.put(
                Answer.UNTRUSTED,
                Map.of(
                        "title", offer.playbook().title(),
                        "reason", offer.reason(),
                        "values", offer.values()));
        row.put("signs", offer.signs().stream().map(MatchPlaybooks::sign).toList());
        return row;
    }

    private static Map<String, Object> sign(Sign sign) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", sign.indicator().id());
        row.put("truth", sign.truth().label());
        row.put("weight", sign.indicator().weight());
        row.put("required", sign.indicator().required());
        row.put("count", sign.count());
        row.put("events", EventAnswer.ids(sign.events()));
        row.put(Answer.UNTRUSTED, Map.of("query", sign.indicator().query().text(), "reason", sign.reason()));
        return row;
    }
}
