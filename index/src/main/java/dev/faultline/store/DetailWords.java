package dev.faultline.store;

import dev.faultline.model.Change;
import dev.faultline.model.Detail;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.util.ArrayDeque;
import java.util.Deque;

/** The words by which a snapshot or a change can be found. */
final class DetailWords {
    private DetailWords() {}

    static void add(WordSet words, Detail detail) {
        switch (detail) {
            case Snapshot snapshot -> snapshot(words, snapshot);
            case Change change -> change(words, change);
        }
    }

    private static void snapshot(WordSet words, Snapshot snapshot) {
        Deque<Variable> open = new ArrayDeque<>();
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            words.add(frame.frame().toString());
            open.addAll(frame.variables());
        }
        while (!open.isEmpty()) {
            Variable variable = open.pop();
            words.add(variable.name());
            if (variable.value() != null) {
                words.add(variable.value());
            }
            open.addAll(variable.members());
        }
    }

    private static void change(WordSet words, Change change) {
        words.add(change.body());
        if (change.author() != null) {
            words.add(change.author());
        }
        if (change.revision() != null) {
            words.add(change.revision());
        }
        change.refs().forEach(words::add);
        change.files().forEach(file -> words.add(file.path()));
    }
}
