package dev.faultline.workbench;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.store.Board;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A change of the board that was made, and how to take it back and make it again.
 *
 * @param name what was done, in a word or two
 */
record BoardEdit(String name, Step again, Step back) {
    /** One change of the board. */
    interface Step {
        void run(Board board) throws IOException;
    }

    /** Makes the change. */
    interface Maker {
        BoardEdit make(Board board) throws IOException;
    }

    static Maker pin(Reference reference, String text, List<String> tags) {
        return board -> added(Words.of("board.pin"), board.pin(reference, text, tags));
    }

    static Maker note(String text, List<String> tags) {
        return board -> added(Words.of("board.note"), board.note(text, tags));
    }

    static Maker hypothesis(String text, List<String> tags) {
        return board -> added(Words.of("board.hypothesis"), board.hypothesis(text, tags));
    }

    private static BoardEdit added(String name, Annotation made) {
        long id = made.entry().id();
        return new BoardEdit(name, board -> board.restore(id), board -> board.remove(id));
    }

    static Maker remove(long id) {
        return made(Words.of("edit.remove"), board -> board.remove(id), board -> board.restore(id));
    }

    static Maker text(Annotation.Entry before, String text, List<String> tags) {
        long id = before.id();
        return made(
                Words.of("edit.text"),
                board -> {
                    board.text(id, text);
                    board.tags(id, tags);
                },
                board -> {
                    board.text(id, before.text());
                    board.tags(id, before.tags());
                });
    }

    static Maker state(Annotation.Hypothesis before, Annotation.State state) {
        long id = before.entry().id();
        return made(Words.of("edit.state"), board -> board.state(id, state), board -> board.state(id, before.state()));
    }

    static Maker move(long id, int from, int to) {
        return made(Words.of("edit.order"), board -> board.move(id, to), board -> board.move(id, from));
    }

    static Maker incident(IncidentField field, String value) {
        return board -> {
            String before = board.incident().getOrDefault(field, "");
            return made(
                            BoardIncident.name(field),
                            now -> now.incident(field, value),
                            now -> now.incident(field, before))
                    .make(board);
        };
    }

    /** Evidence for or against a hypothesis; what was said of the same evidence before comes back with undo. */
    static Maker cite(long id, Citation citation) {
        return board -> {
            Optional<Citation> before = citation(board, id, citation.reference());
            return made(Words.of("edit.evidence"), now -> now.cite(id, citation), now -> {
                        if (before.isPresent()) {
                            now.cite(id, before.get());
                        } else {
                            now.uncite(id, citation.reference());
                        }
                    })
                    .make(board);
        };
    }

    static Maker uncite(long id, Citation citation) {
        return made(
                Words.of("edit.evidence"),
                board -> board.uncite(id, citation.reference()),
                board -> board.cite(id, citation));
    }

    private static Optional<Citation> citation(Board board, long id, Reference reference) throws IOException {
        return board.hypotheses().stream()
                .filter(each -> each.entry().id() == id)
                .flatMap(each -> each.citations().stream())
                .filter(each -> each.reference().equals(reference))
                .findFirst();
    }

    /** Several changes that are taken back together, the last one first. */
    static Maker all(String name, List<Maker> makers) {
        return board -> {
            List<BoardEdit> made = new ArrayList<>();
            for (Maker maker : makers) {
                made.add(maker.make(board));
            }
            return new BoardEdit(
                    name,
                    now -> {
                        for (BoardEdit each : made) {
                            each.again().run(now);
                        }
                    },
                    now -> {
                        for (BoardEdit each : made.reversed()) {
                            each.back().run(now);
                        }
                    });
        };
    }

    private static Maker made(String name, Step step, Step back) {
        return board -> {
            step.run(board);
            return new BoardEdit(name, step, back);
        };
    }

    /** What an exception of the board says to a person. */
    static String words(Throwable failure) {
        return failure instanceof NoSuchElementException ? Words.of("edit.gone") : Trouble.words(failure);
    }
}
