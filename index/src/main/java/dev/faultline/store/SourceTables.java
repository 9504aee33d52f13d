package dev.faultline.store;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the catalogue about what was imported: sources, their segments, what is wrong with them, their patterns. */
final class SourceTables {
    private final CaseDatabase database;

    SourceTables(CaseDatabase database) {
        this.database = database;
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

    /** A row of the table of segments. */
    record SegmentRow(int id, int source, long events, long bytes, long evidenceBytes) {}

    /** Gives a source its id, and keeps it as partial. */
    int add(StoredSource source) throws IOException {
        int[] id = new int[1];
        database.write(() -> {
            id[0] = (int) database.number("SELECT coalesce(max(id), 0) + 1 FROM source");
            put(source, id[0]);
        });
        return id[0];
    }

    /** Makes a segment part of the case. */
    void commit(Commit commit) throws IOException {
        database.write(() -> {
            int id = commit.source().source().id();
            put(commit.source(), id);
            if (commit.segment() > 0) {
                database.update(
                        "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
                        commit.segment(),
                        id,
                        commit.events(),
                        commit.bytes(),
                        commit.evidenceBytes());
            }
            for (Issue issue : commit.issues()) {
                database.update(
                        "INSERT INTO issue(source, code, loss, detail, byte_offset, line) VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        issue.code().name(),
                        issue.loss() ? 1 : 0,
                        issue.detail(),
                        issue.offset(),
                        issue.line());
            }
            for (Map.Entry<IssueCode, Long> count : commit.counts().entrySet()) {
                database.update(
                        "INSERT INTO issue_count VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                        id,
                        count.getKey().name(),
                        count.getValue());
            }
            for (Duplicate duplicate : commit.duplicates()) {
                Location other = duplicate.other();
                database.update(
                        "INSERT INTO duplicate VALUES (?, ?, ?, ?, ?, ?)",
                        duplicate.source(),
                        duplicate.ordinal(),
                        other.source(),
                        other.offset(),
                        other.length(),
                        other.line());
            }
            for (long ordinal : commit.hidden()) {
                database.update("INSERT OR IGNORE INTO hidden VALUES (?, ?)", id, ordinal);
            }
            for (MinedTemplate pattern : commit.patterns()) {
                Bytes tokens = new Bytes(256);
                pattern.write(tokens);
                database.update(
                        "INSERT OR REPLACE INTO pattern VALUES (?, ?, ?)",
                        pattern.pattern,
                        pattern.leaf,
                        tokens.toArray());
            }
        });
    }

    private void put(StoredSource stored, int id) throws SQLException {
        Source source = stored.source();
        database.update(
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

    List<StoredSource> sources() throws IOException {
        List<StoredSource> sources = new ArrayList<>();
        database.rows("SELECT * FROM source ORDER BY id", row -> sources.add(source(row)));
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

    List<SegmentRow> segments() throws IOException {
        List<SegmentRow> segments = new ArrayList<>();
        database.rows(
                "SELECT id, source, events, bytes, evidence_bytes FROM segment ORDER BY id",
                row -> segments.add(
                        new SegmentRow(row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5))));
        return segments;
    }

    /** Ordinals of hidden events by source. */
    Map<Integer, List<Long>> hidden() throws IOException {
        Map<Integer, List<Long>> hidden = new TreeMap<>();
        database.rows("SELECT source, ordinal FROM hidden ORDER BY source, ordinal", row -> hidden.computeIfAbsent(
                        row.getInt(1), key -> new ArrayList<>())
                .add(row.getLong(2)));
        return hidden;
    }

    List<MinedTemplate> patterns() throws IOException {
        List<MinedTemplate> patterns = new ArrayList<>();
        database.rows(
                "SELECT leaf, tokens FROM pattern ORDER BY id",
                row -> patterns.add(MinedTemplate.readMined(Bytes.view(row.getBytes(2)), row.getLong(1))));
        return patterns;
    }

    List<Issue> issues(int source, int limit) throws IOException {
        List<Issue> issues = new ArrayList<>();
        database.rows(
                "SELECT code, loss, detail, byte_offset, line FROM issue WHERE source = ? ORDER BY id LIMIT ?",
                row -> issues.add(new Issue(
                        IssueCode.valueOf(row.getString(1)),
                        row.getInt(2) == 1,
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5))),
                source,
                limit);
        return issues;
    }

    Map<IssueCode, Long> issueCounts(int source) throws IOException {
        Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
        database.rows(
                "SELECT code, count FROM issue_count WHERE source = ?",
                row -> counts.put(IssueCode.valueOf(row.getString(1)), row.getLong(2)),
                source);
        return counts;
    }

    List<Location> duplicates(int source, long ordinal) throws IOException {
        List<Location> locations = new ArrayList<>();
        database.rows(
                "SELECT other_source, other_offset, other_length, other_line FROM duplicate"
                        + " WHERE source = ? AND ordinal = ?",
                row -> locations.add(new Location(row.getInt(1), row.getLong(2), row.getInt(3), row.getLong(4))),
                source,
                ordinal);
        return locations;
    }

    void clockOffset(int source, long nanos) throws IOException {
        database.write(() -> database.update("UPDATE source SET clock_offset = ? WHERE id = ?", nanos, source));
    }
}
