package dev.faultline.store;

import dev.faultline.model.Event;
import dev.faultline.model.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/** Reads a whole case and compares everything with its hashes. */
final class IntegrityCheck {
    private static final int MOST_PROBLEMS = 100;

    private final CaseFolder folder;
    private final CaseDatabase database;
    private final EvidenceReader evidence;
    private final CaseState state;
    private final List<String> problems = new ArrayList<>();
    private final MessageDigest digest = EvidenceWriter.sha256();
    private long records;
    private long duplicates;
    private long indexed;

    IntegrityCheck(
            CaseFolder folder, CaseDatabase database, EvidenceReader evidence, CaseState state, List<String> known) {
        problems.addAll(known);
        this.folder = folder;
        this.database = database;
        this.evidence = evidence;
        this.state = state;
    }

    Integrity run() throws IOException {
        problems.addAll(database.problems());
        checkSegmentFiles();
        List<StoredSource> ordered = new ArrayList<>(state.stored().values());
        // By content, so that the order of import does not matter.
        ordered.sort(Comparator.comparing(
                        (StoredSource source) -> String.valueOf(source.source().sha256()))
                .thenComparing(source -> source.source().path())
                .thenComparing(source -> source.source().id()));
        long rejected = 0;
        long lastLine = 0;
        for (StoredSource source : ordered) {
            check(source);
            rejected += source.source().rejected();
            lastLine = Math.max(lastLine, source.lastLine());
        }
        if (records != state.events()) {
            problem(
                    folder.database(),
                    "the catalogue counts " + state.events() + " events, the blocks hold " + records);
        }
        boolean textOk = checkText();
        return new Integrity(
                problems.isEmpty(),
                textOk,
                records,
                records - duplicates,
                rejected,
                lastLine,
                indexed,
                duplicates,
                HexFormat.of().formatHex(digest.digest()),
                problems);
    }

    private void problem(Path file, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(file + ": " + what);
        }
    }

    private void checkSegmentFiles() throws IOException {
        for (SourceTables.SegmentRow row : new SourceTables(database).segments()) {
            Path file = folder.segment(row.id());
            if (!Files.exists(file) || Files.size(file) != row.bytes()) {
                problem(file, "is not as long as the catalogue says");
            }
            Path kept = folder.evidence(row.id());
            if (row.evidenceBytes() > 0 && (!Files.exists(kept) || Files.size(kept) != row.evidenceBytes())) {
                problem(kept, "is not as long as the catalogue says");
            }
        }
    }

    private void check(StoredSource source) throws IOException {
        checkOriginal(source);
        text(source.source().path());
        text(String.valueOf(source.source().sha256()));
        text(source.rejectHash());
        number(source.source().rejected());
        List<StoredBlock> blocks =
                new ArrayList<>(state.storedBlocks(source.source().id()));
        blocks.sort(Comparator.comparingLong(block -> block.summary().firstOrdinal()));
        long previous = -1;
        for (StoredBlock block : blocks) {
            Segment segment = block.file();
            if (!segment.isSound(block.summary())) {
                problem(folder.segment(segment.number()), "block " + block.number() + " does not match its checksum");
                continue;
            }
            try {
                previous = check(block, previous);
            } catch (IOException | RuntimeException unreadable) {
                problem(folder.segment(segment.number()), "block " + block.number() + ": " + unreadable.getMessage());
            }
        }
    }

    /** Digests the rows in the order of the source, so that cuts between blocks do not matter. */
    private long check(StoredBlock block, long before) throws IOException {
        Integer[] rows = new Integer[block.size()];
        Arrays.setAll(rows, row -> row);
        Arrays.sort(rows, Comparator.comparingLong(block::ordinal));
        long previous = before;
        for (int row : rows) {
            if (block.ordinal(row) <= previous) {
                duplicates++;
            }
            previous = block.ordinal(row);
            boolean shown = block.hidden() == null || (block.hidden()[row >> 6] >>> row & 1) == 0;
            if (shown) {
                records++;
                indexed += block.segment() <= state.textIndex().covered() ? 1 : 0;
                digest(block.event(row), block.source());
            }
        }
        return previous;
    }

    private void digest(Event event, Source source) {
        number(event.location().offset());
        number(event.location().length());
        number(event.location().line());
        number(event.hasTime() ? event.time() - source.clockOffset() : 0);
        number(event.timeQuality().ordinal());
        number(event.duration());
        number(event.kind().ordinal());
        number(event.severityNumber());
        text(String.valueOf(event.service()));
        text(String.valueOf(event.name()));
        text(event.message());
        text(event.traceId() + " " + event.spanId() + " " + event.parentId());
        text(event.thread() + "\n" + event.logger());
        text(
                event.exception() == null
                        ? ""
                        : event.exception().type() + event.exception().frames().size());
        event.attributes().forEach((key, value) -> text(key + "=" + value));
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void number(long value) {
        for (int i = 0; i < 8; i++) {
            digest.update((byte) (value >> 8 * i));
        }
    }

    private void checkOriginal(StoredSource source) {
        MessageDigest hash = EvidenceWriter.sha256();
        try {
            long position = source.copied() ? hashFrames(source, hash) : hashFile(source, hash);
            String expected = source.prefixHash();
            String found = HexFormat.of().formatHex(hash.digest());
            if (position != source.source().bytes() || expected != null && !expected.equals(found)) {
                problem(
                        Path.of(source.source().path()),
                        "the original bytes of source " + source.source().id() + " do not match their SHA-256");
            }
        } catch (IOException | RuntimeException damaged) {
            problem(folder.evidence(), String.valueOf(damaged.getMessage()));
        }
    }

    private long hashFrames(StoredSource source, MessageDigest hash) throws IOException {
        long position = 0;
        for (EvidenceFrame frame : state.frames(source.source().id())) {
            if (frame.offset() != position) {
                throw new CaseFormatException(
                        folder.evidence(frame.segment()) + ": original bytes are missing before " + frame.offset());
            }
            hash.update(evidence.load(frame));
            position += frame.length();
        }
        return position;
    }

    private long hashFile(StoredSource source, MessageDigest hash) throws IOException {
        long position = 0;
        while (position < source.source().bytes()) {
            int part = (int) Math.min(1 << 20, source.source().bytes() - position);
            byte[] bytes = evidence.originals().read(source, position, part);
            hash.update(bytes);
            position += bytes.length;
        }
        return position;
    }

    private boolean checkText() {
        if (state.blocks().isEmpty()) {
            return true;
        }
        try (Directory directory = new MMapDirectory(folder.text())) {
            if (!DirectoryReader.indexExists(directory)) {
                return false;
            }
            try (CheckIndex check = new CheckIndex(
                    directory, org.apache.lucene.store.NoLockFactory.INSTANCE.obtainLock(directory, "check"))) {
                check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_CHECKSUM_CHECKS);
                return check.checkIndex().clean;
            }
        } catch (IOException | RuntimeException damaged) {
            problem(folder.text(), String.valueOf(damaged.getMessage()));
            return false;
        }
    }
}
