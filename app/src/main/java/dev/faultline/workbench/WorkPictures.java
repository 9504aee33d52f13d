package dev.faultline.workbench;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/** Pictures of what one does while one searches: what is not found, kept, followed, noted. */
final class WorkPictures {
    private final MainWindow window;
    private final CaseModel model;
    private final Path pictures;
    private final String suffix;

    WorkPictures(MainWindow window, CaseModel model, Path pictures, String suffix) {
        this.window = window;
        this.model = model;
        this.pictures = pictures;
        this.suffix = suffix;
    }

    void take() throws Exception {
        nothingFound();
        searches();
        live();
        noted();
        drawers();
        checklist();
    }

    /** What a key opens beside the list: finding in it, going to a time, the clock of a source. */
    private void drawers() throws Exception {
        Screenshots.onUi(() -> {
            ((NotedDrawer) window.scene().lookup("#noted")).hide();
            model.look(ViewState.START);
        });
        Screenshots.onUi(() -> ((EventList) window.scene().lookup("#events")).goTo(640));
        Screenshots.await(() -> model.selected().get() != null);
        FindBar find = (FindBar) window.scene().lookup("#find");
        Screenshots.onUi(() -> {
            find.open();
            ((TextField) window.scene().lookup("#find-text")).setText("currency=SEK");
        });
        Screenshots.await(
                () -> !((Label) window.scene().lookup("#find-told")).getText().isEmpty());
        save("find");
        TimeDrawer time = (TimeDrawer) window.scene().lookup("#time");
        Screenshots.onUi(() -> {
            find.hide();
            time.openAtTime();
        });
        save("goto");
        ClockDrawer clock = (ClockDrawer) window.scene().lookup("#clock");
        Screenshots.onUi(() -> {
            time.hide();
            clock.open();
        });
        save("clock");
        Screenshots.onUi(clock::hide);
    }

    /** A playbook whose steps were run. */
    private void checklist() throws Exception {
        Screenshots.onUi(() -> ((ToggleButton) window.scene().lookup("#tab-playbooks")).fire());
        String run = Words.of("playbooks.run");
        Screenshots.await(() -> button(run) != null);
        Screenshots.onUi(() -> java.util.Objects.requireNonNull(button(run)).fire());
        Screenshots.await(() -> button(run) == null);
        save("checklist");
    }

    private @Nullable Button button(String text) {
        return window.scene().getRoot().lookupAll(".button").stream()
                .filter(node -> node instanceof Button each && each.getText().equals(text))
                .map(Button.class::cast)
                .findFirst()
                .orElse(null);
    }

    private void look(ViewState next) throws InterruptedException {
        Screenshots.onUi(() -> model.look(next));
    }

    private void save(String name) throws InterruptedException {
        Screenshots.save(window, pictures.resolve(name + suffix));
    }

    private void nothingFound() throws InterruptedException {
        look(ViewState.START
                .withQuery("service:paymet severity:error \"charge failed\"")
                .withFilters(List.of(new ViewState.Filter("kind", "span", false))));
        save("nothing-found");
        look(ViewState.START);
    }

    private void searches() throws InterruptedException {
        look(ViewState.START.withQuery("severity:>=error"));
        ViewState logs = ViewState.START
                .withQuery("severity:>=error")
                .withFilters(List.of(new ViewState.Filter("kind", "log", false)));
        look(logs);
        Screenshots.onUi(() -> model.searches().save("what failed first"));
        look(logs.withFilters(List.of(new ViewState.Filter("kind", "log", true))));
        Screenshots.onUi(model::undo);
        look(logs.withQuery("severity:>=error timeout"));
        Screenshots.onUi(() -> press("#searches-menu"));
        save("searches");
        Screenshots.onUi(() -> ((SearchesDrawer) window.scene().lookup("#searches")).hide());
        look(ViewState.START);
    }

    private void press(String id) {
        ((javafx.scene.control.MenuButton) window.scene().lookup(id))
                .getItems()
                .getLast()
                .fire();
    }

    private void live() throws Exception {
        Screenshots.onUi(
                () -> ((javafx.scene.control.ToggleButton) window.scene().lookup("#tab-events")).fire());
        Screenshots.onUi(() -> model.live().receive(0));
        Screenshots.await(() -> model.live().state().get().receiving().isPresent());
        Screenshots.onUi(() -> ((LiveDrawer) window.scene().lookup("#live-drawer")).open());
        save("live");
        Screenshots.onUi(() -> {
            model.live().stopAll();
            ((LiveDrawer) window.scene().lookup("#live-drawer")).hide();
        });
    }

    private void noted() throws Exception {
        CaseModel.Found found = java.util.Objects.requireNonNull(model.found().get());
        long from = found.range().from();
        long length = found.range().length();
        Screenshots.onUi(() -> {
            model.board().edit(note(from + length / 2, from + length / 2), "noted");
            model.board().edit(note(from + length * 3 / 4, from + length * 9 / 10), "noted");
            NotedDrawer drawer = (NotedDrawer) window.scene().lookup("#noted");
            drawer.open();
            drawer.show("request", "name:*", "trace_id");
        });
        save("noted");
    }

    private static BoardEdit.Maker note(long from, long to) {
        List<String> tags =
                dev.faultline.analysis.interval.NotedMoment.tags(from, to, dev.faultline.model.Severity.WARN);
        return BoardEdit.note(from == to ? "a colleague restarted pricing by hand" : "the caller saw errors", tags);
    }
}
