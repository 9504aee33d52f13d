package dev.faultline.cli;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Board;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.SuspectsJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks what may explain an incident. */
@Command(
        name = "suspects",
        description = "Ranks what may explain the incident, each with its reasons and the events that prove them.")
final class SuspectsCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    WindowsOption windows = new WindowsOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most N suspects; default 20.")
    int limit = 20;

    @Option(
            names = "--mark",
            paramLabel = "ID=STATE",
            description = "Keep how you stand to a suspect, by the id that is listed: open, supported or ruled-out.")
    Map<String, String> marks = Map.of();

    @Option(
            names = "--none",
            negatable = true,
            description = "Record that none of these explains it; --no-none takes that back.")
    @Nullable
    Boolean none;

    @Option(names = "--because", paramLabel = "TEXT", defaultValue = "", description = "With --mark or --none: why.")
    String because = "";

    @Override
    public Integer call() throws IOException {
        boolean deciding = !marks.isEmpty() || none != null;
        try (Case open = deciding ? target.openForWriting() : target.openForReading();
                CodeHistory history = new ImportedHistory(open.reader())) {
            Windows compared = windows.windows(open.reader());
            SuspectList ranked = Suspects.rank(open.reader(), compared, history, () -> false);
            if (deciding) {
                decide(open.board(), ranked);
            }
            SuspectList found = SuspectStates.of(open.board()).on(ranked);
            int shown = Math.min(Math.max(0, limit), found.suspects().size());
            SuspectList list = new SuspectList(found.windows(), found.suspects().subList(0, shown), found.notes());
            if (output.json) {
                JsonOutput.document(System.out, json -> SuspectsJson.write(json, list));
            } else if (output.jsonLines) {
                list.suspects()
                        .forEach(one -> JsonOutput.document(System.out, json -> SuspectsJson.suspect(json, one)));
            } else {
                print(System.out, list);
            }
            return ExitCode.DONE;
        }
    }

    private void decide(Board board, SuspectList list) throws IOException {
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            Suspect suspect = list.suspects().stream()
                    .filter(each -> each.id().equals(mark.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(ExitCode.NO, "no suspect has the id " + mark.getKey()));
            Suspect.State state = Arrays.stream(Suspect.State.values())
                    .filter(each -> each.label().equals(mark.getValue().replace('_', '-')))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE,
                            "\"" + mark.getValue() + "\" is no state; there are open, supported and ruled-out"));
            SuspectStates.decide(board, suspect, state, because);
        }
        if (none != null && none) {
            SuspectStates.noneOfThese(board, because);
        } else if (none != null) {
            SuspectStates.takeBackNone(board);
        }
    }

    private static void print(PrintStream out, SuspectList list) {
        out.println("incident " + range(list.windows().incident()));
        out.println("baseline " + range(list.windows().baseline()));
        list.suspects().forEach(suspect -> print(out, suspect));
        list.notes().forEach(note -> out.println("note: " + SafeText.line(note)));
        out.println(
                "These are candidates; \"none of these\" is an answer too: --none. --mark ID=ruled-out keeps a decision.");
    }

    private static String range(TimeRange range) {
        String from = range.from() == Long.MIN_VALUE ? "the beginning" : Timestamps.format(range.from());
        String to = range.to() == Long.MAX_VALUE ? "the end" : Timestamps.format(range.to());
        return from + " .. " + to;
    }

    private static void print(PrintStream out, Suspect suspect) {
        out.printf(
                Locale.ROOT,
                "%n%3d. %-9s %s%s  (score %.2f, %s, %s)%n",
                suspect.rank(),
                suspect.kind().label(),
                SafeText.line(suspect.subject()),
                suspect.service().isEmpty() || suspect.service().equals(suspect.subject())
                        ? ""
                        : "  of " + SafeText.line(suspect.service()),
                suspect.score(),
                suspect.state().label(),
                suspect.id());
        suspect.reasons().forEach(reason -> print(out, "+", reason));
        suspect.counterEvidence().forEach(reason -> print(out, "−", reason));
        out.println("     ? would be disproved by: " + SafeText.line(suspect.disproof()));
    }

    private static void print(PrintStream out, String sign, Reason reason) {
        StringBuilder events = new StringBuilder();
        reason.events().stream().limit(5).forEach(id -> events.append(" #").append(id));
        out.println("     " + sign + " " + SafeText.line(reason.text()) + events);
    }
}
