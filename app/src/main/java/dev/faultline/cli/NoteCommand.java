package dev.faultline.cli;

import dev.faultline.model.Annotation.Note;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps notes. */
@Command(name = "note", description = "Notes in Markdown on the board: add TEXT, list, change, remove, restore.")
final class NoteCommand implements Callable<Integer> {
    @Mixin
    BoardOption board = new BoardOption();

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
                board.print(open.board().note(board.said(), board.tags()));
            }
        }
        return ExitCode.DONE;
    }
}
