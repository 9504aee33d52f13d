package dev.faultline.workbench;

import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.State;
import java.util.Optional;

/** What is decided about suspects, as changes of the board that can be taken back. */
final class SuspectEdit {
    private SuspectEdit() {}

    static BoardEdit.Maker decide(Suspect suspect, Suspect.State state) {
        return board -> {
            Optional<Hypothesis> before = SuspectStates.of(board).said(suspect);
            Hypothesis now = SuspectStates.decide(board, suspect, state, "");
            return before.isEmpty() ? added(now) : changed(before.get(), now.state());
        };
    }

    /** Whether none of the suspects explains the incident. */
    static BoardEdit.Maker none(boolean said) {
        return board -> {
            Optional<Hypothesis> before = SuspectStates.of(board).noneOfThese();
            if (said) {
                Hypothesis now = SuspectStates.noneOfThese(board, "");
                return before.isEmpty() ? added(now) : changed(before.get(), now.state());
            }
            SuspectStates.takeBackNone(board);
            return before.map(SuspectEdit::removed)
                    .orElse(new BoardEdit(Words.of("edit.suspects"), now -> {}, now -> {}));
        };
    }

    private static BoardEdit added(Hypothesis made) {
        long id = made.entry().id();
        return new BoardEdit(Words.of("edit.suspect"), board -> board.restore(id), board -> board.remove(id));
    }

    private static BoardEdit removed(Hypothesis gone) {
        long id = gone.entry().id();
        return new BoardEdit(Words.of("edit.suspect"), board -> board.remove(id), board -> board.restore(id));
    }

    private static BoardEdit changed(Hypothesis before, State now) {
        long id = before.entry().id();
        return new BoardEdit(
                Words.of("edit.suspect"), board -> board.state(id, now), board -> board.state(id, before.state()));
    }
}
