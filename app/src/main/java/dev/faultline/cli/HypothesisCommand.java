package dev.faultline.cli;

import dev.faultline.analysis.hypothesis.EvidenceMatrix;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.State;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.MatrixText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps hypotheses. */
@Command(
        name = "hypothesis",
        description =
                "Possible explanations, with evidence for and against and a state: add TEXT, list, change, remove,"
                        + " restore. matrix ranks them by least contradiction.")
final class HypothesisCommand implements Callable<Integer> {
    @Mixin
    BoardOption board = new BoardOption();

    @Option(names = "--state", paramLabel = "S", description = "open, supported or ruled-out.")
    @Nullable
    String state;

    @Option(names = "--for", paramLabel = "WHAT", description = "Evidence for it, such as an event's id.")
    List<String> supporting = List.of();

    @Option(names = "--against", paramLabel = "WHAT", description = "Evidence against it.")
    List<String> opposing = List.of();

    @Option(names = "--drop", paramLabel = "WHAT", description = "Evidence that no longer counts.")
    List<String> dropped = List.of();

    @Option(names = "--because", paramLabel = "TEXT", description = "Why the evidence speaks for it or against it.")
    String because = "";

    @Override
    public Integer call() throws IOException {
        if (board.words.equals(List.of("matrix"))) {
            matrix();
            return ExitCode.DONE;
        }
        if (board.ran(Hypothesis.class)) {
            return ExitCode.DONE;
        }
        if (board.action().equals("list")) {
            try (Case open = board.target.openForReading()) {
                board.print("hypotheses", open.board().hypotheses());
            }
            return ExitCode.DONE;
        }
        State wanted = parsedState();
        try (Case open = board.target.openForWriting()) {
            List<Citation> citations = new java.util.ArrayList<>();
            for (String word : supporting) {
                citations.add(new Citation(true, BoardOption.reference(open, word), because));
            }
            for (String word : opposing) {
                citations.add(new Citation(false, BoardOption.reference(open, word), because));
            }
            long id;
            if (board.action().equals("change")) {
                id = board.id();
                BoardOption.require(open, id, Hypothesis.class);
                board.change(open, id);
            } else {
                id = open.board().hypothesis(board.said(), board.tags()).entry().id();
            }
            for (Citation citation : citations) {
                open.board().cite(id, citation);
            }
            for (String word : dropped) {
                open.board().uncite(id, BoardOption.reference(open, word));
            }
            if (wanted != null) {
                open.board().state(id, wanted);
            }
            board.print(BoardOption.require(open, id, Hypothesis.class));
        } catch (java.util.NoSuchElementException absent) {
            throw new CommandException(ExitCode.NO, String.valueOf(absent.getMessage()));
        }
        return ExitCode.DONE;
    }

    private void matrix() throws IOException {
        try (Case open = board.target.openForReading()) {
            EvidenceMatrix matrix = EvidenceMatrix.of(open.board().hypotheses());
            if (board.output.json || board.output.jsonLines) {
                JsonOutput.document(System.out, json -> MatrixText.write(json, matrix));
            } else {
                System.out.print(MatrixText.block(matrix));
            }
        }
    }

    private @Nullable State parsedState() {
        if (state == null) {
            return null;
        }
        return State.of(state.replace('_', '-'))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "\"" + state + "\" is no state; there are open, supported and ruled-out"));
    }
}
