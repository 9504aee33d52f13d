package dev.faultline.store;

import dev.faultline.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incident under investigation, a folder on disk. One process writes it at a time, any number read it. All methods
 * may be called from any thread.
 */
public final class Case implements AutoCloseable {
    private final CaseFolder folder;
    private volatile String name;
    private final @Nullable CaseLock lock;
    private final CaseDatabase database;
    private final CatalogueSeal seal;
    private final SourceTables tables;
    private final EvidenceReader evidence;
    private final TextIndex text;
    private final Map<Integer, Segment> segments = new TreeMap<>();
    private final List<Consumer<Source>> listeners = new CopyOnWriteArrayList<>();
    /** So many times as long as making a state takes, an import goes on before the next one. */
    private static final int PAUSE = 20;

    private final TemplateMiner miner = new TemplateMiner();
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable SpanIdentities spans;
    private volatile CaseState state;
    /** Whether there were commits that the state does not show yet, since nobody asked. */
    private volatile boolean behind;

    private @Nullable KnownHeads heads;
    private int lastSegment;
    private boolean writing;
    private long loaded;
    private long loading;

    private Case(
            CaseFolder folder,
            String name,
            @Nullable CaseLock lock,
            CaseDatabase database,
            CatalogueSeal seal,
            TextIndex text)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.lock = lock;
        this.database = database;
        this.seal = seal;
        this.tables = new SourceTables(database);
        this.text = text;
        this.evidence = new EvidenceReader(folder);
        this.state = load();
    }

    /** Makes a case in a folder that is absent or empty, and opens it for writing. */
    public static Case create(Path folder, String name) throws IOException {
        CaseFolder place = new CaseFolder(folder.toAbsolutePath().normalize());
        if (isCase(folder)) {
            throw new CaseFormatException(folder + " is a case already");
        }
        requireEmpty(folder);
        place.create();
        CaseLock starting = CaseLock.acquire(place.lock());
        try {
            CaseDescription.write(place, name);
        } finally {
            starting.close();
        }
        Case made = open(folder);
        made.audit("create", Map.of("name", name));
        return made;
    }

    /** What an earlier attempt to make a case left behind does not count. */
    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String file = String.valueOf(entry.getFileName());
                if (!file.startsWith("case.")
                        && !List.of("events", "evidence", "text").contains(file)) {
                    throw new CaseFormatException(folder + " is no case and not empty; choose another folder");
                }
            }
        }
    }

    /**
     * Opens a case for writing: recovers what a crash left, brings the text index up to date, upgrades an older format
     * after a backup.
     *
     * @throws CaseInUseException within two seconds, where another process holds it
     * @throws CaseFormatException where it is no case or a newer one
     */
    public static Case open(Path folder) throws IOException {
        CaseFolder place = new CaseFolder(folder.toAbsolutePath().normalize());
        String name = CaseDescription.name(place);
        CaseLock lock = CaseLock.acquire(place.lock());
        @Nullable CaseDatabase database = null;
        @Nullable TextIndex text = null;
        CatalogueSeal seal = new CatalogueSeal(place);
        try {
            place.create();
            seal.lift();
            database = CaseDatabase.open(place.database());
            text = TextIndex.open(place.text());
            Case opened = new Case(place, name, lock, database, seal, text);
            opened.recover();
            return opened;
        } catch (IOException | RuntimeException failure) {
            if (text != null) {
                text.close();
            }
            if (database != null) {
                database.close();
            }
            lock.close();
            if (seal.isBroken() && failure instanceof RuntimeException) {
                throw new CaseFormatException(
                        seal.problems().getFirst() + "; it cannot be read: " + failure.getMessage());
            }
            throw failure;
        }
    }

    /** Opens a case without changing a byte of it, whoever else writes it. */
    public static Case openForReading(Path folder) throws IOException {
        CaseFolder place = new CaseFolder(folder.toAbsolutePath().normalize());
        String name = CaseDescription.name(place);
        if (!Files.exists(place.database())) {
            throw new CaseFormatException(folder + " holds no catalogue yet; open it for writing once");
        }
        CaseDatabase database = CaseDatabase.openForReading(place.database());
        try {
            return new Case(place, name, null, database, new CatalogueSeal(place), TextIndex.forReading(place.text()));
        } catch (IOException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Whether the folder looks like a case. */
    public static boolean isCase(Path folder) {
        return Files.isRegularFile(folder.resolve("case.json"));
    }

    /** Sweeps what no row names, and brings the text index up to the last segment. */
    private void recover() throws IOException {
        sweep(folder.events());
        sweep(folder.evidence());
        for (MinedTemplate pattern : tables.patterns()) {
            miner.restore(pattern);
        }
        TextIndexWriter index = textIndex();
        int covered = index.covered();
        if (covered > lastSegment) {
            throw new CaseFormatException(folder.root() + " is damaged: its catalogue is older than its text index");
        }
        if (covered < lastSegment) {
            for (Block block : current().blocks()) {
                StoredBlock stored = (StoredBlock) block;
                if (stored.segment() > covered) {
                    index.add(stored.segment(), stored.number(), stored.words());
                }
            }
            index.commit(lastSegment);
            state = load();
        }
    }

    private void sweep(Path files) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(files)) {
            for (Path entry : entries) {
                String file = String.valueOf(entry.getFileName());
                int dot = file.indexOf('.');
                boolean named = dot == 8
                        && file.substring(0, 8).chars().allMatch(Character::isDigit)
                        && segments.containsKey(Integer.parseInt(file.substring(0, 8)));
                if (!named) {
                    Files.delete(entry);
                }
            }
        }
    }

    private synchronized CaseState load() throws IOException {
        long start = System.nanoTime();
        List<StoredSource> sources = tables.sources();
        Map<Segment, Integer> named = new LinkedHashMap<>();
        for (SourceTables.SegmentRow row : tables.segments()) {
            Segment segment = segments.get(row.id());
            if (segment == null) {
                Path file = folder.segment(row.id());
                if (!Files.exists(file)) {
                    throw new CaseFormatException(file + " is missing; the case is damaged");
                }
                segment = Segment.open(file, row.id());
                segments.put(row.id(), segment);
            }
            named.put(segment, row.source());
            lastSegment = Math.max(lastSegment, row.id());
        }
        CaseState made = new CaseState(tables, evidence, text.read(), sources, named, tables.hidden());
        loaded = System.nanoTime();
        loading = loaded - start;
        return made;
    }

    /** The folder of the case. */
    public Path folder() {
        return folder.root();
    }

    Path folder(int segment) {
        return folder.evidence(segment);
    }

    /** Its name in the world, random, the same in every copy of the folder. */
    public String id() throws IOException {
        return CaseDescription.id(folder);
    }

    /** The name that a person gave it. */
    public String name() {
        return name;
    }

    /**
     * Gives it another name; its identity, and so every link to it, stays.
     *
     * @throws IOException also where the case was opened for reading, or the name is blank
     */
    public synchronized void rename(String next) throws IOException {
        String wanted = next.strip();
        if (lock == null || wanted.isEmpty()) {
            throw new IOException(lock == null ? "this case is open for reading only" : "a case needs a name");
        }
        String before = name;
        CaseDescription.rename(folder, wanted);
        name = CaseDescription.name(folder);
        audit("rename", Map.of("from", before, "to", name));
    }

    public boolean isWritable() {
        return lock != null;
    }

    /** The case after its last commit. Cheap. In a case opened for reading: see {@link #refresh()}. */
    public CaseReader reader() {
        return current();
    }

    private CaseState current() {
        if (!behind) {
            return state;
        }
        synchronized (this) {
            if (behind) {
                try {
                    state = load();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                behind = false;
            }
            return state;
        }
    }

    /** Looks for commits of another process; the newest state. */
    public synchronized CaseReader refresh() throws IOException {
        state = load();
        behind = false;
        return state;
    }

    /** Calls the listener after every commit, on the committing thread, with the source that it belongs to. */
    public void onCommit(Consumer<Source> listener) {
        listeners.add(listener);
    }

    /**
     * To be held from recognising a source until it is written: what was recognised must still be true then, while files are
     * followed, telemetry is received and somebody imports.
     */
    public Lock turn() {
        return turn;
    }

    /** Compares some bytes with all that the case holds; reads beyond their head only where that looks known. */
    public Recognition recognise(String path, ByteSource bytes) throws IOException {
        if (!heads().mayHold(Recogniser.head(bytes))) {
            return new Recognition.Fresh();
        }
        // Between the members of an archive nobody asks for blocks: the list of sources is enough, and costs less.
        return Recogniser.recognise(
                behind ? tables.sources() : current().stored().values(), path, bytes);
    }

    private synchronized KnownHeads heads() throws IOException {
        KnownHeads known = heads;
        if (known == null) {
            known = new KnownHeads(tables.sources());
            heads = known;
        }
        return known;
    }

    /** Begins, or goes on with, the import of a source. One at a time. */
    public synchronized SourceWriter write(SourceSpec spec, Recognition recognition, ByteSource bytes)
            throws IOException {
        if (lock == null) {
            throw new IOException(folder.root() + " is open for reading only");
        }
        if (writing) {
            throw new IllegalStateException("another source is being written");
        }
        @Nullable
        Source known =
                switch (recognition) {
                    case Recognition.Fresh fresh -> null;
                    case Recognition.Known same -> same.source();
                    case Recognition.Grown grown -> grown.source();
                    case Recognition.Partial partial -> partial.source();
                };
        StoredSource begun = known == null ? begin(spec, bytes) : stored(known.id());
        writing = true;
        return new StoredSourceWriter(this, begun, recognition instanceof Recognition.Grown, miner);
    }

    /**
     * Goes on with a source that was read to its end, from its last records on: they are given once more, then what was
     * appended. Bytes are given from the end of those that the case holds.
     */
    public synchronized SourceWriter append(Source source, AppendPoint point) throws IOException {
        if (lock == null) {
            throw new IOException(folder.root() + " is open for reading only");
        }
        if (writing) {
            throw new IllegalStateException("another source is being written");
        }
        StoredSource begun = stored(source.id());
        if (begun.source().state() != Source.State.COMPLETE || begun.source().bytes() != source.bytes()) {
            throw new IOException(source.path() + " is not what it was a moment ago");
        }
        writing = true;
        return new StoredSourceWriter(this, begun, miner, point);
    }

    private StoredSource stored(int id) {
        return java.util.Objects.requireNonNull(current().stored().get(id), "no source " + id);
    }

    private StoredSource begin(SourceSpec spec, ByteSource bytes) throws IOException {
        byte[] head = Recogniser.head(bytes);
        Path file = spec.container() == null ? Path.of(spec.path()) : null;
        long modified = !spec.copy() && file != null && Files.exists(file)
                ? Files.getLastModifiedTime(file).toMillis()
                : 0;
        StoredSource begun = begun(spec, 0, head, modified);
        int id = tables.add(begun);
        audit("import", Map.of("path", spec.path(), "source", Integer.toString(id)));
        return begun(spec, id, head, modified);
    }

    private static StoredSource begun(SourceSpec spec, int id, byte[] head, long modified) {
        Source source = new Source(
                id,
                spec.path(),
                spec.container(),
                spec.format(),
                spec.charset(),
                0,
                null,
                0,
                0,
                0,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                spec.zone(),
                spec.clockOffset(),
                spec.service(),
                Source.State.PARTIAL,
                0);
        return new StoredSource(
                source,
                spec.copy(),
                head.length,
                Recogniser.hash(head, head.length),
                null,
                0,
                0,
                0,
                0,
                0,
                StoredSource.LastRecord.NONE,
                0,
                0,
                "",
                modified);
    }

    synchronized int nextSegment() {
        return lastSegment + 1;
    }

    TextIndexWriter textIndex() {
        return text.writer();
    }

    synchronized void released() {
        writing = false;
    }

    /** The spans that the case holds; read from it when the first one is written. */
    synchronized SpanIdentities spans() throws IOException {
        SpanIdentities known = spans;
        if (known == null) {
            known = new SpanIdentities();
            for (Block block : current().blocks()) {
                known.add((StoredBlock) block);
            }
            spans = known;
        }
        return known;
    }

    void writeSegment(int number, Bytes bytes, boolean withEvidence) throws IOException {
        CaseFolder.write(folder.segment(number), bytes.data, bytes.size);
        CaseFolder.syncFolder(folder.events());
        if (withEvidence) {
            CaseFolder.syncFolder(folder.evidence());
        }
    }

    /** Makes a segment part of the case; the text index follows now and then, and when the case is closed. */
    void commit(SourceTables.Commit commit, boolean end) throws IOException {
        synchronized (this) {
            tables.commit(commit);
            lastSegment = Math.max(lastSegment, commit.segment());
            boolean followed = text.follow(lastSegment, end);
            // With every block of the case in it, a state takes longer the larger the case is.
            behind = true;
            heads().add(commit.source());
            if ((end && followed || !listeners.isEmpty()) && isDue()) {
                current();
            }
        }
        listeners.forEach(listener -> listener.accept(commit.source().source()));
    }

    /** Whether somebody who looks on should see a new state: an import of thousands of files is not to wait for each. */
    private boolean isDue() {
        return System.nanoTime() - loaded >= PAUSE * loading;
    }

    /** Verifies every original, block, dictionary, row and index of the case. */
    public Integrity check() throws IOException {
        CaseState now = (CaseState) refresh();
        List<String> changed = seal.problems();
        try {
            return new IntegrityCheck(folder, database, evidence, now, changed).run();
        } catch (RuntimeException unreadable) {
            if (changed.isEmpty()) {
                throw unreadable;
            }
            throw new CaseFormatException(changed.getFirst() + "; it cannot be read: " + unreadable.getMessage());
        }
    }

    /** Changes how a source's clock is read; reversible, no evidence is touched. Nanoseconds to add. */
    public void clockOffset(int source, long nanos) throws IOException {
        tables.clockOffset(source, nanos);
        audit("clock", Map.of("source", Integer.toString(source), "nanoseconds", Long.toString(nanos)));
        refresh();
    }

    /** A small note of the program's own, such as how the window was left. */
    public Optional<String> setting(String key) throws IOException {
        return database.setting(key);
    }

    /** Keeps a small note; null forgets it. In a case opened for reading it does nothing. */
    public void setting(String key, @Nullable String value) throws IOException {
        if (lock != null) {
            database.setting(key, value);
        }
    }

    /** The investigation's own record. In a case opened for reading it cannot be changed. */
    public Board board() throws IOException {
        String author = System.getProperty("user.name", "");
        return new Board(new BoardTables(database, database.isAtLeast(2)), Clock.systemUTC(), author);
    }

    /** The audit trail, oldest first; the hash of the last entry stands for all of it. */
    public List<AuditEntry> auditTrail() throws IOException {
        return database.auditTrail();
    }

    /** Adds a row to the audit trail, chained to the one before by its hash. */
    public void audit(String action, Map<String, String> details) throws IOException {
        database.audit(Clock.systemUTC(), action, details);
    }

    @Override
    public synchronized void close() throws IOException {
        evidence.close();
        try (text) {
            text.finish(lastSegment);
        }
        database.close();
        if (lock != null) {
            seal.setWherePossible();
            lock.close();
        }
    }
}
