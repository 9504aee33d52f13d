package dev.faultline.importers.change;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/**
 * Takes a foreign repository's refs over, one by one: the library refuses the whole repository for one of them that is no
 * ref, as an attacker leaves it, or a crash. gitrepository-layout(5), git-pack-refs(1).
 */
final class SafeReferences {
    private static final int LONGEST = 4 << 10;
    private static final int MOST_NAMED = 20;
    private static final int MOST_SHALLOW = 100_000;
    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String SYMBOLIC = "ref:";

    private final Path from;
    private final Path to;
    private final Consumer<String> refused;
    private int bad;

    /**
     * Takes them all.
     *
     * @param refused is told in words of those that were left out
     */
    static void copy(Path from, Path to, Consumer<String> refused) throws IOException {
        SafeReferences references = new SafeReferences(from, to, refused);
        references.loose();
        references.packed();
        references.take("HEAD");
        references.shallow();
    }

    private SafeReferences(Path from, Path to, Consumer<String> refused) {
        this.from = from;
        this.to = to;
        this.refused = refused;
    }

    static boolean isGood(String name) {
        return name.equals("HEAD") || Repository.isValidRefName(name) && !name.startsWith("-");
    }

    private void loose() throws IOException {
        Path folder = from.resolve("refs");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                take(from.relativize(file).toString().replace('\\', '/'));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void take(String name) throws IOException {
        Path file = from.resolve(name);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            refuse(name, "it is a link or no file");
        } else if (!isGood(name)) {
            refuse(name, "git does not allow the name");
        } else if (!isReference(file)) {
            refuse(name, "it holds neither an object's id nor the name of another reference");
        } else {
            Path target = to.resolve(name);
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isReference(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.startsWith(SYMBOLIC)
                ? isGood(text.substring(SYMBOLIC.length()).strip())
                : OBJECT.matcher(text).matches();
    }

    private void packed() throws IOException {
        Path file = from.resolve("packed-refs");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<String> good = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            boolean taken = false;
            for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
                String text = line.strip();
                boolean peeled = text.startsWith("^");
                // What a tag points at stands behind it, and belongs to nothing where the tag was left out.
                taken = peeled ? taken && OBJECT.matcher(text.substring(1)).matches() : isPacked(text);
                if (taken || text.startsWith("#")) {
                    good.add(text);
                } else if (!peeled) {
                    refuse(text.substring(text.indexOf(' ') + 1), "git does not allow its line in packed-refs");
                }
            }
        }
        Files.write(to.resolve("packed-refs"), good, StandardCharsets.ISO_8859_1);
    }

    /** Where the history of a shallow clone ends: what is before these commits is not missing. */
    private void shallow() throws IOException {
        Path file = from.resolve("shallow");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<String> good = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = line(lines); !line.isEmpty() && good.size() < MOST_SHALLOW; line = line(lines)) {
                if (OBJECT.matcher(line.strip()).matches()) {
                    good.add(line.strip());
                }
            }
        }
        Files.write(to.resolve("shallow"), good, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPacked(String line) {
        int space = line.indexOf(' ');
        return space > 0
                && OBJECT.matcher(line.substring(0, space)).matches()
                && isGood(new String(
                        line.substring(space + 1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The next line with its end, cut where it is longer than any ref; empty at the end. */
    private static String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
            c = in.read();
        }
        return c < 0 ? line.toString() : line.append('\n').toString();
    }

    private void refuse(String name, String why) {
        if (++bad <= MOST_NAMED) {
            refused.accept("the reference " + name.substring(0, Math.min(200, name.length())) + " is left out: " + why);
        }
    }
}
