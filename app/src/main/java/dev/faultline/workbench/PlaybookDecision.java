package dev.faultline.workbench;

import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;

/** Decides a step of a playbook otherwise than the evidence does; never without the reason. */
final class PlaybookDecision extends Drawer {
    private static final double HEIGHT = 44;
    private static final String UNKNOWN = "unknown";

    private final PlaybookRuns runs;
    private final ChoiceBox<String> step = new ChoiceBox<>();
    private final ChoiceBox<String> meaning = new ChoiceBox<>();
    private final TextField reason = field("decision-reason", Words.of("playbooks.decide-reason"));
    private final Button keep = new Button(Words.of("playbooks.decide-keep"));

    PlaybookDecision(PlaybookRuns runs) {
        super("playbook-decision", HEIGHT);
        this.runs = runs;
        setAlignment(Pos.CENTER_LEFT);
        step.setId("decision-step");
        step.setAccessibleText(Words.of("playbooks.decide-step"));
        meaning.setId("decision-meaning");
        meaning.setAccessibleText(Words.of("playbooks.decide-meaning"));
        keep.setId("decision-keep");
        keep.setMinWidth(Button.USE_PREF_SIZE);
        keep.disableProperty().bind(reason.textProperty().map(String::isBlank).orElse(true));
        step.setMinWidth(USE_PREF_SIZE);
        meaning.setMinWidth(USE_PREF_SIZE);
        Button cancel = new Button(Words.of("common.cancel"));
        cancel.setMinWidth(Button.USE_PREF_SIZE);
        cancel.setOnAction(event -> hide());
        getChildren().addAll(title(Words.of("playbooks.decide")), step, meaning, reason, keep, cancel);
    }

    /** Asks which step of this run means something else. */
    void of(Offer offer, PlaybookRuns.Attempt attempt) {
        step.setOnAction(event -> {});
        step.getItems().setAll(attempt.run().path());
        step.setOnAction(event -> meanings(offer));
        step.getSelectionModel().selectLast();
        meanings(offer);
        reason.clear();
        keep.setOnAction(event -> {
            hide();
            runs.decide(
                    offer,
                    attempt,
                    step.getValue(),
                    new Run.Decision(meaning.getValue(), reason.getText().strip()));
        });
        show(true);
        step.requestFocus();
    }

    /** The causes of the playbook, those of this step first, and that nobody can know. */
    private void meanings(Offer offer) {
        Set<String> all = new LinkedHashSet<>();
        offer.playbook().step(String.valueOf(step.getValue())).ifPresent(chosen -> all.addAll(causes(chosen)));
        offer.playbook().steps().forEach(each -> all.addAll(causes(each)));
        all.add(UNKNOWN);
        meaning.getItems().setAll(new ArrayList<>(all));
        meaning.getSelectionModel().selectFirst();
    }

    private static List<String> causes(Step step) {
        return Stream.concat(step.cases().stream(), step.answers().stream())
                .flatMap(branch -> Stream.ofNullable(branch.means()))
                .toList();
    }
}
