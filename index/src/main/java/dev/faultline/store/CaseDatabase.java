package dev.faultline.store;

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
    static final int VERSION = 3;

    private final Path file;
    private final Connection connection;

    private CaseDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

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

    /** Gives the rows of a question to the visitor. */
    synchronized void rows(String sql, RowVisitor visitor, Object... parameters) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    visitor.visit(row);
                }
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /** Runs statements that succeed or fail together. */
    synchronized void write(Work work) throws IOException {
        try {
            transaction(work);
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /** Changes rows and adds what was done to the audit trail, both or neither. */
    synchronized void change(String action, Work work, Supplier<Map<String, String>> details) throws IOException {
        write(() -> {
            work.run();
            audit(Clock.systemUTC().instant().toString(), action, details.get());
        });
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

    synchronized Optional<String> setting(String key) throws IOException {
        List<String> values = new ArrayList<>(1);
        rows("SELECT value FROM setting WHERE key = ?", row -> values.add(row.getString(1)), key);
        return values.stream().findFirst();
    }

    synchronized void setting(String key, @Nullable String value) throws IOException {
        write(() -> {
            if (value == null) {
                update("DELETE FROM setting WHERE key = ?", key);
            } else {
                update("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value);
            }
        });
    }

    /** Adds a row that holds the hash of itself and of the one before. */
    synchronized void audit(Clock clock, String action, Map<String, String> details) throws IOException {
        write(() -> audit(clock.instant().toString(), action, details));
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
