package dev.faultline.importers.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions that a user keeps in a folder, one a file ending in {@code .json}.
 *
 * @param formats those that pass their own samples, in the order of their file names
 * @param problems what is wrong with the others, by file
 */
public record UserFormats(List<DefinedFormat> formats, Map<Path, List<DefinitionProblem>> problems) {
    private static final int MOST = 500;
    private static final long LARGEST = 1 << 20;

    /**
     * Where they are by the XDG base directory specification: {@code $XDG_CONFIG_HOME/faultline/formats}, or the same
     * below {@code ~/.config}.
     */
    public static Path folder(Map<String, String> environment, String home) {
        String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = set.startsWith("/") ? Path.of(set) : Path.of(home, ".config");
        return base.resolve("faultline").resolve("formats");
    }

    /** Reads a folder; one that is not there holds nothing. */
    public static UserFormats in(Path folder) {
        List<DefinedFormat> formats = new ArrayList<>();
        Map<Path, List<DefinitionProblem>> problems = new LinkedHashMap<>();
        for (Path file : files(folder, problems)) {
            DefinitionCheck.Result checked = check(file);
            if (checked.format() == null) {
                problems.put(file, checked.problems());
            } else if (formats.stream()
                    .anyMatch(each -> each.format().equals(checked.format().format()))) {
                problems.put(
                        file,
                        List.of(new DefinitionProblem(
                                1,
                                1,
                                "another file names its format so: "
                                        + checked.format().format())));
            } else {
                formats.add(checked.format());
            }
        }
        return new UserFormats(List.copyOf(formats), problems);
    }

    /** Reads and tests one file. */
    public static DefinitionCheck.Result check(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return DefinitionCheck.Result.refused("a definition is small; this file is not");
            }
            return DefinitionCheck.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return DefinitionCheck.Result.refused("cannot be read: " + unreadable.getMessage());
        }
    }

    private static List<Path> files(Path folder, Map<Path, List<DefinitionProblem>> problems) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : found) {
                if (files.size() < MOST) {
                    files.add(file);
                }
            }
        } catch (IOException unreadable) {
            problems.put(folder, List.of(new DefinitionProblem(1, 1, "cannot be read: " + unreadable.getMessage())));
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }
}
