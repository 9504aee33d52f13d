package dev.faultline.importers.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * An imported repository as a place to look up code that ran: which commit a version names, where a source file lies, who
 * wrote a line. Works on a private copy of the objects, like every reading of a foreign repository here.
 */
public final class DeployedCode implements AutoCloseable {
    private static final int MOST_PATHS = 500_000;
    private static final int MOST_FILES_OF_A_NAME = 200;

    private final SafeRepository safe;
    private final Repository repository;
    private final Map<ObjectId, Map<String, List<String>>> files = new HashMap<>();
    private final Map<ObjectId, Set<ObjectId>> released = new HashMap<>();

    private DeployedCode(SafeRepository safe) {
        this.safe = safe;
        this.repository = safe.repository();
    }

    /** Copies the objects of a bundle. */
    public static DeployedCode ofBundle(Path bundle) throws IOException {
        return new DeployedCode(SafeRepository.ofBundle(bundle));
    }

    /** Copies the objects of a {@code .git} folder or a bare repository. */
    public static DeployedCode ofFolder(Path folder) throws IOException {
        return new DeployedCode(SafeRepository.ofFolder(folder, told -> {}));
    }

    /**
     * A commit that ran.
     *
     * @param commit its id in full
     * @param how what led to it, for a person
     * @param exact whether the evidence names it, rather than its time
     */
    public record Deployed(String commit, String how, boolean exact) {}

    /**
     * The commit that the first known one of these names means: a commit id, possibly short, or a version that a tag bears.
     * Where none is known, the newest commit of the main branch that is not younger than {@code before} (nanoseconds).
     */
    public Optional<Deployed> resolve(List<String> names, long before) throws IOException {
        for (String name : names) {
            Optional<Deployed> found = byId(name).or(() -> byTag(name));
            if (found.isPresent()) {
                return found;
            }
        }
        return byTime(before);
    }

    private Optional<Deployed> byId(String name) throws IOException {
        if (!name.matches("[0-9a-fA-F]{7,40}")) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            for (ObjectId id : walk.getObjectReader().resolve(AbbreviatedObjectId.fromString(name))) {
                // A whole id is given back whether the repository has it or not.
                if (walk.getObjectReader().has(id) && walk.parseAny(id) instanceof RevCommit commit) {
                    return Optional.of(new Deployed(commit.getName(), "commit " + short7(commit), true));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Deployed> byTag(String name) {
        String wanted = plainVersion(name);
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/tags/")) {
                String tag = ref.getName().substring("refs/tags/".length());
                boolean same = tag.equals(name)
                        || !wanted.isEmpty() && plainVersion(tag).equals(wanted);
                RevCommit commit = same ? commit(walk, ref) : null;
                if (commit != null) {
                    return Optional.of(new Deployed(commit.getName(), "tag " + tag, true));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** {@code release-2.4.1}, {@code v2.4.1} and {@code 2.4.1} mean the same; a build's suffix does not count. */
    private static String plainVersion(String text) {
        String version =
                text.replaceFirst("^(?:.*/)?[A-Za-z][A-Za-z-]*[-_]?(?=\\d)", "").replaceFirst("[+].*$", "");
        return version.matches("\\d+(?:\\.\\d+)+.*") ? version : "";
    }

    private static @Nullable RevCommit commit(RevWalk walk, Ref ref) throws IOException {
        if (ref.getObjectId() == null) {
            return null;
        }
        RevObject object = walk.peel(walk.parseAny(ref.getObjectId()));
        return object instanceof RevCommit commit ? commit : null;
    }

    private Optional<Deployed> byTime(long before) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            boolean main = false;
            for (String name : List.of("refs/heads/main", "refs/heads/master", "refs/heads/trunk")) {
                Ref ref = repository.exactRef(name);
                RevCommit tip = ref == null ? null : commit(walk, ref);
                if (tip != null && !main) {
                    walk.markStart(tip);
                    main = true;
                }
            }
            if (!main) {
                for (Ref ref : repository.getRefDatabase().getRefs()) {
                    RevCommit tip = ref.getName().startsWith("refs/notes/") ? null : commit(walk, ref);
                    if (tip != null) {
                        walk.markStart(tip);
                    }
                }
            }
            for (RevCommit commit : walk) {
                if (commit.getCommitTime() * 1_000_000_000L <= before) {
                    String how = "commit " + short7(commit)
                            + ", the newest before the onset: the evidence names no known revision";
                    return Optional.of(new Deployed(commit.getName(), how, false));
                }
            }
        }
        return Optional.empty();
    }

    static String short7(RevCommit commit) {
        return commit.getName().substring(0, 7);
    }

    /** Whether the release before this one did not have that commit yet; false where no earlier release is tagged. */
    public boolean isNewIn(String deployed, String commit) throws IOException {
        ObjectId id = ObjectId.fromString(deployed);
        Set<ObjectId> fresh = released.get(id);
        if (fresh == null) {
            fresh = newIn(id);
            released.put(id, fresh);
        }
        return fresh.contains(ObjectId.fromString(commit));
    }

    private Set<ObjectId> newIn(ObjectId deployed) throws IOException {
        Set<ObjectId> fresh = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit now = walk.parseCommit(deployed);
            List<RevCommit> earlier = new ArrayList<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/tags/")) {
                RevCommit tagged = commit(walk, ref);
                if (tagged != null && !tagged.equals(now) && walk.isMergedInto(tagged, now)) {
                    earlier.add(tagged);
                }
            }
            Optional<RevCommit> before = earlier.stream().max(Comparator.comparingInt(RevCommit::getCommitTime));
            if (before.isEmpty()) {
                return fresh;
            }
            walk.reset();
            walk.markStart(walk.parseCommit(deployed));
            walk.markUninteresting(walk.parseCommit(before.get()));
            for (RevCommit commit : walk) {
                fresh.add(commit.getId().copy());
            }
        }
        return fresh;
    }

    /**
     * Paths of this file name at a commit, the best matching first: those that end in the folders that the frame's function
     * or file names, tests last.
     */
    public List<String> paths(String commit, String file, List<String> folders) throws IOException {
        ObjectId id = ObjectId.fromString(commit);
        Map<String, List<String>> byName = files.get(id);
        if (byName == null) {
            byName = filesOf(id);
            files.put(id, byName);
        }
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        List<String> found = new ArrayList<>(byName.getOrDefault(name, List.of()));
        found.sort(Comparator.<String>comparingInt(path -> -shared(path, folders))
                .thenComparing(path -> path.contains("test"))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()));
        return found;
    }

