package dev.faultline.store;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The catalogue of a case, SQLite. What it names exists; what it does not name does not. Synchronised on itself. */
final class CaseDatabase implements AutoCloseable {
    static final int VERSION = 2;

    private final Path file;
    private final Connection connection;

    private CaseDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** What is committed together: a segment and what the source is after it. */
    record Commit(
            StoredSource source,
            int segment,
            long events,
            long bytes,
            long evidenceBytes,
            List<Issue> issues,
            Map<IssueCode, Long> counts,
            List<Duplicate> duplicates,
            List<Long> hidden,
            List<MinedTemplate> patterns) {}

    /** The same event in another place. */
    record Duplicate(int source, long ordinal, Location other) {}

    /** Opens, and makes or upgrades, the catalogue. */
    static CaseDatabase open(Path file) throws IOException {
        boolean fresh = !Files.exists(file);
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        CaseDatabase database = connect(file, config);
        try {
            int version = database.version();
            if (version > VERSION) {
                throw newer(file, version);
            }
            if (!fresh && version > 0 && version < VERSION) {
                database.backUp(version);
            }
            for (int step = version + 1; step <= VERSION; step++) {
                database.upgrade(step);
            }
            return database;
        } catch (SQLException | IOException failure) {
            database.close();
            throw failure instanceof IOException io ? io : database.failure((SQLException) failure);
        }
    }

