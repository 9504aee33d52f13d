package dev.faultline.importers.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote the lines of a file as it stood at one commit, through renames. Commits that only formatted it, and those that
 * {@code .git-blame-ignore-revs} lists, are looked through: the line is followed to the commit that wrote its words.
 */
public final class Authorship {
    private static final int MOST_STEPS = 10;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_LINES = 5_000;

    private final Repository repository;
    private final ObjectId start;
    private final String path;
    private final RawText text;
    private final Set<String> ignored;
    private final Map<String, BlameResult> blames = new HashMap<>();
    private final Map<String, Boolean> formatting = new HashMap<>();

    private Authorship(Repository repository, ObjectId start, String path, RawText text, Set<String> ignored) {
        this.repository = repository;
        this.start = start;
        this.path = path;
        this.text = text;
        this.ignored = ignored;
    }

    static Authorship of(Repository repository, ObjectId start, String path) throws IOException {
        RawText text =
                text(repository, start, path).orElseThrow(() -> new IOException(path + " is not in " + start.name()));
        return new Authorship(repository, start, path, text, ignored(repository, start));
    }

    private static Set<String> ignored(Repository repository, ObjectId commit) throws IOException {
        Set<String> ignored = new HashSet<>();
        text(repository, commit, ".git-blame-ignore-revs").ifPresent(list -> {
            for (int i = 0; i < list.size(); i++) {
                String line = list.getString(i).strip();
                if (line.matches("[0-9a-f]{40}.*")) {
                    ignored.add(line.substring(0, 40));
                }
            }
        });
        return ignored;
    }

    private static Optional<RawText> text(Repository repository, ObjectId commit, String path) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk file = TreeWalk.forPath(
                        repository, path, walk.parseCommit(commit).getTree())) {
            if (file == null) {
                return Optional.empty();
            }
            return Optional.of(new RawText(repository.open(file.getObjectId(0)).getCachedBytes(MOST_BYTES)));
        }
    }

    /** The lines of the file. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(text.size());
        for (int i = 0; i < Math.min(MOST_LINES, text.size()); i++) {
            lines.add(text.getString(i));
        }
        return lines;
    }

    /**
     * Who wrote a line.
     *
     * @param commit its id in full
     * @param seconds when it was committed, seconds since 1970
     * @param path the file's path in that commit
     */
    public record Origin(String commit, int seconds, String path) {}

    /** Who wrote a line, counted from 1; nothing beyond the end of the file, or where history ends. */
    public Optional<Origin> origin(int line) throws IOException {
        ObjectId at = start;
        String file = path;
        int index = line - 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            BlameResult blame = blame(at, file);
            if (blame == null || index < 0 || index >= blame.getResultContents().size()) {
                return Optional.empty();
            }
            RevCommit commit = blame.getSourceCommit(index);
            if (commit == null) {
                return Optional.empty();
            }
            String source = blame.getSourcePath(index);
            int sourceLine = blame.getSourceLine(index);
            Optional<Before> before =
                    isLookedThrough(commit, source) ? before(commit, source, sourceLine) : Optional.empty();
            if (before.isEmpty()) {
                return isLookedThrough(commit, source)
                        ? Optional.empty()
                        : Optional.of(new Origin(commit.getName(), commit.getCommitTime(), source));
            }
            at = before.get().commit();
            index = before.get().line();
            file = source;
        }
        return Optional.empty();
    }

    private @Nullable BlameResult blame(ObjectId commit, String file) throws IOException {
        String key = commit.name() + ":" + file;
        BlameResult known = blames.get(key);
        if (known == null) {
            try (BlameGenerator generator = new BlameGenerator(repository, file)) {
                generator.setTextComparator(RawTextComparator.WS_IGNORE_ALL);
                generator.setFollowFileRenames(true);
                generator.push(null, commit);
                known = BlameResult.create(generator);
                if (known == null) {
                    return null;
                }
                known.computeAll();
            }
            blames.put(key, known);
        }
        return known;
    }

    private record Before(ObjectId commit, int line) {}

    /** The same words one commit earlier. */
    private Optional<Before> before(RevCommit commit, String file, int line) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(commit);
            if (parsed.getParentCount() == 0) {
                return Optional.empty();
            }
            RevCommit parent = walk.parseCommit(parsed.getParent(0));
            Optional<RawText> old = text(repository, parent, file);
            Optional<RawText> now = text(repository, parsed, file);
            if (old.isEmpty() || now.isEmpty() || old.get().size() == 0) {
                return Optional.empty();
            }
            int mapped = squeezed(old.get()).equals(squeezed(now.get()))
                    ? sameWords(old.get(), now.get(), line)
                    : sameEdit(old.get(), now.get(), line);
            return Optional.of(new Before(parent.copy(), mapped));
        }
    }

    /** The line that holds the same character, white space not counted. */
    private static int sameWords(RawText old, RawText now, int line) {
        int characters = 0;
        for (int i = 0; i < line; i++) {
            characters += squeeze(now.getString(i)).length();
        }
        int reached = 0;
        for (int i = 0; i < old.size(); i++) {
            reached += squeeze(old.getString(i)).length();
            if (reached > characters) {
                return i;
            }
        }
        return old.size() - 1;
    }

    /** The line at the same place of the same edit. */
    private static int sameEdit(RawText old, RawText now, int line) {
        int shift = 0;
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, old, now)) {
            if (line < edit.getBeginB()) {
                break;
            }
            if (line < edit.getEndB()) {
                int into = line - edit.getBeginB();
                int within = Math.min(into, Math.max(0, edit.getLengthA() - 1));
                return Math.min(old.size() - 1, edit.getBeginA() + within);
            }
            shift = edit.getEndA() - edit.getEndB();
        }
        return Math.clamp(line + shift, 0, old.size() - 1);
    }

    private boolean isLookedThrough(RevCommit commit, String file) throws IOException {
        if (ignored.contains(commit.getName())) {
            return true;
        }
        String key = commit.getName() + ":" + file;
        Boolean known = formatting.get(key);
        if (known == null) {
            known = isFormatting(commit, file);
            formatting.put(key, known);
        }
        return known;
    }

    private boolean isFormatting(RevCommit commit, String file) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(commit);
            if (parsed.getParentCount() == 0) {
                return false;
            }
            Optional<RawText> old = text(repository, parsed.getParent(0), file);
            Optional<RawText> now = text(repository, parsed, file);
            return old.isPresent() && now.isPresent() && squeezed(old.get()).equals(squeezed(now.get()));
        }
    }

    private static String squeezed(RawText text) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.size(); i++) {
            all.append(squeeze(text.getString(i)));
        }
        return all.toString();
    }

    private static String squeeze(String line) {
        return line.replaceAll("\\s+", "");
    }

    /** The lines that a commit added to a file; all of them where it made the file. */
    public List<String> added(String commit, String file) throws IOException {
        List<String> added = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
            RawText now = text(repository, parsed, file).orElse(RawText.EMPTY_TEXT);
            RawText old = parsed.getParentCount() == 0
                    ? RawText.EMPTY_TEXT
                    : text(repository, parsed.getParent(0), file).orElse(RawText.EMPTY_TEXT);
            for (Edit edit : new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, old, now)) {
                for (int i = edit.getBeginB(); i < edit.getEndB() && added.size() < MOST_LINES; i++) {
                    added.add(now.getString(i));
                }
            }
        }
        return added;
    }
}
