package dev.faultline.workbench;

import dev.faultline.playbook.FixVerdict;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.Sign;
import dev.faultline.playbook.Step;
import dev.faultline.playbook.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A playbook as a checklist: why it fits, what its steps found, what only a person can answer, and what can be done. */
final class PlaybookCard {
    private static final String INDENT = "    ";

    private final Offer offer;
    private final PlaybookRuns runs;
    private final Actions actions;

    /** What the view does. */
    record Actions(Runnable edit, Runnable decide) {}

    PlaybookCard(Offer offer, PlaybookRuns runs, Actions actions) {
        this.offer = offer;
        this.runs = runs;
        this.actions = actions;
    }

    Card card() {
        List<Card.Line> lines = new ArrayList<>();
        for (Sign sign : offer.signs()) {
            lines.add(new Card.Line(sign(sign.truth()), sign.indicator().id() + ": " + sign.reason(), sign.events()));
        }
        Optional<PlaybookRuns.Attempt> attempt = runs.attempt(offer);
        attempt.ifPresent(now -> lines(lines, now));
        runs.before(offer).ifPresent(run -> lines.add(new Card.Line("⇒", before(run), List.of())));
        return new Card(
                offer.playbook().id(),
                offer.playbook().title(),
                offer.truth() == Truth.HOLDS ? Words.of("playbooks.fits", offer.reason()) : offer.reason(),
                lines,
                buttons(attempt));
    }

    private static String before(KeptRun run) {
        return Words.of(
                "playbooks.before",
                run.number(),
                run.saved(),
                run.verdict() + (run.cause() == null ? "" : ": " + run.cause()),
                run.outcome().isEmpty() ? "" : " · " + said(run.outcome()));
    }

    private static void lines(List<Card.Line> lines, PlaybookRuns.Attempt attempt) {
        Run run = attempt.run();
        for (Run.Result result : run.steps()) {
            lines.add(new Card.Line(
                    "▸", result.question() + " — " + sign(result.truth()) + " " + result.sentence(), result.events()));
            result.shown().forEach(shown -> lines.add(plain(shown)));
            if (result.reading() != null) {
                lines.add(plain(result.reading()));
            }
            if (result.note() != null) {
                lines.add(plain(result.note()));
            }
            if (result.override() != null) {
                lines.add(plain(Words.of("playbooks.overridden", result.override())));
            }
        }
        lines.add(new Card.Line(
                "⇒",
                run.verdict() + (run.cause() == null ? "" : ": " + run.cause()) + " — " + run.reason()
                        + (attempt.outcome().isEmpty() ? "" : " · " + said(attempt.outcome())),
                List.of()));
        for (FixVerdict fix : run.fixes()) {
            lines.add(new Card.Line(
                    "⇒", Words.of("playbooks.fix", fix.check(), fix.verdict(), fix.reason()), fix.events()));
        }
    }

    private static Card.Line plain(String text) {
        return new Card.Line("", INDENT + text, List.of());
    }

    private List<Card.Action> buttons(Optional<PlaybookRuns.Attempt> attempt) {
        List<Card.Action> all = new ArrayList<>();
        attempt.ifPresent(now -> answers(all, now));
        all.add(new Card.Action(
                attempt.isEmpty() ? Words.of("playbooks.run") : Words.of("playbooks.run-again"),
                () -> runs.start(offer)));
        runs.before(offer)
                .ifPresent(run -> all.add(
                        new Card.Action(Words.of("playbooks.resume", run.number()), () -> runs.resume(offer, run))));
        if (attempt.isPresent()) {
            all.add(new Card.Action(Words.of("playbooks.decide"), actions.decide()));
            for (String outcome : List.of("right", "wrong")) {
                if (!attempt.get().outcome().equals(outcome)) {
                    all.add(new Card.Action(said(outcome), () -> runs.judge(offer, attempt.get(), outcome)));
                }
            }
        }
        all.add(new Card.Action(Words.of("playbooks.edit"), actions.edit()));
        return all;
    }

    /** The question that waits comes first; what it leads to is asked when it is answered. */
    private void answers(List<Card.Action> all, PlaybookRuns.Attempt attempt) {
        for (Run.Result result : attempt.run().steps()) {
            Optional<Step> step = offer.playbook().step(result.step()).filter(each -> each.look() == Step.Look.ASK);
            if (step.isPresent() && result.truth() == Truth.UNKNOWN && result.override() == null) {
                step.get()
                        .answers()
                        .forEach(answer -> all.add(new Card.Action(
                                Words.of("playbooks.answer", answer.say()),
                                () -> runs.answer(offer, attempt, result.step(), answer.say()))));
                return;
            }
        }
    }

    private static String said(String outcome) {
        return outcome.equals("right") ? Words.of("playbooks.was-right") : Words.of("playbooks.was-wrong");
    }

    static String sign(Truth truth) {
        return switch (truth) {
            case HOLDS -> "✓";
            case DOES_NOT_HOLD -> "✗";
            case UNKNOWN -> "?";
        };
    }
}
