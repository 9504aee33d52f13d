package dev.faultline.report;

import dev.faultline.export.EventView;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.RunStore;
import dev.faultline.store.AuditEntry;
import dev.faultline.store.Case;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which playbooks were run, what they found and whether they were right, and which were made. */
final class PlaybookSection {
    private static final int EVENTS = 5;
    /** What may change the answers of a playbook. */
    private static final Set<String> ALTERS = Set.of("import", "open bundle", "clock");
    /** How the audit trail writes that somebody recorded one. */
    private static final String RECORDED = "{recorded=";

    private final Case of;
    private final EventView view;

    PlaybookSection(Case of, EventView view) {
        this.of = of;
        this.view = view;
    }

    List<Sentence> sentences() throws IOException {
        List<Sentence> out = new ArrayList<>();
        for (KeptRun run : new RunStore(of, Clock.systemUTC()).kept()) {
            String key = "playbook/" + run.number();
            out.add(Sentence.kept(
                    key,
                    "Playbook " + Keys.quoted(view.text(run.title())) + ", version " + run.version() + ", run "
                            + run.number() + ", as it was kept at " + view.text(run.saved()) + ": "
                            + view.text(verdict(run)) + judged(run) + later(run)));
            for (KeptRun.Asked step : run.steps()) {
                out.add(step(key + "/" + Keys.of(step.step()), step));
            }
        }
        for (AuditEntry entry : of.auditTrail()) {
            if (entry.action().equals("playbook") && entry.details().startsWith(RECORDED)) {
                String made = entry.details()
                        .substring(RECORDED.length(), entry.details().length() - 1);
                out.add(Sentence.kept(
                        "playbook-made/" + Keys.of(entry.time() + made),
                        "A playbook was made of this investigation: " + view.text(made) + "."));
            }
        }
        return out;
    }

    private static String verdict(KeptRun run) {
        return (run.cause() == null ? run.verdict() : "the cause is " + run.cause()) + " (" + run.reason() + ").";
    }

    /** Its counts are of then: what came in afterwards was not asked. */
    private String later(KeptRun run) throws IOException {
        Instant saved = Instant.parse(run.saved());
        boolean since = of.auditTrail().stream()
                .filter(entry -> ALTERS.contains(entry.action()))
                .anyMatch(entry -> Instant.parse(entry.time()).isAfter(saved));
        return !since ? "" : " Its counts are of that time; evidence came in or clocks were corrected since.";
    }

    private static String judged(KeptRun run) {
        return run.outcome().isEmpty()
                ? " Nobody has said yet whether it was right."
                : " It was " + run.outcome() + ", somebody said.";
    }

    private Sentence step(String key, KeptRun.Asked step) {
        String decided =
                step.override() == null ? "" : " Decided otherwise: " + Keys.quoted(view.text(step.override())) + ".";
        String text = Keys.quoted(view.text(step.question())) + " " + view.text(step.sentence()) + "." + decided;
        return step.events().isEmpty()
                ? Sentence.kept(key, text)
                : Sentence.shown(key, text, step.events().stream().limit(EVENTS).toList());
    }
}
