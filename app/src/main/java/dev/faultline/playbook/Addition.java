package dev.faultline.playbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A playbook on its way into a folder, beside what is there. Nothing is ever lost: what gives way stays as a file beside.
 *
 * @param decision what is to be done
 * @param differences lines of what is there ({@code -}) and of what comes ({@code +}), where they differ
 * @param target where it goes
 * @param present what is there under the same id; null for nothing
 * @param incoming what comes
 */
public record Addition(
        Decision decision, List<String> differences, Path target, Library.@Nullable Entry present, Playbook incoming) {
    /** What is to be done. */
    public enum Decision {
        NEW,
        SAME,
        NEWER,
        OLDER,
        /** The same version with another content: both sides edited it. */
        CONFLICT;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The word for a person. */
        public String label() {
            return label;
        }
    }

    /** Copies the lines. */
    public Addition {
        differences = List.copyOf(differences);
    }

    /** Compares with what the folder holds. */
    public static Addition of(Path folder, String name, PlaybookFile file, Library there) {
        Playbook incoming = Objects.requireNonNull(file.playbook());
        Library.@Nullable Entry present = there.entries().stream()
                .filter(entry -> entry.playbook() != null
                        && Objects.requireNonNull(entry.playbook()).id().equals(incoming.id()))
                .findFirst()
                .orElse(null);
        Path target = present == null ? free(folder, name, "") : Path.of(present.origin());
        if (present == null) {
            return new Addition(Decision.NEW, List.of(), target, null, incoming);
        }
        if (present.file().text().equals(file.text())) {
            return new Addition(Decision.SAME, List.of(), target, present, incoming);
        }
        int version = Objects.requireNonNull(present.playbook()).version();
        Decision decision = incoming.version() > version
                ? Decision.NEWER
                : incoming.version() < version ? Decision.OLDER : Decision.CONFLICT;
        return new Addition(decision, LineDifference.of(present.file().text(), file.text()), target, present, incoming);
    }

    private static Path free(Path folder, String name, String mark) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        String base = (safe.isEmpty() ? "playbook" : safe) + mark;
        Path target = folder.resolve(base + PlaybookFile.SUFFIX);
        for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = folder.resolve(base + "-" + i + PlaybookFile.SUFFIX);
        }
        return target;
    }

    /**
     * Puts the file, and the evidence of its tests, into the folder.
     *
     * @param keep {@code mine}, {@code theirs} or {@code both} for a conflict
     * @param from the folder that its evidence lies in; null for none
     */
    public Path write(byte[] bytes, String keep, @Nullable Path from) throws IOException {
        boolean stays = decision == Decision.SAME
                || decision == Decision.OLDER
                || decision == Decision.CONFLICT && keep.equals("mine");
        if (stays && decision == Decision.SAME) {
            return target;
        }
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        // Whatever does not count any more keeps its bytes under a name that no library reads.
        if (stays) {
            return Files.write(aside("theirs"), bytes);
        }
        if (present != null) {
            Files.copy(target, aside("mine"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (decision == Decision.CONFLICT && keep.equals("both")) {
            Path beside = aside("theirs");
            return Files.write(beside, bytes);
        }
        copyEvidence(folder, from);
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        Files.write(draft, bytes);
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private Path aside(String whose) {
        int version = whose.equals("mine") && present != null
                ? Objects.requireNonNull(present.playbook()).version()
                : incoming.version();
        Path aside = target.resolveSibling(target.getFileName() + "." + whose + "-v" + version);
        for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = target.resolveSibling(target.getFileName() + "." + whose + "-v" + version + "-" + i);
        }
        return aside;
    }

    private void copyEvidence(Path folder, @Nullable Path from) throws IOException {
        if (from == null || from.equals(folder)) {
            return;
        }
        List<String> names = new ArrayList<>();
        incoming.tests().forEach(test -> names.addAll(test.evidence()));
        // A folder named . is empty once it is normalised, and nothing begins with that.
        Path theirs = from.toAbsolutePath().normalize();
        Path ours = folder.toAbsolutePath().normalize();
        for (String name : names) {
            Path source = theirs.resolve(name).normalize();
            Path copy = ours.resolve(name).normalize();
            boolean inside = source.startsWith(theirs) && copy.startsWith(ours);
            if (inside && Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) && !Files.exists(copy)) {
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(source, copy);
            }
        }
    }
}
