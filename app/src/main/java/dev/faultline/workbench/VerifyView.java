package dev.faultline.workbench;

import dev.faultline.analysis.verify.FixMoment;
import dev.faultline.analysis.verify.FixQuestion;
import dev.faultline.analysis.verify.JudgedBy;
import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.analysis.verify.Signature;
import dev.faultline.analysis.verify.Verdict;
import dev.faultline.analysis.verify.Verification;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Event;
import dev.faultline.model.IncidentField;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.TimeExpression;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Whether the failure is gone since the fix. Each verdict is kept on the board with its date, its numbers and its events. */
final class VerifyView extends VBox implements CaseTab {
    private static final double CONFIDENCE = 0.95;

    private final CaseModel model;
    private final TextField fix = field("verify-fix", Words.of("verify.fix-prompt"));
    private final TextField failure = field("verify-failure", Words.of("verify.failure-prompt"));
    private final TextField exposure = field("verify-exposure", Words.of("verify.traffic-prompt"));
    private final ChoiceBox<JudgedBy> by = new ChoiceBox<>();
    private final TextField other = field("verify-other", "");
    private final Label head = new Label();
    private final CardList cards;

    /** What was asked, and the answer; nothing where no failure stands out before the fix. */
    private record Judged(FixMoment moment, JudgedBy by, Optional<Verification> found) {}

    VerifyView(CaseModel model) {
        this.model = model;
        cards = new CardList(model);
        setId("verify");
        Button take = new Button(Words.of("verify.from-event"));
        take.getStyleClass().add("small");
        take.setMinWidth(Button.USE_PREF_SIZE);
        take.setOnAction(event -> take());
        Button judge = new Button(Words.of("verify.ask"));
        judge.setId("verify-judge");
        judge.getStyleClass().addAll("accent", "small");
        judge.setOnAction(event -> judge());
        fix.setOnAction(event -> judge());
        failure.setOnAction(event -> judge());
        exposure.setOnAction(event -> judge());
        GridPane form = new GridPane(8, 4);
        form.setPadding(new Insets(8));
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        form.getColumnConstraints().setAll(new ColumnConstraints(), wide);
        form.addRow(0, named("verify.since"), fix);
        form.addRow(1, named("verify.failure"), failure);
        form.addRow(2, named("verify.traffic"), exposure);
        form.add(named("verify.by"), 0, 3);
        HBox judgedBy = new HBox(8, by, other);
        judgedBy.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(other, Priority.ALWAYS);
        form.add(judgedBy, 1, 3);
        form.add(new FlowPane(8, 4, judge, take), 1, 4);
        judgedBy();
        form.setMinHeight(USE_PREF_SIZE);
        form.setAlignment(Pos.CENTER_LEFT);
        head.setId("verify-head");
        head.setWrapText(true);
        head.setPadding(new Insets(2, 8, 2, 8));
        VBox.setVgrow(cards, Priority.ALWAYS);
        getChildren().addAll(form, head, cards);
        model.board().state().addListener((property, before, now) -> draw(now));
    }

    /** The traffic of production needs nothing more, that of a canary its query, that of another system its case. */
    private void judgedBy() {
        by.setMinWidth(USE_PREF_SIZE);
        other.managedProperty().bind(other.visibleProperty());
        by.setId("verify-by");
        by.setAccessibleText(Words.of("verify.by"));
        by.setConverter(new StringConverter<>() {
            @Override
            public String toString(JudgedBy choice) {
                return switch (choice) {
                    case PRODUCTION -> Words.of("verify.by-production");
                    case CANARY -> Words.of("verify.by-canary");
                    case STAGING -> Words.of("verify.by-staging");
                };
            }

            @Override
            public JudgedBy fromString(String text) {
                return JudgedBy.PRODUCTION;
            }
        });
        by.getItems().setAll(JudgedBy.values());
        by.valueProperty().addListener((property, before, now) -> {
            other.setVisible(now != JudgedBy.PRODUCTION);
            other.clear();
            other.setPromptText(
                    now == JudgedBy.CANARY ? Words.of("verify.canary-prompt") : Words.of("verify.staging-prompt"));
            other.setAccessibleText(other.getPromptText());
        });
        by.setValue(JudgedBy.PRODUCTION);
        other.setOnAction(event -> judge());
    }

    private static Label named(String key) {
        Label label = new Label(Words.of(key));
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        return field;
    }

    private void take() {
        Event event = model.selected().get();
        if (event == null || !event.hasTime()) {
            model.say(Words.of("verify.select-event"));
        } else {
            fix.setText(Timestamps.format(event.time()));
        }
    }

