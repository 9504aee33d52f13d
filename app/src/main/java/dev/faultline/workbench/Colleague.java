package dev.faultline.workbench;

import dev.faultline.bundle.BundleOpening;
import dev.faultline.bundle.BundleProblem;
import dev.faultline.bundle.BundleReport;
import dev.faultline.bundle.CaseMerge;
import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Takes in what a colleague sent: a bundle with its evidence and its board, or the board of a case folder. */
final class Colleague {
    private Colleague() {}

    /** Whether a person gave a bundle and nothing else. */
    static boolean isBundle(List<Path> paths) {
        return paths.size() == 1
                && String.valueOf(paths.getFirst().getFileName())
                        .toLowerCase(Locale.ROOT)
                        .endsWith(".faultline")
                && Files.isRegularFile(paths.getFirst());
    }

    /** Merges it into the open case; nothing of either is lost, and what did not come along is said. */
    static void merge(CaseModel model, Path other) {
        Case into = model.openCase();
        if (!into.isWritable()) {
            model.say(Words.of("common.read-only"));
            return;
        }
        model.say(Words.of("colleague.taking", SafeText.line(String.valueOf(other.getFileName()))));
        model.imports()
                .run(
                        (listener, cancelled) -> {
                            if (Files.isRegularFile(other)) {
                                return BundleOpening.into(other, into, listener, cancelled);
                            }
                            try (Case from = Case.openForReading(other)) {
                                return CaseMerge.merge(from, into);
                            }
                        },
                        0,
                        done -> {
                            model.search();
                            model.board().refresh();
                            model.say(said(other, done));
                        });
    }

    private static String said(Path other, BundleReport done) {
        String name = SafeText.line(String.valueOf(other.getFileName()));
        List<BundleProblem> problems = done.problems();
        String first = problems.isEmpty()
                ? ""
                : Words.of(
                        "colleague.problems",
                        problems.size(),
                        SafeText.line(problems.getFirst().detail()));
        if (!problems.isEmpty() && problems.getLast().code().equals("STOPPED")) {
            return Words.of("colleague.stopped", name, problems.getLast().detail());
        }
        return done.refused()
                ? Words.of("colleague.refused", name, first)
                : Words.of("colleague.taken", done.sources().size(), done.annotations(), name, first);
    }
}
