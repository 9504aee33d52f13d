package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a git repository, given as its {@code .git} folder, as a bare one, or as a bundle: messages, files,
 * trailers, tags and branches that point at them, and who wrote them (git-ai's notes, then trailers, then identities).
 *
 * <p>Traps: the foreign repository is never opened (its configuration can run commands), only copies of its objects and
 * refs; trailers stand anywhere in a body after a squash merge; the time is the committer's, the author's is an attribute;
 * notes are there only where they were fetched. Sample: {@code changes/git/shop.bundle}.
 */
public final class GitHistory implements NamelessService {
    private static final int MOST_FILES = 2_000;
    private static final int LONGEST_NOTE = 1 << 20;
    /** Nanoseconds in 64 bits end in 2262. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

    @Override
    public String format() {
        return "git";
    }

    @Override
    public double recognises(Head head) {
        String start = new String(head.bytes(), 0, Math.min(40, head.bytes().length), StandardCharsets.ISO_8859_1);
        return start.startsWith("# v2 git bundle")
                        || start.startsWith("# v3 git bundle")
                        || start.startsWith("# git repository\n")
                ? 1
                : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Path file = input.file();
        boolean folder = Files.isDirectory(file);
        if (folder) {
            List<String> dangers = GitDangers.of(file);
            if (!dangers.isEmpty()) {
                sink.report(
                        IssueCode.UNSAFE_CONFIG_IGNORED,
                        "the repository holds what could run commands or lead elsewhere; it was not obeyed: "
                                + String.join(", ", dangers),
                        -1,
                        0);
            }
        } else {
            BundleHeader.check(file, sink);
        }
        try (SafeRepository safe = open(file, folder, sink)) {
            new Walk(safe.repository(), sink).run();
        } catch (OutOfMemoryError full) {
            // A pack says how many objects it has, and the library believes it.
            sink.reject(IssueCode.BOMB_MEMORY, "reading the repository takes more memory than there is", 0, 0, 0);
        } catch (TruncatedBundleException cut) {
            sink.reject(IssueCode.TRUNCATED, "the bundle cannot be read: " + cut.getMessage(), 0, 0, 0);
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof UncheckedIOException store) {
                throw store;
            }
            sink.reject(IssueCode.BAD_OBJECT, "the repository cannot be read: " + broken.getMessage(), 0, 0, 0);
        }
    }

    private static SafeRepository open(Path file, boolean folder, EventSink sink) throws IOException {
        return folder
                ? SafeRepository.ofFolder(file, refused -> sink.report(IssueCode.BAD_REF, refused, -1, 0))
                : SafeRepository.ofBundle(file);
    }

    /** One reading of a repository. */
    private static final class Walk {
        private final Repository repository;
        private final EventSink sink;
        private final Map<ObjectId, List<String>> names = new HashMap<>();

        Walk(Repository repository, EventSink sink) {
            this.repository = repository;
            this.sink = sink;
        }

        void run() throws IOException {
            List<RevTag> tags = new ArrayList<>();
            try (RevWalk walk = new RevWalk(repository)) {
                CommitWalk history = new CommitWalk(walk, sink);
                for (Ref ref : repository.getRefDatabase().getRefs()) {
                    start(walk, ref, history, tags);
                }
                List<RevCommit> commits = history.commits();
                commits.sort(Comparator.comparingInt(RevCommit::getCommitTime).thenComparing(RevCommit::getName));
                NoteMap notes = notes(walk);
                TreeCheck trees = new TreeCheck(repository, sink);
                commits.forEach(commit -> trees.check(commit.getTree()));
                for (RevCommit commit : commits) {
                    if (sink.cancelled()) {
                        return;
                    }
                    commit(commit, notes);
                }
                tags.forEach(this::tag);
            }
        }

        private void start(RevWalk walk, Ref ref, CommitWalk history, List<RevTag> tags) {
            if (ref.getObjectId() == null || ref.getName().startsWith("refs/notes/")) {
                return;
            }
            try {
                RevObject object = walk.parseAny(ref.getObjectId());
                if (object instanceof RevTag tag) {
                    tags.add(tag);
                    object = walk.peel(tag);
                }
                if (object instanceof RevCommit commit) {
                    history.start(commit);
                    String shown = Repository.shortenRefName(ref.getName());
                    names.computeIfAbsent(commit.getId(), key -> new ArrayList<>())
                            .add(shown);
                }
            } catch (IOException | RuntimeException broken) {
                sink.report(IssueCode.BAD_REF, ref.getName() + " points at nothing that can be read", -1, 0);
            }
        }

        private @Nullable NoteMap notes(RevWalk walk) throws IOException {
            Ref ref = repository.exactRef("refs/notes/ai");
            return ref == null ? null : NoteMap.read(walk.getObjectReader(), walk.parseCommit(ref.getObjectId()));
        }

        private void commit(RevCommit commit, @Nullable NoteMap notes) throws IOException {
            @Nullable PersonIdent author = person(commit::getAuthorIdent);
            @Nullable PersonIdent committer = person(commit::getCommitterIdent);
            String body = commit.getFullMessage();
            List<Change.ChangedFile> files = files(commit);
            Change change = new Change(
                    commit.getParentCount() > 1 ? "merge" : "commit",
                    commit.getName(),
                    List.of(commit.getParents()).stream()
                            .map(RevCommit::getName)
                            .toList(),
                    identity(author),
                    body,
                    Trailers.of(body),
                    files,
                    names.getOrDefault(commit.getId(), List.of()),
                    attribution(commit, author, committer, body, notes));
            EventDraft draft = sink.draft()
                    .record(0, 0, 0)
                    .kind(Kind.CHANGE)
                    .name(change.type() + " " + commit.getName().substring(0, 7))
                    .message(commit.getShortMessage())
                    .detail(change)
                    .attribute("vcs.ref.head.revision", commit.getName())
                    .attribute("vcs.author", identity(author))
                    .attribute("vcs.changed_files", files.size());
            if (author != null) {
                draft.attribute("vcs.author.time", author.getWhenAsInstant().toString());
            }
            time(committer, commit, draft);
            sink.accept();
        }

        /** Nobody checks what a commit says of its time, or that it names anybody. */
        private void time(@Nullable PersonIdent person, RevObject of, EventDraft draft) {
            Instant when = person == null ? null : person.getWhenAsInstant();
            if (when != null && Math.abs(when.getEpochSecond()) < MOST_SECONDS) {
                draft.time(when.getEpochSecond() * 1_000_000_000L, TimeQuality.EXACT);
                return;
            }
            sink.report(
                    when == null ? IssueCode.BAD_RECORD : IssueCode.TIME_RANGE,
                    of.getName() + (when == null ? " names nobody that git can read" : " has a time too far from 1970")
                            + "; it has no time here",
                    -1,
                    0);
        }

        /** The library reads the time along with the name, and fails of one that is behind the end of all calendars. */
        private static @Nullable PersonIdent person(Supplier<@Nullable PersonIdent> read) {
            try {
                return read.get();
            } catch (DateTimeException behind) {
                return null;
            }
        }

        private static String identity(@Nullable PersonIdent person) {
            return person == null ? "" : person.getName() + " <" + person.getEmailAddress() + ">";
        }

        private Attribution attribution(
                RevCommit commit,
                @Nullable PersonIdent author,
                @Nullable PersonIdent committer,
                String body,
                @Nullable NoteMap notes)
                throws IOException {
            Attribution marked = AiMarkers.of(identity(author), identity(committer), body);
            Note note = notes == null ? null : notes.getNote(commit);
            if (note == null) {
                return marked;
            }
            byte[] bytes = repository.open(note.getData()).getCachedBytes(LONGEST_NOTE);
            return GitAiNote.attribution(new String(bytes, StandardCharsets.UTF_8))
                    .orElse(marked);
        }

        private List<Change.ChangedFile> files(RevCommit commit) throws IOException {
            List<Change.ChangedFile> files = new ArrayList<>();
            try (ObjectReader reader = repository.newObjectReader();
                    DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
                for (DiffEntry entry : CommitTrees.entries(repository, reader, formatter, commit)) {
                    if (files.size() < MOST_FILES) {
                        files.add(file(formatter, entry));
                    }
                }
            } catch (IOException | RuntimeException missing) {
                sink.report(
                        IssueCode.BAD_OBJECT,
                        "the files of commit " + commit.getName() + " cannot be read: " + missing.getMessage(),
                        -1,
                        0);
            }
            return files;
        }

        private static Change.ChangedFile file(DiffFormatter formatter, DiffEntry entry) throws IOException {
            int added = 0;
            int removed = 0;
            EditList edits = formatter.toFileHeader(entry).toEditList();
            for (Edit edit : edits) {
                added += edit.getLengthB();
                removed += edit.getLengthA();
            }
            return new Change.ChangedFile(
                    CommitTrees.path(entry),
                    CommitTrees.isMoved(entry) ? entry.getOldPath() : null,
                    CommitTrees.status(entry),
                    added,
                    removed);
        }

        private void tag(RevTag tag) {
            @Nullable PersonIdent tagger = person(tag::getTaggerIdent);
            if (tagger == null) {
                return;
            }
            Change change = new Change(
                    "tag",
                    tag.getObject().getName(),
                    List.of(),
                    identity(tagger),
                    tag.getFullMessage(),
                    List.of(),
                    List.of(),
                    List.of(tag.getTagName()),
                    Attribution.UNKNOWN);
            EventDraft draft = sink.draft()
                    .record(0, 0, 0)
                    .kind(Kind.CHANGE)
                    .name("tag " + tag.getTagName())
                    .message(tag.getShortMessage())
                    .detail(change);
            time(tagger, tag, draft);
            sink.accept();
        }
    }
}
