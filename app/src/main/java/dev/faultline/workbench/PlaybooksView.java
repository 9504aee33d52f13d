package dev.faultline.workbench;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.NewPlaybook;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.Runner;
import dev.faultline.playbook.Sign;
import dev.faultline.playbook.Truth;
import dev.faultline.store.CaseReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import org.jspecify.annotations.Nullable;

/** The playbooks that fit this case, why they do, and what their steps find here. */
final class PlaybooksView extends CardsTab {
    private final CaseModel model;
    private final List<Path> folders;
    private final CheckBox all = new CheckBox(Words.of("playbooks.also-unfit"));
    private final Map<String, Run> runs = new HashMap<>();
    private List<Offer> offers = List.of();
    private @Nullable Matcher last;
    private long matched = -1;

    /** {@code folders} hold the team's playbooks beside those of the program. */
    PlaybooksView(CaseModel model, List<Path> folders) {
        super(model, "playbooks", Words.of("playbooks.again"));
        this.model = model;
        this.folders = folders;
        all.setOnAction(event -> draw());
        add(all);
        Button fresh = new Button(Words.of("playbooks.new"));
        fresh.setId("playbook-new");
        fresh.setOnAction(event -> edit("new-playbook", draft()));
        add(fresh);
    }

    /** From what is looked at; the pinned errors where that is everything. */
    private String draft() {
        String query = model.state().get().effectiveQuery();
        return NewPlaybook.write(
                UUID.randomUUID(),
                "What it is called",
                List.of(query.isEmpty() ? "severity:>=error" : query),
                LocalDate.now(ZoneOffset.UTC));
    }

    /** Opens the editor in a window of its own, so that the evidence stays in sight. */
    PlaybookEditor edit(String name, String yaml) {
        return PlaybookEditor.open(model, folders.getFirst(), getScene().getWindow(), name, yaml);
    }

    private void edit(Offer offer) {
        var open = folders;
        model.read(
                "playbook-text",
                cancelled -> Library.open(true, open).find(offer.playbook().id()),
                entry ->
                        entry.ifPresent(found -> edit(found.name(), found.file().text())));
    }

    @Override
    void ask() {
        busy(Words.of("playbooks.matching"));
        CaseReader reader = model.openCase().reader();
        Matcher earlier = last;
        matched = reader.events();
        model.read(
                "playbooks",
                cancelled -> {
                    Matcher matcher =
                            earlier == null ? new Matcher(reader, cancelled) : earlier.after(reader, cancelled);
                    return new Matched(
                            matcher, matcher.match(Library.open(true, folders).entries()));
                },
                found -> {
                    last = found.matcher();
                    offers = found.offers();
                    draw();
                });
    }

    /** The matcher remembers what it asked: after a commit only what that added is searched. */
    private record Matched(Matcher matcher, List<Offer> offers) {}

    @Override
    boolean isOutdated() {
        return matched != model.openCase().reader().events();
    }

    /** What the last match offered. */
    List<Offer> offers() {
        return offers;
    }

    private void draw() {
        long fit = offers.stream().filter(offer -> offer.truth() == Truth.HOLDS).count();
        long open =
                offers.stream().filter(offer -> offer.truth() == Truth.UNKNOWN).count();
        head(Words.of("playbooks.count", fit, offers.size(), open));
        cards().show(
                        offers.stream()
                                .filter(offer -> all.isSelected() || offer.truth() == Truth.HOLDS)
                                .map(this::card)
                                .toList(),
                        Words.of("playbooks.none"));
    }

    private Card card(Offer offer) {
        List<Card.Line> lines = new ArrayList<>();
        for (Sign sign : offer.signs()) {
            lines.add(new Card.Line(sign(sign.truth()), sign.reason(), sign.events()));
        }
        Run run = runs.get(offer.playbook().id());
        if (run != null) {
            for (Run.Result result : run.steps()) {
                lines.add(new Card.Line(
                        "▸",
                        result.question() + " — " + sign(result.truth()) + " " + result.sentence(),
                        result.events()));
                result.shown().forEach(shown -> lines.add(new Card.Line("", "    " + shown, List.of())));
            }
            lines.add(new Card.Line(
                    "⇒",
                    run.verdict() + (run.cause() == null ? "" : ": " + run.cause()) + " — " + run.reason(),
                    List.of()));
        }
        return new Card(
                offer.playbook().id(),
                offer.playbook().title(),
                offer.truth() == Truth.HOLDS ? Words.of("playbooks.fits", offer.reason()) : offer.reason(),
                lines,
                List.of(
                        new Card.Action(
                                run == null ? Words.of("playbooks.run") : Words.of("playbooks.run-again"),
                                () -> run(offer)),
                        new Card.Action(Words.of("playbooks.edit"), () -> edit(offer))));
    }

    static String sign(Truth truth) {
        return switch (truth) {
            case HOLDS -> "✓";
            case DOES_NOT_HOLD -> "✗";
            case UNKNOWN -> "?";
        };
    }

    private void run(Offer offer) {
        var reader = model.openCase().reader();
        model.read(
                "playbook-run",
                cancelled -> {
                    Matcher matcher = new Matcher(reader, cancelled);
                    return new Runner(matcher, offer, Map.of(), null, null, Map.of(), Map.of()).run();
                },
                run -> {
                    runs.put(offer.playbook().id(), run);
                    draw();
                });
    }
}
