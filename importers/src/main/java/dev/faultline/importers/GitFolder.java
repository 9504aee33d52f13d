package dev.faultline.importers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A git repository that was given as a folder: a {@code .git} folder, or a bare one. */
final class GitFolder {
    private static final int MOST_REFS = 10_000;

    private GitFolder() {}

    static boolean is(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(path.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(path.resolve("objects"), LinkOption.NOFOLLOW_LINKS);
    }

    /** The bytes that stand for the repository are its refs: they name everything else by its hash. */
    static Item item(Path folder) throws IOException {
        byte[] refs = refs(folder).getBytes(StandardCharsets.UTF_8);
        long modified = Files.getLastModifiedTime(folder).toMillis() * 1_000_000;
        return new Item(folder.toString(), null, refs.length, Intake.of(refs), folder, modified, List.of());
    }

    private static String refs(Path folder) throws IOException {
        StringBuilder text = new StringBuilder("# git repository\n");
        text.append("HEAD ").append(read(folder.resolve("HEAD"))).append('\n');
        Path packed = folder.resolve("packed-refs");
        if (Files.isRegularFile(packed, LinkOption.NOFOLLOW_LINKS)) {
            text.append(read(packed)).append('\n');
        }
        Path loose = folder.resolve("refs");
        if (Files.isDirectory(loose, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(loose)) {
                for (Path file : files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .limit(MOST_REFS)
                        .toList()) {
                    text.append(folder.relativize(file))
                            .append(' ')
                            .append(read(file))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4 << 20), StandardCharsets.UTF_8).strip();
        }
    }
}
