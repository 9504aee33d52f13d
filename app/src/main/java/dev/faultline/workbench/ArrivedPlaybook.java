package dev.faultline.workbench;

import dev.faultline.playbook.Addition;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A playbook that somebody opened or dropped: what it is, what taking it in would do, and nothing before that is wanted. */
record ArrivedPlaybook(String title, String text, boolean takes, Path file, Path folder) {
    private static final int LARGEST = 1 << 20;

    /** Whether a person gave a playbook and nothing else. */
    static boolean is(List<Path> paths) {
        return paths.size() == 1
                && String.valueOf(paths.getFirst().getFileName()).endsWith(PlaybookFile.SUFFIX)
                && Files.isRegularFile(paths.getFirst());
    }

    /** Reads it and compares it with the library. */
    static ArrivedPlaybook read(Path file, Path folder) throws IOException {
        String name = SafeText.line(String.valueOf(file.getFileName()));
        if (Files.size(file) > LARGEST) {
            return new ArrivedPlaybook(Words.of("playbook.too-large", name), "", false, file, folder);
        }
        PlaybookFile read = PlaybookFile.read(Files.readAllBytes(file));
        if (read.isWrong()) {
            String problems = read.problems().stream().map(String::valueOf).collect(Collectors.joining("\n"));
            return new ArrivedPlaybook(Words.of("playbook.unusable", name), problems, false, file, folder);
        }
        Addition.Decision decision = addition(read, file, folder).decision();
        return switch (decision) {
            case NEW, NEWER ->
                new ArrivedPlaybook(
                        Words.of("playbook.enter-adds", decision.label(), folder), read.text(), true, file, folder);
            case SAME, OLDER ->
                new ArrivedPlaybook(Words.of("playbook.already", decision.label()), read.text(), false, file, folder);
            case CONFLICT -> new ArrivedPlaybook(Words.of("playbook.conflict"), read.text(), false, file, folder);
        };
    }

    private static Addition addition(PlaybookFile read, Path file, Path folder) throws IOException {
        String name = String.valueOf(file.getFileName()).replace(PlaybookFile.SUFFIX, "");
        return Addition.of(folder, name, read, Library.open(false, List.of(folder)));
    }

    /** Puts it, and the evidence of its tests, into the folder; says where it is. */
    String take() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path kept = addition(PlaybookFile.read(bytes), file, folder)
                .write(bytes, "", file.toAbsolutePath().getParent());
        return Words.of("playbook.kept", kept);
    }
}
