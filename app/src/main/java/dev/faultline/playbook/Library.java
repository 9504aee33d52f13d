package dev.faultline.playbook;

import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.query.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Playbooks from the program itself and from folders. A file that is wrong is kept with its problems; the rest loads. */
public final class Library {
    private static final String BUILT_IN = "library/";
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 10_000;

    private final List<Entry> entries;

    private Library(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A file of the library.
     *
     * @param name the file's name without its ending
     * @param origin where it lies: a path, or "built in"
     * @param file what it says
     * @param exceptions events that do not count here, from the local exceptions
     * @param hiddenBy where another version of the same playbook lies that counts instead; null where this one counts
     */
    public record Entry(
            String name,
            String origin,
            PlaybookFile file,
            List<Query> exceptions,
            @Nullable String hiddenBy) {
        /** Copies the exceptions. */
        public Entry {
            exceptions = List.copyOf(exceptions);
        }

        /** The playbook; null where the file is wrong or another version counts. */
        public @Nullable Playbook playbook() {
            return hiddenBy == null ? file.playbook() : null;
        }

        /** Its folder; null for one that the program brings along. */
        public @Nullable Path folder() {
            return isBuiltIn() ? null : Path.of(origin).getParent();
        }

        /** Whether the program brings it along. */
        public boolean isBuiltIn() {
            return origin.startsWith("built in");
        }
    }

    /** The playbooks of the program, if wanted, and of these folders. Of equal ids the newest version counts. */
    public static Library open(boolean builtIn, List<Path> folders) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path folder : folders) {
            found.addAll(folder(folder));
        }
        if (builtIn) {
            found.addAll(builtIn());
        }
        return new Library(choose(found));
    }

    private static List<Entry> choose(List<Entry> found) {
        Map<String, Entry> best = new LinkedHashMap<>();
        for (Entry entry : found) {
            Playbook playbook = entry.file().playbook();
            if (playbook != null) {
                best.merge(playbook.id(), entry, (a, b) -> version(b) > version(a) ? b : a);
            }
        }
        List<Entry> chosen = new ArrayList<>();
        for (Entry entry : found) {
            Playbook playbook = entry.file().playbook();
            Entry counts = playbook == null ? entry : best.getOrDefault(playbook.id(), entry);
            boolean hidden = !counts.origin().equals(entry.origin());
            chosen.add(
                    hidden
                            ? new Entry(entry.name(), entry.origin(), entry.file(), entry.exceptions(), counts.origin())
                            : entry);
        }
        chosen.sort(Comparator.comparing(Entry::name));
        return chosen;
    }

    private static int version(Entry entry) {
        Playbook playbook = entry.file().playbook();
        return playbook == null ? -1 : playbook.version();
    }

    private static List<Entry> builtIn() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name :
                resource("index.txt").map(text -> text.lines().toList()).orElse(List.of())) {
            byte[] bytes = resource(name + PlaybookFile.SUFFIX)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElse(new byte[0]);
            entries.add(new Entry(name, "built in: " + name, PlaybookFile.read(bytes), List.of(), null));
        }
        return entries;
    }

    /** A file that lies beside the playbooks of the program. */
    public static Optional<String> resource(String name) throws IOException {
        try (InputStream in = Library.class.getResourceAsStream(BUILT_IN + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<Entry> folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.getFileName().toString().endsWith(PlaybookFile.SUFFIX)) {
                    files.add(file);
                }
                return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                return goneMeanwhile(problem);
            }
        });
        Collections.sort(files);
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                entries.add(read(file));
            } catch (NoSuchFileException problem) {
                goneMeanwhile(problem);
            }
        }
        return entries;
    }

    /** A folder that a checkout or another window writes to loses files while it is read: that is no error. */
    private static FileVisitResult goneMeanwhile(IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    /** Reads one file with its local exceptions. */
    public static Entry read(Path file) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.endsWith(PlaybookFile.SUFFIX)
                ? fileName.substring(0, fileName.length() - PlaybookFile.SUFFIX.length())
                : fileName;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(NodeReader.LARGEST + 1);
        }
        LocalExceptions local = LocalExceptions.beside(file, name);
        PlaybookFile read = PlaybookFile.read(bytes, local.fields());
        List<Problem> wrong = local.problems(read.playbook());
        if (!wrong.isEmpty()) {
            List<Problem> problems = new ArrayList<>(read.problems());
            problems.addAll(wrong);
            read = new PlaybookFile(null, problems, read.text());
        }
        return new Entry(name, file.toString(), read, local.exclude(), null);
    }

    /** All files, wrong ones too, by name. */
    public List<Entry> entries() {
        return entries;
    }

    /** The playbook that is called so: by its file's name, its id, or the beginning of either if only one begins so. */
    public Optional<Entry> find(String name) {
        List<Entry> exact = entries.stream()
                .filter(entry -> entry.hiddenBy() == null && isCalled(entry, name, true))
                .toList();
        List<Entry> matching = exact.isEmpty()
                ? entries.stream()
                        .filter(entry -> entry.hiddenBy() == null && isCalled(entry, name, false))
                        .toList()
                : exact;
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    private static boolean isCalled(Entry entry, String name, boolean whole) {
        Playbook playbook = entry.file().playbook();
        String id = playbook == null ? "" : playbook.id();
        return whole
                ? entry.name().equals(name) || id.equals(name)
                : entry.name().startsWith(name) || id.startsWith(name);
    }
}