    /** Opens a catalogue that is there, as it is, to add to its audit trail beside whoever writes the case. */
    static CaseDatabase openForAudit(Path file) throws IOException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return connect(file, config);
    }

    /** Opens the catalogue without changing it. */
    static CaseDatabase openForReading(Path file) throws IOException {
        SQLiteConfig config = config();
        // A reader beside a writer needs the shared memory file; without one, and in a folder that cannot be written,
        // the file is all there is.
        boolean alone = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        CaseDatabase database = connect(file, config, alone ? "?immutable=1" : "");
        try {
            int version = database.version();
            if (version > VERSION) {
                throw newer(file, version);
            }
            return database;
        } catch (SQLException | IOException failure) {
            database.close();
            throw failure instanceof IOException io ? io : database.failure((SQLException) failure);
        }
    }

    private static CaseFormatException newer(Path file, int version) {
        return new CaseFormatException(file.getParent() + " was written by a newer version of Faultline (case format "
                + version + ", this one knows " + VERSION + "). Open it with that version.");
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(1500);
        // A transaction that reads first and writes then would fail where the audit trail grew in between.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-2000");
        return config;
    }

    private static CaseDatabase connect(Path file, SQLiteConfig config) throws IOException {
        return connect(file, config, "");
    }

    private static CaseDatabase connect(Path file, SQLiteConfig config, String parameters) throws IOException {
        try {
            String url = "jdbc:sqlite:"
                    + file.toAbsolutePath().toUri().toString().replace("file:///", "file:/") + parameters;
            return new CaseDatabase(file, config.createConnection(url));
        } catch (SQLException failure) {
            throw new IOException("cannot open " + file + ": " + failure.getMessage(), failure);
        }
    }

    private IOException failure(SQLException failure) {
        return CaseFolder.withSpace(file, new IOException(failure.getMessage(), failure));
    }

    private int version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** Copies the whole catalogue, with what only its write-ahead log holds yet. */
    private void backUp(int version) throws SQLException, IOException {
        Path backup = file.resolveSibling("case.db.version-" + version + ".backup");
        Path draft = file.resolveSibling(backup.getFileName() + ".new");
        CaseFolder.write(draft, new byte[0], 0);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, draft.toString());
            statement.execute();
        }
        Files.move(draft, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        CaseFolder.syncFolder(java.util.Objects.requireNonNull(file.getParent()));
    }

    /** Whether the catalogue has the tables of a version; one that is open for reading may be older. */
    boolean isAtLeast(int version) throws IOException {
        try {
            return version() >= version;
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    private void upgrade(int version) throws SQLException, IOException {
        String name = "schema-" + version + ".sql";
        String script;
        try (InputStream in = CaseDatabase.class.getResourceAsStream(name)) {
            script = new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
        transaction(() -> {
            try (Statement statement = connection.createStatement()) {
                for (String part : script.split(";")) {
                    if (!part.isBlank()) {
                        statement.execute(part);
                    }
                }
                statement.execute("PRAGMA user_version = " + version);
            }
        });
    }

    /** Some statements that succeed or fail together. */
    interface Work {
        void run() throws SQLException;
    }

    /** Takes one row after the other. */
    interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Gives the rows of a question without parameters to the visitor. */
    synchronized void rows(String sql, RowVisitor visitor) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                visitor.visit(row);
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /** Changes rows and adds what was done to the audit trail, both or neither. */
    synchronized void change(String action, Work work, Supplier<Map<String, String>> details) throws IOException {
        try {
            transaction(() -> {
                work.run();
                audit(Clock.systemUTC().instant().toString(), action, details.get());
            });
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    private void transaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Gives a source its id, and keeps it as partial. */
    synchronized int add(StoredSource source) throws IOException {
        try {
            int[] id = new int[1];
            transaction(() -> {
                id[0] = (int) number("SELECT coalesce(max(id), 0) + 1 FROM source");
                put(source, id[0]);
            });
            return id[0];
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /** Makes a segment part of the case. */
    synchronized void commit(Commit commit) throws IOException {
        try {
            transaction(() -> {
                int id = commit.source().source().id();
                put(commit.source(), id);
                if (commit.segment() > 0) {
                    update(
                            "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
                            commit.segment(),
                            id,
                            commit.events(),
                            commit.bytes(),
                            commit.evidenceBytes());
                }
                for (Issue issue : commit.issues()) {
                    update(
                            "INSERT INTO issue(source, code, loss, detail, byte_offset, line) VALUES (?, ?, ?, ?, ?, ?)",
                            id,
                            issue.code().name(),
                            issue.loss() ? 1 : 0,
                            issue.detail(),
                            issue.offset(),
                            issue.line());
                }
                for (Map.Entry<IssueCode, Long> count : commit.counts().entrySet()) {
                    update(
                            "INSERT INTO issue_count VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                            id,
                            count.getKey().name(),
                            count.getValue());
                }
                for (Duplicate duplicate : commit.duplicates()) {
                    Location other = duplicate.other();
                    update(
                            "INSERT INTO duplicate VALUES (?, ?, ?, ?, ?, ?)",
                            duplicate.source(),
                            duplicate.ordinal(),
                            other.source(),
                            other.offset(),
                            other.length(),
                            other.line());
                }
                for (long ordinal : commit.hidden()) {
                    update("INSERT OR IGNORE INTO hidden VALUES (?, ?)", id, ordinal);
                }
                for (MinedTemplate pattern : commit.patterns()) {
                    Bytes tokens = new Bytes(256);
                    pattern.write(tokens);
                    update(
                            "INSERT OR REPLACE INTO pattern VALUES (?, ?, ?)",
                            pattern.pattern,
                            pattern.leaf,
                            tokens.toArray());
                }
            });
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    private void put(StoredSource stored, int id) throws SQLException {
        Source source = stored.source();
        update(
                "INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                        + " ON CONFLICT(id) DO UPDATE SET format=excluded.format, charset=excluded.charset,"
                        + " zone=excluded.zone, clock_offset=excluded.clock_offset, state=excluded.state,"
                        + " bytes=excluded.bytes, sha256=excluded.sha256, head_bytes=excluded.head_bytes,"
                        + " head_sha256=excluded.head_sha256, prefix_sha256=excluded.prefix_sha256,"
                        + " calls=excluded.calls, ordinals=excluded.ordinals, hidden=excluded.hidden,"
                        + " rejected=excluded.rejected, reports=excluded.reports, skipped=excluded.skipped,"
                        + " first=excluded.first, last=excluded.last, last_line=excluded.last_line,"
                        + " last_record=excluded.last_record, last_offset=excluded.last_offset,"
                        + " last_length=excluded.last_length, reject_hash=excluded.reject_hash,"
                        + " import_nanos=excluded.import_nanos, file_modified=excluded.file_modified",
                id,
                source.path(),
                source.container(),
                source.format(),
                source.charset(),
                source.zone(),
                source.clockOffset(),
                source.service(),
                stored.copied() ? 1 : 0,
                source.state().name(),
                source.bytes(),
                source.sha256(),
                stored.headBytes(),
                stored.headHash(),
                stored.prefixHash(),
                stored.calls(),
                stored.ordinals(),
                stored.hidden(),
                source.rejected(),
                stored.reports(),
                source.skipped(),
                source.first(),
                source.last(),
                stored.lastLine(),
                stored.lastRecord().name(),
                stored.lastOffset(),
                stored.lastLength(),
                stored.rejectHash(),
                source.importNanos(),
                stored.fileModified());
    }

    void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    synchronized List<StoredSource> sources() throws IOException {
        List<StoredSource> sources = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM source ORDER BY id")) {
            while (row.next()) {
                sources.add(source(row));
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return sources;
    }

    private static StoredSource source(ResultSet row) throws SQLException {
        Source source = new Source(
                row.getInt("id"),
                row.getString("path"),
                row.getString("container"),
                row.getString("format"),
                row.getString("charset"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getLong("ordinals") - row.getLong("hidden"),
                row.getLong("rejected"),
                row.getLong("skipped"),
                row.getLong("first"),
                row.getLong("last"),
                row.getString("zone"),
                row.getLong("clock_offset"),
                row.getString("service"),
                Source.State.valueOf(row.getString("state")),
                row.getLong("import_nanos"));
        return new StoredSource(
                source,
                row.getInt("copied") == 1,
                row.getLong("head_bytes"),
                row.getString("head_sha256"),
                row.getString("prefix_sha256"),
                row.getLong("calls"),
                row.getLong("ordinals"),
                row.getLong("hidden"),
                row.getLong("reports"),
                row.getLong("last_line"),
                StoredSource.LastRecord.valueOf(row.getString("last_record")),
                row.getLong("last_offset"),
                row.getLong("last_length"),
                row.getString("reject_hash"),
                row.getLong("file_modified"));
    }

    /** A row of the table of segments. */
    record SegmentRow(int id, int source, long events, long bytes, long evidenceBytes) {}

    synchronized List<SegmentRow> segments() throws IOException {
        List<SegmentRow> segments = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, source, events, bytes, evidence_bytes FROM segment ORDER BY id")) {
            while (row.next()) {
                segments.add(
                        new SegmentRow(row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return segments;
    }

    /** Ordinals of hidden events by source. */
    synchronized Map<Integer, List<Long>> hidden() throws IOException {
        Map<Integer, List<Long>> hidden = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT source, ordinal FROM hidden ORDER BY source, ordinal")) {
            while (row.next()) {
                hidden.computeIfAbsent(row.getInt(1), key -> new ArrayList<>()).add(row.getLong(2));
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return hidden;
    }

    synchronized List<MinedTemplate> patterns() throws IOException {
        List<MinedTemplate> patterns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT leaf, tokens FROM pattern ORDER BY id")) {
            while (row.next()) {
                patterns.add(MinedTemplate.readMined(Bytes.view(row.getBytes(2)), row.getLong(1)));
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return patterns;
    }

    synchronized List<Issue> issues(int source, int limit) throws IOException {
        List<Issue> issues = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT code, loss, detail, byte_offset, line FROM issue WHERE source = ? ORDER BY id LIMIT ?")) {
            statement.setInt(1, source);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    issues.add(new Issue(
                            IssueCode.valueOf(row.getString(1)),
                            row.getInt(2) == 1,
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5)));
                }
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return issues;
    }

    synchronized Map<IssueCode, Long> issueCounts(int source) throws IOException {
        Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT code, count FROM issue_count WHERE source = ?")) {
            statement.setInt(1, source);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(IssueCode.valueOf(row.getString(1)), row.getLong(2));
                }
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return counts;
    }

    synchronized List<Location> duplicates(int source, long ordinal) throws IOException {
        List<Location> locations = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT other_source, other_offset, other_length, other_line FROM duplicate"
                        + " WHERE source = ? AND ordinal = ?")) {
            statement.setInt(1, source);
            statement.setLong(2, ordinal);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locations.add(new Location(row.getInt(1), row.getLong(2), row.getInt(3), row.getLong(4)));
                }
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
        return locations;
    }

    synchronized Optional<String> setting(String key) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT value FROM setting WHERE key = ?")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    synchronized void setting(String key, @Nullable String value) throws IOException {
        try {
            if (value == null) {
                update("DELETE FROM setting WHERE key = ?", key);
            } else {
                update("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value);
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    synchronized void clockOffset(int source, long nanos) throws IOException {
        try {
            update("UPDATE source SET clock_offset = ? WHERE id = ?", nanos, source);
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /** Adds a row that holds the hash of itself and of the one before. */
    synchronized void audit(Clock clock, String action, Map<String, String> details) throws IOException {
        try {
            transaction(() -> audit(clock.instant().toString(), action, details));
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    private void audit(String time, String action, Map<String, String> details) throws SQLException {
        String text = new TreeMap<>(details).toString();
        update(
                "INSERT INTO audit(time, action, details, hash) VALUES (?, ?, ?, ?)",
                time,
                action,
                text,
                chain(lastAuditHash(), time, action, text));
    }

    /** The whole audit trail, oldest first. */
    List<AuditEntry> auditTrail() throws IOException {
        List<AuditEntry> entries = new ArrayList<>();
        rows(
                "SELECT time, action, details, hash FROM audit ORDER BY id",
                row -> entries.add(
                        new AuditEntry(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
        return entries;
    }

    private String lastAuditHash() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    static String chain(String... parts) {
        var digest = EvidenceWriter.sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What is wrong with the catalogue itself, in words; nothing where it is sound. */
    synchronized List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                while (row.next()) {
                    if (!row.getString(1).equals("ok")) {
                        problems.add(file + ": " + row.getString(1));
                    }
                }
            }
            try (ResultSet row = statement.executeQuery("PRAGMA foreign_key_check")) {
                while (row.next()) {
                    problems.add(file + ": a row of " + row.getString(1) + " refers to nothing");
                }
            }
            String previous = "";
            try (ResultSet row =
                    statement.executeQuery("SELECT time, action, details, hash, id FROM audit ORDER BY id")) {
                while (row.next()) {
                    String hash = chain(previous, row.getString(1), row.getString(2), row.getString(3));
                    if (!hash.equals(row.getString(4))) {
                        problems.add(file + ": the audit trail was altered at row " + row.getLong(5));
                    }
                    previous = row.getString(4);
                }
            }
        } catch (SQLException failure) {
            problems.add(file + ": " + failure.getMessage());
        }
        return problems;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }
}
