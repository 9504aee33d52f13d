package dev.faultline.cli;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import dev.faultline.playbook.FixVerdict;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.Sign;
import dev.faultline.playbook.Truth;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** Offers, runs and problems for a person. */
final class PlaybookText {
    private PlaybookText() {}

    static String problem(String file, Problem problem) {
        String kind = problem.isError() ? "" : "advice: ";
        return SafeText.line(
                file + ":" + problem.mark() + ": " + kind + problem.detail() + " [" + problem.code() + "]");
    }

    private static String mark(Truth truth) {
        return switch (truth) {
            case HOLDS -> "+";
            case DOES_NOT_HOLD -> "-";
            case UNKNOWN -> "?";
        };
    }

    static String offer(String name, Offer offer) {
        StringBuilder text = new StringBuilder();
        text.append(mark(offer.truth()))
                .append(' ')
                .append(name)
                .append(": ")
                .append(SafeText.line(offer.playbook().title()));
        text.append("\n    ").append(SafeText.line(offer.reason()));
        for (Sign sign : offer.signs()) {
            text.append("\n    ")
                    .append(mark(sign.truth()))
                    .append(' ')
                    .append(sign.indicator().id());
            text.append(" (")
                    .append(weight(sign.indicator().weight()))
                    .append("): ")
                    .append(SafeText.line(sign.reason()));
            text.append(events(sign.events(), 3));
        }
        offer.values()
                .forEach((key, value) ->
                        text.append("\n    ").append(key).append(" = ").append(SafeText.line(value)));
        if (offer.onset() != null) {
            text.append("\n    began ").append(Timestamps.format(offer.onset()));
        }
        return SafeText.block(text.toString());
    }

    private static String weight(double weight) {
        return (weight > 0 ? "+" : "")
                + (weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight));
    }

    private static String events(List<EventId> events, int most) {
        return events.isEmpty()
                ? ""
                : events.stream().limit(most).map(id -> "#" + id).collect(Collectors.joining(" ", "  ", ""));
    }

    /** Several lines of somebody's words, none of which begins where a line of the program does. */
    private static String indented(String words) {
        return words.strip().lines().map(SafeText::line).collect(Collectors.joining("\n      | "));
    }

    static String run(Run run) {
        StringBuilder text = new StringBuilder(SafeText.line(run.title()));
        for (Run.Result step : run.steps()) {
            text.append("\n\n")
                    .append(mark(step.truth()))
                    .append(' ')
                    .append(step.step())
                    .append(": ")
                    .append(SafeText.line(step.question()));
            text.append("\n    ").append(SafeText.line(step.sentence())).append(events(step.events(), 5));
            step.shown().forEach(line -> text.append("\n      ").append(SafeText.line(line)));
            if (step.reading() != null) {
                text.append("\n    reading: ").append(indented(step.reading()));
            }
            if (step.means() != null) {
                text.append("\n    supports: ").append(step.means());
            }
            if (!step.rulesOut().isEmpty()) {
                text.append("\n    rules out: ").append(String.join(", ", step.rulesOut()));
            }
            if (step.note() != null) {
                text.append("\n    note: ").append(indented(step.note()));
            }
            if (step.override() != null) {
                text.append("\n    decided by a person: ").append(SafeText.line(step.override()));
            }
        }
        text.append("\n\nverdict: ").append(run.verdict()).append(", ").append(SafeText.line(run.reason()));
        for (FixVerdict fix : run.fixes()) {
            text.append("\n")
                    .append(fix.check())
                    .append(": ")
                    .append(fix.verdict())
                    .append(", ")
                    .append(SafeText.line(fix.reason()));
            text.append(events(fix.events(), 3));
        }
        return SafeText.block(text.toString());
    }
}
