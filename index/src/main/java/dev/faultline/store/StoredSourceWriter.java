package dev.faultline.store;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one source into a case, segment by segment. */
final class StoredSourceWriter implements SourceWriter {
    /** The first segment of a source comes soon: somebody is waiting to see events. Each one after it takes its time. */
    private static final long FIRST_SEGMENT_NANOS = 400_000_000L;

    private static final long SEGMENT_NANOS = 8_000_000_000L;

    private static final int SEGMENT_BYTES = 24 << 20;
    private static final int MOST_ISSUES = 10_000;

    private final Case target;
    private final StoredSource begun;
    private final boolean grown;
    private final EventDraft draft = new EventDraft();
    private final TemplateMiner miner;
    private final SegmentDictionaries dictionaries = new SegmentDictionaries();
    private BlockBuilder block;
    private final SegmentBlocks finished;
    private final EvidenceWriter evidence;
    private final List<SourceTables.Duplicate> duplicates = new ArrayList<>();
    private final List<Long> hiding = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
    private final long started = System.nanoTime();
    private int number;
    private long segmentStarted = started;
    private long patience = FIRST_SEGMENT_NANOS;
    private boolean prefixChecked;

    // What this run has seen, held rows and new ones alike.
    private long calls;
    private long rejects;
    private long reports;
    private long lastTime = Long.MIN_VALUE;

    // What the case holds after the next commit.
    private long ordinals;
    private long hidden;
    private long rejected;
    private long skipped;
    private long keptReports;
    private long keptIssues;
    private long first;
    private long last;
    private long lastLine;
    private StoredSource.LastRecord lastRecord;
    private long lastOffset;
    private long lastLength;
    private String rejectHash;
    private boolean closed;

    StoredSourceWriter(Case target, StoredSource begun, boolean grown, TemplateMiner miner) {
        this(
                target,
                begun,
                grown,
                miner,
                new EvidenceWriter(
                        begun.copied(), begun.source().bytes(), begun.source().bytes()));
    }

    /** Goes on with a source that was read to its end: what comes before its last records is not given again. */
    StoredSourceWriter(Case target, StoredSource begun, TemplateMiner miner, AppendPoint point) {
        this(
                target,
                begun,
                true,
                miner,
                new EvidenceWriter(begun.copied(), begun.source().bytes(), point.hashed()));
        calls = begun.calls() - point.calls();
        rejects = begun.source().rejected() - point.rejects();
        reports = begun.reports();
        lastTime = point.lastTime();
    }

    private StoredSourceWriter(
            Case target, StoredSource begun, boolean grown, TemplateMiner miner, EvidenceWriter evidence) {
        this.target = target;
        this.begun = begun;
        this.grown = grown;
        this.miner = miner;
        this.block = new BlockBuilder(miner, dictionaries);
        this.finished = new SegmentBlocks(target.textIndex(), () -> new BlockBuilder(miner, dictionaries));
        Source source = begun.source();
        ordinals = begun.ordinals();
        hidden = begun.hidden();
        rejected = source.rejected();
        skipped = source.skipped();
        keptReports = begun.reports();
        first = source.first();
        last = source.last();
        lastLine = begun.lastLine();
        lastRecord = begun.lastRecord();
        lastOffset = begun.lastOffset();
        lastLength = begun.lastLength();
        rejectHash = begun.rejectHash();
        this.evidence = evidence;
        beginSegment();
    }

    private void beginSegment() {
        number = target.nextSegment();
        evidence.begin(target.folder(number), number);
        dictionaries.begin(number);
        finished.begin(number);
        duplicates.clear();
        hiding.clear();
        issues.clear();
        counts.clear();
        segmentStarted = System.nanoTime();
    }

    @Override
    public int source() {
        return begun.source().id();
    }

    @Override
    public void evidence(byte[] buffer, int from, int to) throws IOException {
        evidence.write(buffer, from, to);
    }

    @Override
    public EventDraft draft() {
        return draft.clear();
    }

