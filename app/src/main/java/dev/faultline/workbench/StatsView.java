package dev.faultline.workbench;

import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.stats.CaseFigures;
import dev.faultline.analysis.stats.Statistics;
import dev.faultline.changes.RankedSuspects;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.TrackRecord;
import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Figures over the cases that this program knows, each with its denominator; intervals because incidents are few. */
final class StatsView extends VBox {
    private static final String LANE = "statistics";

    private final BackgroundWork work;
    private final Theme theme;
    private final Label head = new Label(Words.of("common.reading"));
    private final VBox body = new VBox(8);

    /** The figures, and what gave none. */
    private record Read(Statistics statistics, List<TrackRecord> playbooks, List<String> silent) {}

    StatsView(BackgroundWork work, List<Path> cases, Theme theme, Runnable close) {
        this.work = work;
        this.theme = theme;
        setId("stats");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label(Words.of("stats.title"));
        title.getStyleClass().add("title-4");
        head.setId("stats-head");
        head.setWrapText(true);
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button done = new Button(Words.of("common.close"));
        done.setOnAction(event -> {
            work.ask(LANE);
            close.run();
        });
        getChildren().addAll(title, head, scroll, new HBox(8, done));
        work.run(LANE, cancelled -> read(cases, cancelled), this::show, failure -> head.setText(Trouble.of(failure)));
    }

    private Read read(List<Path> cases, BooleanSupplier cancelled) {
        List<CaseFigures> figures = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<KeptRun> runs = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Path folder = cases.get(i);
            String said = Words.of("stats.reading", (i + 1), cases.size(), folder.getFileName());
            work.show(() -> head.setText(SafeText.line(said)));
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("closed");
            }
            try (Case open = Case.openForReading(folder)) {
                runs.addAll(new RunStore(open, Clock.systemUTC()).kept());
                RankedSuspects.figures(open, cancelled)
                        .ifPresentOrElse(figures::add, () -> silent.add(Words.of("stats.no-onset", open.name())));
            } catch (IOException unreadable) {
                silent.add(folder.getFileName() + ": " + unreadable.getMessage());
            }
        }
        return new Read(Statistics.of(figures), TrackRecord.of(runs), silent);
    }

    private void show(Read read) {
        Statistics all = read.statistics();
        head.setText(Words.of("stats.head", all.cases().size(), read.silent().size(), all.untraced(), all.confirmed()));
        body.getChildren().clear();
        plot(Words.of("stats.of-incidents"), all, Statistics.OfKind::share);
        plot(Words.of("stats.failure-rate"), all, Statistics.OfKind::failureRate);
        plot(
                Words.of("stats.of-lines"),
                all,
                kind -> new dev.faultline.analysis.compare.Wilson(kind.lines(), kind.allLines()));
        body.getChildren()
                .addAll(
                        line(median(Words.of("stats.to-detect"), all.toDetect())),
                        line(median(Words.of("stats.to-mitigate"), all.toMitigate())),
                        line(median(Words.of("stats.to-fix"), all.toVerifiedFix())),
                        line(
                                all.fixes() == 0
                                        ? Words.of("stats.redeploys-unknown")
                                        : Words.of(
                                                "stats.redeploys",
                                                Words.number((double) all.redeploys() / all.fixes(), 1),
                                                all.redeploys(),
                                                all.fixes())));
        Label playbooks = new Label(Words.of("stats.playbooks"));
        playbooks.getStyleClass().add("text-bold");
        body.getChildren().add(playbooks);
        if (read.playbooks().isEmpty()) {
            body.getChildren().add(line(Words.of("stats.no-playbooks")));
        }
        for (TrackRecord one : read.playbooks()) {
            long open = one.runs() - one.right() - one.wrong();
            body.getChildren()
                    .add(line(Words.of(
                            "stats.playbook", one.title(), one.causes(), one.runs(), one.right(), one.wrong(), open)));
        }
        read.silent().forEach(name -> body.getChildren().add(line(Words.of("stats.without", name))));
    }

    private void plot(
            String title, Statistics all, Function<Statistics.OfKind, dev.faultline.analysis.compare.Wilson> share) {
        Label name = new Label(title);
        name.getStyleClass().add("text-bold");
        List<StatsPlot.Bar> bars = all.kinds().stream()
                .map(kind -> new StatsPlot.Bar(kind.author().label(), share.apply(kind)))
                .toList();
        body.getChildren().addAll(name, new StatsPlot(title, bars, theme));
    }

    private static Label line(String text) {
        return BoardFaces.label(text, "");
    }

    private static String median(String name, Statistics.Median median) {
        return Words.of(
                "stats.median-line",
                name,
                median.nanos().isPresent()
                        ? Words.of(
                                "stats.median", Figures.duration(median.nanos().getAsLong()))
                        : Words.of("stats.unknown"),
                median.cases());
    }
}