    /** How many folders above the file are those that are named, from the innermost out. */
    static int shared(String path, List<String> folders) {
        String[] parts = path.split("/", -1);
        int same = 0;
        while (same < folders.size()
                && same < parts.length - 1
                && parts[parts.length - 2 - same].equals(folders.get(folders.size() - 1 - same))) {
            same++;
        }
        return same;
    }

    private Map<String, List<String>> filesOf(ObjectId commit) throws IOException {
        Map<String, List<String>> byName = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(commit).getTree());
            tree.setRecursive(true);
            for (int count = 0; count < MOST_PATHS && tree.next(); count++) {
                List<String> same = byName.computeIfAbsent(tree.getNameString(), key -> new ArrayList<>());
                if (same.size() < MOST_FILES_OF_A_NAME) {
                    same.add(tree.getPathString());
                }
            }
        }
        return byName;
    }

    /** The authorship of one file at one commit. */
    public Authorship authorship(String commit, String path) throws IOException {
        return Authorship.of(repository, ObjectId.fromString(commit), path);
    }

    /**
     * What a commit changed; nothing where the repository does not hold it.
     *
     * @param commit its id, possibly short
     * @param path only this file; null for all
     * @param context how many lines around each change
     */
    public Optional<CommitDiff> diff(String commit, @Nullable String path, int context) throws IOException {
        Optional<Deployed> found = byId(commit);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(CommitDiff.of(repository, found.get().commit(), path, Math.clamp(context, 0, 1_000)));
    }

    /**
     * Reads the code of a revision: the files of one name without its ending, or all where the name is empty. False where
     * limits or the visitor ended it.
     */
    public boolean read(String commit, String name, SourceFiles.Visitor visitor, BooleanSupplier cancelled)
            throws IOException {
        return SourceFiles.read(repository, commit, name, visitor, cancelled);
    }

    @Override
    public void close() throws IOException {
        safe.close();
    }
}