    /** How many calls of a kind the case holds from before; of a source that grew, its last record is looked at anew. */
    private long held(long all, boolean isLast) {
        return grown && isLast ? all - 1 : all;
    }

    @Override
    public void accept() {
        long sortTime = sortTime();
        boolean wasEvent = begun.lastRecord() == StoredSource.LastRecord.EVENT;
        boolean wasCall = wasEvent || begun.lastRecord() == StoredSource.LastRecord.SKIPPED;
        calls++;
        if (calls <= held(begun.calls(), wasCall)) {
            return;
        }
        if (calls <= begun.calls() && sameAsLast()) {
            return;
        }
        supersedeLast();
        if (draft.kind == Kind.SPAN && draft.hasSpanId && draft.hasTraceId && isDuplicate()) {
            return;
        }
        block.add(draft, ordinals, sortTime);
        ordinals++;
        if (draft.hasTime()) {
            first = Math.min(first, draft.time);
            last = Math.max(last, draft.time);
        }
        seen(StoredSource.LastRecord.EVENT, draft.offset, draft.length, draft.line);
        if (block.isFull()) {
            finishBlock();
        }
    }

    /** Events without a time stand with the one before them. */
    private long sortTime() {
        if (draft.timeQuality != TimeQuality.NONE) {
            lastTime = draft.time;
        }
        return lastTime == Long.MIN_VALUE ? 0 : lastTime;
    }

    private boolean sameAsLast() {
        return draft.offset == begun.lastOffset() && draft.length == begun.lastLength();
    }

    /** The last record of a log that grew goes on in its tail: what it was is not shown any more. */
    private void supersedeLast() {
        if (!grown || calls + rejects != begun.calls() + begun.source().rejected() || begun.calls() == 0) {
            return;
        }
        if (begun.lastRecord() == StoredSource.LastRecord.EVENT) {
            hiding.add(begun.ordinals() - 1);
            hidden++;
        } else if (begun.lastRecord() == StoredSource.LastRecord.REJECTED) {
            rejected--;
        }
    }