    private void judge() {
        String since = fix.getText().strip();
        JudgedBy choice = by.getValue();
        String asked = other.getText().strip();
        if (since.isEmpty() && choice == JudgedBy.PRODUCTION) {
            head.setText(Words.of("verify.since-when"));
            return;
        }
        if (failure.getText().isBlank() != exposure.getText().isBlank()) {
            head.setText(Words.of("verify.both"));
            return;
        }
        if (asked.isEmpty() && choice != JudgedBy.PRODUCTION) {
            head.setText(other.getPromptText());
            return;
        }
        Signature given = failure.getText().isBlank() ? null : new Signature(failure.getText(), exposure.getText());
        CaseReader reader = model.openCase().reader();
        try {
            if (!since.isEmpty() && !since.matches("[0-9a-fA-F]{7,40}")) {
                TimeExpression.parse(since, reader.range().orElse(TimeRange.ALL));
            }
        } catch (IllegalArgumentException noTime) {
            head.setText("✕ " + noTime.getMessage());
            return;
        }
        FixQuestion question =
                new FixQuestion(given, choice, choice == JudgedBy.CANARY ? asked : "", Long.MAX_VALUE, CONFIDENCE);
        head.setText(Words.of("verify.counting"));
        model.read("verify", cancelled -> answer(reader, since, question, asked, cancelled), this::keep);
    }

    private static Judged answer(
            CaseReader reader, String since, FixQuestion question, String asked, BooleanSupplier cancelled)
            throws Exception {
        FixMoment moment = moment(reader, since, cancelled);
        if (question.by() != JudgedBy.STAGING) {
            return new Judged(moment, question.by(), question.answer(reader, moment, null, cancelled));
        }
        try (Case staging = Case.openForReading(Path.of(asked))) {
            return new Judged(moment, question.by(), question.answer(reader, moment, staging.reader(), cancelled));
        }
    }

    private static FixMoment moment(CaseReader reader, String since, BooleanSupplier cancelled) throws IOException {
        if (since.isEmpty()) {
            return FixQuestion.notDeployed(reader, cancelled);
        }
        Optional<FixMoment> commit = FixMoment.ofCommit(reader, since);
        return commit.isPresent() ? commit.get() : FixMoment.ofTime(reader, TimeExpression.parse(since, reader));
    }

    private void keep(Judged judged) {
        if (judged.found().isEmpty()) {
            head.setText(Words.of("verify.no-failure"));
            return;
        }
        Verification found = judged.found().get();
        head.setText(Words.of(
                "verify.answer",
                sign(found.verdict()),
                found.sentence(),
                judged.moment().how(),
                judged.by().isBeforeDeploy()
                        ? Words.of("verify.caught", judged.by().caught(found.verdict()))
                        : ""));
        if (model.openCase().isWritable()) {
            model.board()
                    .edit(
                            board -> {
                                long id = KeptVerdict.keep(board, found, judged.moment(), judged.by())
                                        .hypothesis()
                                        .entry()
                                        .id();
                                return new BoardEdit(
                                        Words.of("edit.verdict"), again -> again.restore(id), back -> back.remove(id));
                            },
                            Words.of("verify.kept"));
        }
    }

    static String sign(Verdict verdict) {
        return switch (verdict) {
            case FIXED -> Words.of("verify.fixed");
            case NOT_FIXED -> Words.of("verify.not-fixed");
            case NOT_ENOUGH_EVIDENCE -> Words.of("verify.unknown");
        };
    }

    private void draw(BoardState state) {
        List<Card> shown = KeptVerdict.among(state.hypotheses()).reversed().stream()
                .map(this::card)
                .toList();
        cards.show(shown, Words.of("verify.none"));
        if (fix.getText().isEmpty()) {
            fix.setText(state.incident().getOrDefault(IncidentField.FIXED, ""));
        }
    }

    private Card card(KeptVerdict kept) {
        List<Card.Line> lines = new ArrayList<>();
        lines.add(new Card.Line("", kept.hypothesis().entry().text(), List.of()));
        for (Citation citation : kept.hypothesis().citations()) {
            lines.add(new Card.Line(
                    citation.supports() ? "＋" : "－",
                    citation.text() + " · " + citation.reference(),
                    citation.reference().event().map(List::of).orElse(List.of())));
        }
        List<Card.Action> actions = new ArrayList<>();
        if (kept.verdict() == Verdict.FIXED && kept.enoughAt().isPresent()) {
            actions.add(new Card.Action(Words.of("verify.say-so"), () -> moments(kept)));
        }
        return new Card(
                kept.hypothesis().entry().uid(),
                Words.of("verify.sign-since", sign(kept.verdict()), Timestamps.format(kept.fix())),
                Words.of(
                        "verify.judged",
                        TimeText.full(kept.hypothesis().entry().changed()),
                        kept.hypothesis().entry().author(),
                        kept.by().label(),
                        kept.redeploys()),
                lines,
                actions);
    }

    private void moments(KeptVerdict kept) {
        model.board()
                .edit(
                        BoardEdit.all(
                                Words.of("edit.fixed-and-verified"),
                                List.of(
                                        BoardEdit.incident(IncidentField.FIXED, Timestamps.format(kept.fix())),
                                        BoardEdit.incident(
                                                IncidentField.VERIFIED,
                                                Timestamps.format(
                                                        kept.enoughAt().orElse(kept.fix()))))),
                        Words.of("verify.both-kept"));
    }

    @Override
    public void refresh() {
        model.board().refresh();
    }

    @Override
    public void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public boolean isForm() {
        return true;
    }

    @Override
    public void focus() {
        fix.requestFocus();
    }
}
