package dev.faultline.cli;

import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Reference;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pins what matters. */
@Command(
        name = "pin",
        description =
                "Pins events (7.0), variables (7.0#order.total), traces (trace:ID), patterns (pattern:3) and lists"
                        + " (query:TEXT) to the board: add, list, change, remove, restore.")
final class PinCommand implements Callable<Integer> {
    @Mixin
    BoardOption board = new BoardOption();

    @Override
    public Integer call() throws IOException {
        if (board.ran(Pin.class)) {
            return ExitCode.DONE;
        }
        if (board.action().equals("list")) {
            try (Case open = board.target.openForReading()) {
                board.print("pins", open.board().pins());
            }
            return ExitCode.DONE;
        }
        try (Case open = board.target.openForWriting()) {
            if (board.action().equals("change")) {
                long id = board.id();
                BoardOption.require(open, id, Pin.class);
                board.change(open, id);
                board.print(BoardOption.require(open, id, Pin.class));
            } else {
                add(open);
            }
        }
        return ExitCode.DONE;
    }

    private void add(Case open) throws IOException {
        if (board.operands().isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "pin what? Give an event's id, such as 7.0");
        }
        List<Reference> references = new ArrayList<>();
        for (String word : board.operands()) {
            references.add(BoardOption.reference(open, word));
        }
        for (Reference reference : references) {
            board.print(open.board().pin(reference, board.text == null ? "" : board.text, board.tags()));
        }
    }
}
