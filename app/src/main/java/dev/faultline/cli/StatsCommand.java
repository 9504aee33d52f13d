package dev.faultline.cli;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.stats.CaseFigures;
import dev.faultline.analysis.stats.Statistics;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Figures over cases. */
@Command(
        name = "stats",
        description = "Over cases: what incidents trace to, change failure rates, times to detect and mitigate.")
final class StatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", arity = "1..*", description = "The folders of the cases.")
    List<Path> folders = List.of();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        List<CaseFigures> figures = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Path folder : folders) {
            CaseOption target = new CaseOption();
            target.folder = folder;
            try (Case open = target.openForReading()) {
                figures(open, figures, silent);
            }
        }
        Statistics statistics = Statistics.of(figures);
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> write(json, statistics, silent));
        } else {
            print(statistics, silent);
        }
        return ExitCode.DONE;
    }

    private static void figures(Case open, List<CaseFigures> figures, List<String> silent) throws IOException {
        CaseReader reader = open.reader();
        Optional<Onset> onset = OnsetDetector.first(OnsetDetector.all(reader, () -> false));
        Optional<Windows> windows = WindowChoice.of(reader, null, null, () -> false);
        if (onset.isEmpty() || windows.isEmpty()) {
            silent.add(open.name());
            return;
        }
        try (CodeHistory history = new ImportedHistory(reader)) {
            SuspectList suspects = Suspects.rank(reader, windows.get(), history, () -> false);
            figures.add(CaseFigures.of(open.name(), reader, onset.get(), suspects, () -> false));
        }
    }

    private static void print(Statistics statistics, List<String> silent) {
        System.out.printf(
                Locale.ROOT,
                "%,d cases with an onset, %,d without; %,d trace to no change among their first five suspects%n",
                statistics.cases(),
                silent.size(),
                statistics.untraced());
        System.out.println("by            incidents (95 % interval)      of commits      of lines added");
        for (Statistics.OfKind kind : statistics.kinds()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s  %,d of %,d (%.0f-%.0f %%)   %,d, %.2g-%.2g %% fail   %s%n",
                    kind.author().label(),
                    kind.incidents(),
                    kind.allIncidents(),
                    kind.shareFrom() * 100,
                    kind.shareTo() * 100,
                    kind.commits(),
                    kind.failureRateFrom() * 100,
                    kind.failureRateTo() * 100,
                    Figures.share(kind.lines(), kind.allLines()));
        }
        median("to detect (onset to first alert)", statistics.toDetect());
        median("to mitigate (onset to last failure)", statistics.toMitigate());
        System.out.printf(
                Locale.ROOT,
                "redeploys until the last failure: %,d in %,d cases%n",
                statistics.redeploys(),
                statistics.cases());
        silent.forEach(name -> System.err.println("no onset stands out in " + dev.faultline.text.SafeText.line(name)));
    }

    private static void median(String name, Statistics.Median median) {
        System.out.println("time " + name + ": "
                + (median.nanos().isPresent()
                        ? "median " + Figures.duration(median.nanos().getAsLong())
                        : "unknown")
                + " in " + median.cases() + " cases that say");
    }

    private static void write(JsonGenerator json, Statistics statistics, List<String> silent) {
        json.writeNumberProperty("cases", statistics.cases());
        json.writeNumberProperty("without_onset", silent.size());
        json.writeNumberProperty("untraced", statistics.untraced());
        json.writeArrayPropertyStart("by_author");
        for (Statistics.OfKind kind : statistics.kinds()) {
            json.writeStartObject();
            json.writeStringProperty("author", kind.author().label());
            json.writeNumberProperty("incidents", kind.incidents());
            json.writeNumberProperty("incidents_of", kind.allIncidents());
            json.writeNumberProperty("share_from", kind.shareFrom());
            json.writeNumberProperty("share_to", kind.shareTo());
            json.writeNumberProperty("commits", kind.commits());
            json.writeNumberProperty("failure_rate_from", kind.failureRateFrom());
            json.writeNumberProperty("failure_rate_to", kind.failureRateTo());
            json.writeNumberProperty("lines", kind.lines());
            json.writeNumberProperty("lines_of", kind.allLines());
            json.writeEndObject();
        }
        json.writeEndArray();
        median(json, "seconds_to_detect", statistics.toDetect());
        median(json, "seconds_to_mitigate", statistics.toMitigate());
        json.writeNumberProperty("redeploys", statistics.redeploys());
    }

    private static void median(JsonGenerator json, String name, Statistics.Median median) {
        json.writeObjectPropertyStart(name);
        if (median.nanos().isPresent()) {
            json.writeNumberProperty("median", median.nanos().getAsLong() / 1e9);
        }
        json.writeNumberProperty("cases", median.cases());
        json.writeEndObject();
    }
}
