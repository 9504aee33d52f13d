package dev.faultline.workbench;

import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.analysis.series.Pauses;
import dev.faultline.analysis.series.SeriesCatalog;
import dev.faultline.analysis.series.SeriesKey;
import dev.faultline.analysis.series.SeriesPlot;
import dev.faultline.analysis.series.SeriesSummary;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which series a person looks at, and what there is to draw of them. Lives on the UI thread. */
final class SeriesModel {
    static final int MOST = 4;
    private static final int COLUMNS = 480;

    private final CaseModel model;
    private final List<SeriesSummary> chosen = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Drawn> drawn = new ReadOnlyObjectWrapper<>(Drawn.NOTHING);

    /** What there is to draw: the plots stand in the order of the summaries. */
    record Drawn(
            long metrics, TimeRange range, List<SeriesSummary> names, List<SeriesPlot> plots, Optional<Pauses> pauses) {
        static final Drawn NOTHING = new Drawn(0, new TimeRange(0, 1), List.of(), List.of(), Optional.empty());

        boolean isEmpty() {
            return metrics == 0 && pauses.isEmpty();
        }

        int lanes() {
            return plots.size() + (pauses.isPresent() ? 1 : 0);
        }
    }

    SeriesModel(CaseModel model) {
        this.model = model;
        model.found().addListener((property, before, now) -> draw());
    }

    ReadOnlyObjectProperty<Drawn> drawn() {
        return drawn.getReadOnlyProperty();
    }

    boolean isChosen(SeriesSummary series) {
        return chosen.stream().anyMatch(each -> each.key().equals(series.key()));
    }

    /** Shows the series, or no longer; the one that was shown longest makes room. */
    void toggle(SeriesSummary series) {
        if (!chosen.removeIf(each -> each.key().equals(series.key()))) {
            chosen.add(series);
            if (chosen.size() > MOST) {
                model.say(Words.of("series.most", MOST, chosen.removeFirst().name()));
            }
        }
        draw();
    }

    void none() {
        chosen.clear();
        draw();
    }

    private void draw() {
        CaseModel.Found found = model.found().get();
        if (found == null) {
            return;
        }
        CaseReader reader = found.hits().reader();
        TimeRange range = found.range();
        List<SeriesSummary> names = List.copyOf(chosen);
        List<SeriesKey> keys = names.stream().map(SeriesSummary::key).toList();
        model.read(
                "series",
                cancelled -> {
                    long metrics = 0;
                    for (Block block : reader.blocks()) {
                        metrics += block.kindCount(Kind.METRIC.ordinal());
                    }
                    List<SeriesPlot> plots =
                            keys.isEmpty() ? List.of() : SeriesPlot.read(reader, keys, range, COLUMNS, cancelled);
                    Pauses pauses = Pauses.read(reader, range, COLUMNS, cancelled);
                    return new Drawn(
                            metrics, range, names, plots, pauses.count() == 0 ? Optional.empty() : Optional.of(pauses));
                },
                drawn::set);
    }

    /** All series, those first that changed most at T0, or else at the onset. */
    void catalog(Consumer<SeriesCatalog> done) {
        CaseReader reader = model.openCase().reader();
        OptionalLong zero = model.state().get().zero();
        model.say(Words.of("series.reading"));
        model.read(
                "series-catalog",
                cancelled -> {
                    OptionalLong onset = zero;
                    if (zero.isEmpty()) {
                        Optional<Onset> first = OnsetDetector.first(OnsetDetector.all(reader, cancelled));
                        onset = first.map(Onset::time).map(OptionalLong::of).orElse(OptionalLong.empty());
                    }
                    return SeriesCatalog.read(reader, onset, cancelled);
                },
                catalog -> {
                    model.say(Words.of(
                            "series.count",
                            catalog.series().size(),
                            catalog.leftOut() > 0 ? Words.of("series.left-out", catalog.leftOut()) : ""));
                    done.accept(catalog);
                });
    }
}
