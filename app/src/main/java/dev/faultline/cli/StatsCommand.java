package dev.faultline.cli;

import dev.faultline.analysis.compare.Wilson;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.stats.CaseFigures;
import dev.faultline.analysis.stats.Statistics;
import dev.faultline.changes.RankedSuspects;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.TrackRecord;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.StatisticsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
        List<KeptRun> runs = new ArrayList<>();
        for (Path folder : folders) {
            CaseOption target = new CaseOption();
            target.folder = folder;
            try (Case open = target.openForReading()) {
                runs.addAll(new RunStore(open, Clock.systemUTC()).kept());
                RankedSuspects.figures(open, () -> false).ifPresentOrElse(figures::add, () -> silent.add(open.name()));
            }
        }
        Statistics statistics = Statistics.of(figures);
        List<TrackRecord> playbooks = TrackRecord.of(runs);
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> {
                StatisticsJson.write(json, statistics, silent);
                TrackRecord.write(json, playbooks);
            });
        } else {
            print(statistics, silent);
            print(playbooks);
        }
        return ExitCode.DONE;
    }

    private static void print(Statistics statistics, List<String> silent) {
        System.out.printf(
                Locale.ROOT,
                "%,d cases with an onset, %,d without; %,d trace to no change among their first five suspects; of the others a"
                        + " person confirmed %,d%n",
                statistics.cases().size(),
                silent.size(),
                statistics.untraced(),
                statistics.confirmed());
        System.out.println("who wrote the change, with 95 % intervals (Wilson)");
        for (Statistics.OfKind kind : statistics.kinds()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-12s %s traced incidents; change failure rate %s exposed commits; %s exposed lines%s%n",
                    kind.author().label(),
                    share(kind.share()),
                    share(kind.failureRate()),
                    Figures.share(kind.lines(), kind.allLines()),
                    kind.lines() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %.1f incidents per 1,000 of them (%.1f-%.1f)",
                                    1_000 * kind.perLine().share(),
                                    1_000 * kind.perLine().from(),
                                    1_000 * kind.perLine().to()));
        }
        int all = statistics.cases().size();
        median("detect (onset to first alert)", statistics.toDetect(), all);
        median("mitigate (onset to last failure)", statistics.toMitigate(), all);
        median("a verified fix (onset to enough traffic without a failure)", statistics.toVerifiedFix(), all);
        System.out.println("redeploys per fix: "
                + (statistics.fixes() == 0
                        ? "unknown, no case keeps a verdict \"fixed\" (faultline verify)"
                        : String.format(
                                Locale.ROOT,
                                "%.1f (%,d in %,d cases with a verified fix)",
                                (double) statistics.redeploys() / statistics.fixes(),
                                statistics.redeploys(),
                                statistics.fixes())));
        silent.forEach(name -> System.err.println("no onset stands out in " + SafeText.line(name)));
    }

    private static void print(List<TrackRecord> playbooks) {
        if (playbooks.isEmpty()) {
            System.out.println("playbooks: none of the cases keeps a run (faultline playbook run)");
            return;
        }
        System.out.println("playbooks that were run");
        for (TrackRecord one : playbooks) {
            System.out.printf(
                    Locale.ROOT,
                    "  %s: named a cause in %,d of %,d runs; right %,d, wrong %,d, not said %,d%n",
                    SafeText.line(one.title()),
                    one.causes(),
                    one.runs(),
                    one.right(),
                    one.wrong(),
                    one.runs() - one.right() - one.wrong());
        }
    }

    private static String share(Wilson share) {
        return Figures.share(share.hits(), share.all())
                + (share.all() == 0
                        ? ""
                        : String.format(Locale.ROOT, " [%.0f-%.0f %%]", share.from() * 100, share.to() * 100));
    }

    private static void median(String name, Statistics.Median median, int all) {
        System.out.println("time to " + name + ": "
                + (median.nanos().isPresent()
                        ? "median " + Figures.duration(median.nanos().getAsLong())
                        : "unknown")
                + " in " + median.cases() + " of " + all + " cases that say");
    }
}
