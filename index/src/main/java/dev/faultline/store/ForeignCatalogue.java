package dev.faultline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Looks at a database that somebody else wrote, far enough to say what it is and no further: first its header's bytes,
 * then, without trusting its schema, whether it is sound and has a catalogue's tables. No row of it is read: a table may
 * be a view that never ends.
 */
public final class ForeignCatalogue {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int USER_VERSION = 60;
    private static final int STEPS = 1_000;
    private static final long NANOS = 3_000_000_000L;

    private ForeignCatalogue() {}

    /**
     * What is wrong.
     *
     * @param code {@code DB_CORRUPT}, {@code DB_SCHEMA} or {@code UNSUPPORTED_VERSION}
     */
    public record Problem(String code, String detail) {}

    /** What is wrong with this file, which belongs to us alone; nothing where it looks like a catalogue of this version. */
    public static Optional<Problem> problem(Path file) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER || !java.util.Arrays.equals(MAGIC, 0, MAGIC.length, header, 0, MAGIC.length)) {
            return Optional.of(new Problem("DB_CORRUPT", "it is no SQLite database"));
        }
        int version = ByteBuffer.wrap(header).getInt(USER_VERSION);
        if (version > CaseDatabase.VERSION || version < 0) {
            return Optional.of(new Problem(
                    "UNSUPPORTED_VERSION",
                    "it has the case format " + version + ", this version knows " + CaseDatabase.VERSION));
        }
        try (Connection connection = open(file)) {
            return inspect(connection);
        } catch (SQLException broken) {
            return Optional.of(new Problem("DB_CORRUPT", "it is damaged: " + broken.getMessage()));
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-2000");
        Connection connection = config.createConnection("jdbc:sqlite:"
                + file.toAbsolutePath().toUri().toString().replace("file:///", "file:/") + "?immutable=1");
        long deadline = System.nanoTime() + NANOS;
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() > deadline ? 1 : 0;
            }
        });
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
        }
        return connection;
    }

    private static Optional<Problem> inspect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!row.next() || !"ok".equals(row.getString(1))) {
                    return Optional.of(new Problem("DB_CORRUPT", "it is damaged: " + row.getString(1)));
                }
            }
            Set<String> kinds = new TreeSet<>();
            Set<String> names = new TreeSet<>();
            try (ResultSet row = statement.executeQuery("SELECT type, name FROM sqlite_schema LIMIT 200")) {
                while (row.next()) {
                    kinds.add(row.getString(1));
                    names.add(row.getString(2));
                }
            }
            boolean plain = Set.of("table", "index").containsAll(kinds);
            return plain && names.containsAll(Set.of("source", "segment", "audit"))
                    ? Optional.empty()
                    : Optional.of(new Problem("DB_SCHEMA", "its schema is not that of a case: " + kinds + " " + names));
        }
    }
}