    private boolean isDuplicate() {
        long known;
        try {
            known = target.spans().putIfAbsent(draft, SpanIdentities.event(source(), ordinals));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (known < 0) {
            return false;
        }
        skipped++;
        duplicates.add(new SourceTables.Duplicate(
                SpanIdentities.source(known),
                SpanIdentities.ordinal(known),
                new Location(source(), draft.offset, draft.length, draft.line)));
        seen(StoredSource.LastRecord.SKIPPED, draft.offset, draft.length, draft.line);
        commitIfDue();
        return true;
    }

    private void seen(StoredSource.LastRecord what, long offset, long length, long line) {
        lastRecord = what;
        lastOffset = offset;
        lastLength = length;
        lastLine = Math.max(lastLine, line);
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        boolean wasReject = begun.lastRecord() == StoredSource.LastRecord.REJECTED;
        rejects++;
        if (rejects <= held(begun.source().rejected(), wasReject)) {
            return;
        }
        if (rejects <= begun.source().rejected() && offset == begun.lastOffset() && length == begun.lastLength()) {
            return;
        }
        supersedeLast();
        rejected++;
        rejectHash = CaseDatabase.chain(rejectHash, code.name(), Long.toString(offset), Long.toString(length));
        seen(StoredSource.LastRecord.REJECTED, offset, length, line);
        issue(new Issue(code, true, detail, offset, line));
        commitIfDue();
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        reports++;
        if (reports > begun.reports()) {
            keptReports++;
            issue(new Issue(code, false, detail, offset, line));
        }
    }

    private void issue(Issue issue) {
        counts.merge(issue.code(), 1L, Long::sum);
        if (keptIssues++ < MOST_ISSUES) {
            issues.add(issue);
        }
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    private void finishBlock() {
        try {
            block = finished.add(block);
        } catch (IOException failure) {
            throw new UncheckedIOException(CaseFolder.withSpace(target.folder(), failure));
        }
        commitIfDue();
    }

    private void commitIfDue() {
        boolean due = finished.size() > SEGMENT_BYTES
                || dictionaries.isFull()
                || System.nanoTime() - segmentStarted > patience;
        if (due) {
            patience = Math.min(SEGMENT_NANOS, patience * 2);
            try {
                commit(Source.State.PARTIAL, false);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Evidence first, then the events, then the row that makes both part of the case. */
    private Source commit(Source.State state, boolean end) throws IOException {
        finished.end(block);
        List<BlockSummary> blocks = finished.summaries();
        List<EvidenceFrame> frames = evidence.flush();
        checkPrefix();
        boolean something = !blocks.isEmpty() || !frames.isEmpty();
        long bytes = 0;
        if (something) {
            bytes = writeSegment(finished.bytes(), blocks, frames);
        }
        long evidenceBytes = frames.stream().mapToLong(EvidenceFrame::packed).sum();
        long events = blocks.stream().mapToLong(BlockSummary::rows).sum();
        StoredSource now = now(state, end);
        target.commit(
                new SourceTables.Commit(
                        now,
                        something ? number : 0,
                        events,
                        bytes,
                        evidenceBytes,
                        List.copyOf(issues),
                        Map.copyOf(counts),
                        List.copyOf(duplicates),
                        List.copyOf(hiding),
                        miner.takeChanged()),
                end);
        if (!end) {
            beginSegment();
        }
        return now.source();
    }

    /** What is passed over must be what the case holds: the hash of the prefix says so. */
    private void checkPrefix() throws IOException {
        String before = begun.prefixHash();
        if (prefixChecked
                || before == null
                || evidence.received() < begun.source().bytes()) {
            return;
        }
        if (!before.equals(evidence.prefixHash())) {
            throw new IOException(begun.source().path()
                    + " is not what it was when its import began; remove it from the case and import it again");
        }
        prefixChecked = true;
    }

    private long writeSegment(Bytes segment, List<BlockSummary> blocks, List<EvidenceFrame> frames) throws IOException {
        int dictionaryAt = segment.size;
        Bytes plain = new Bytes(1 << 16);
        dictionaries.write(plain);
        BlockBuilder.packed(segment, plain);
        int directoryAt = segment.size;
        segment.i32(blocks.size());
        blocks.forEach(summary -> summary.write(segment));
        segment.i32(frames.size());
        frames.forEach(frame -> frame.write(segment));
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(segment.data, dictionaryAt, segment.size - dictionaryAt);
        segment.i32(dictionaryAt);
        segment.i32(directoryAt);
        segment.i32((int) crc.getValue());
        segment.i32(Segment.MAGIC);
        target.writeSegment(number, segment, !frames.isEmpty());
        return segment.size;
    }

    private StoredSource now(Source.State state, boolean end) {
        Source source = begun.source();
        long bytes = Math.max(evidence.received(), source.bytes());
        boolean behind = evidence.received() < source.bytes();
        @Nullable String prefix = behind ? begun.prefixHash() : evidence.hash();
        Source now = new Source(
                source.id(),
                source.path(),
                source.container(),
                source.format(),
                source.charset(),
                bytes,
                state == Source.State.COMPLETE ? prefix : null,
                ordinals - hidden,
                rejected,
                skipped,
                first,
                last,
                source.zone(),
                source.clockOffset(),
                source.service(),
                state,
                source.importNanos() + (end ? System.nanoTime() - started : 0));
        return new StoredSource(
                now,
                begun.copied(),
                begun.headBytes(),
                begun.headHash(),
                prefix,
                Math.max(calls, begun.calls()),
                ordinals,
                hidden,
                keptReports,
                lastLine,
                lastRecord,
                lastOffset,
                lastLength,
                rejectHash,
                begun.fileModified());
    }

    @Override
    public Source finish() throws IOException {
        return end(Source.State.COMPLETE);
    }

    @Override
    public Source cancel() throws IOException {
        return end(Source.State.CANCELLED);
    }

    private Source end(Source.State state) throws IOException {
        try {
            return commit(state, true);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            finished.close();
            evidence.close();
            target.released();
        }
    }
}
