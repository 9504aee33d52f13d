package dev.faultline.cli;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Severity;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps notes. */
@Command(name = "note", description = "Notes in Markdown on the board: add TEXT, list, change, remove, restore.")
final class NoteCommand implements Callable<Integer> {
    @Mixin
    BoardOption board = new BoardOption();

    @Option(names = "--at", paramLabel = "T", description = "When it happened: an event that no file shows.")
    @Nullable
    String at;

    @Option(names = "--until", paramLabel = "T", description = "With --at: until when, where it took time.")
    @Nullable
    String until;

    @Option(names = "--severity", paramLabel = "S", description = "With --at: how bad it was, such as warn or error.")
    @Nullable
    String severity;

    @Override
    public Integer call() throws IOException {
        if (board.ran(Note.class)) {
            return ExitCode.DONE;
        }
        if (board.action().equals("list")) {
            try (Case open = board.target.openForReading()) {
                board.print("notes", open.board().notes());
            }
            return ExitCode.DONE;
        }
        try (Case open = board.target.openForWriting()) {
            if (board.action().equals("change")) {
                long id = board.id();
                BoardOption.require(open, id, Note.class);
                board.change(open, id);
                board.print(BoardOption.require(open, id, Note.class));
            } else {
                board.print(open.board().note(board.said(), tags(open)));
            }
        }
        return ExitCode.DONE;
    }

    private List<String> tags(Case open) throws IOException {
        List<String> tags = new ArrayList<>(board.tags());
        if (at != null) {
            long time = TimeArgument.parse(at, open.reader());
            long end = until == null ? time : TimeArgument.parse(until, open.reader());
            if (end < time) {
                throw new CommandException(ExitCode.USAGE, "--until lies before --at");
            }
            tags.addAll(NotedMoment.tags(time, end, severity()));
        } else if (until != null || severity != null) {
            throw new CommandException(ExitCode.USAGE, "--until and --severity need --at");
        }
        return tags;
    }

    private Severity severity() {
        return severity == null
                ? Severity.UNSPECIFIED
                : Severity.of(severity)
                        .orElseThrow(() -> new CommandException(
                                ExitCode.USAGE, "a severity is trace, debug, info, warn, error or fatal"));
    }
}
