package dev.faultline.workbench;

import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.NewPlaybook;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.Truth;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import org.jspecify.annotations.Nullable;

/** The playbooks that fit this case, why they do, and what their steps find here. */
final class PlaybooksView extends CardsTab {
    private final CaseModel model;
    private final Supplier<List<Path>> folders;
    private final CheckBox all = new CheckBox(Words.of("playbooks.also-unfit"));
    private final PlaybookRuns runs;
    private final PlaybookDecision decision;
    private List<Offer> offers = List.of();
    private @Nullable Matcher last;
    private long matched = -1;

    /** {@code folders} hold the team's playbooks beside those of the program. */
    PlaybooksView(CaseModel model, Supplier<List<Path>> folders) {
        super(model, "playbooks", Words.of("playbooks.again"));
        this.model = model;
        this.folders = folders;
        runs = new PlaybookRuns(model, this::draw);
        decision = new PlaybookDecision(runs);
        all.setOnAction(event -> draw());
        add(all);
        Button fresh = new Button(Words.of("playbooks.new"));
        fresh.setId("playbook-new");
        fresh.setOnAction(event -> edit("new-playbook", draft()));
        add(fresh);
        getChildren().add(decision);
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
        return PlaybookEditor.open(model, folders.get().getFirst(), getScene().getWindow(), name, yaml);
    }

    private void edit(Offer offer) {
        var open = folders.get();
        model.read(
                "playbook-text",
                cancelled -> Library.open(true, open).find(offer.playbook().id()),
                entry ->
                        entry.ifPresent(found -> edit(found.name(), found.file().text())));
    }

    @Override
    void ask() {
        busy(Words.of("playbooks.matching"));
        Case evidence = model.openCase();
        CaseReader reader = evidence.reader();
        List<Path> open = folders.get();
        Matcher earlier = last;
        matched = reader.events();
        model.read(
                "playbooks",
                cancelled -> {
                    Matcher matcher =
                            earlier == null ? new Matcher(reader, cancelled) : earlier.after(reader, cancelled);
                    return new Matched(
                            matcher,
                            matcher.match(Library.open(true, open).entries()),
                            new RunStore(evidence, Clock.systemUTC()).kept());
                },
                found -> {
                    last = found.matcher();
                    offers = found.offers();
                    runs.earlier(found.kept());
                    draw();
                });
    }

    /** The matcher remembers what it asked: after a commit only what that added is searched. */
    private record Matched(Matcher matcher, List<Offer> offers, List<KeptRun> kept) {}

    @Override
    boolean isOutdated() {
        return matched != model.openCase().reader().events();
    }

    /** What the last match offered. */
    List<Offer> offers() {
        return offers;
    }

    @Override
    public boolean leave() {
        return decision.hide();
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
        PlaybookCard.Actions actions = new PlaybookCard.Actions(
                () -> edit(offer), () -> runs.attempt(offer).ifPresent(attempt -> decision.of(offer, attempt)));
        return new PlaybookCard(offer, runs, actions).card();
    }
}
