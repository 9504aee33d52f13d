package dev.faultline.store;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A case after one commit. */
final class CaseState implements CaseReader {
    /** Bytes of a record that are made into text at once: more than an importer takes for one, but for lines without end. */
    private static final int LONGEST_TEXT = 8 << 20;

    private final SourceTables tables;
    private final EvidenceReader evidence;
    private final TextIndexReader text;
    private final Map<Integer, StoredSource> stored = new TreeMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Long, Integer> blockIndexes = new HashMap<>();
    private final Map<Integer, List<EvidenceFrame>> frames = new HashMap<>();
    private final Map<Integer, List<StoredBlock>> blocksOfSource = new HashMap<>();
    private final BitSet uncovered = new BitSet();
    private final long events;
    private final @Nullable TimeRange range;

    CaseState(
            SourceTables tables,
            EvidenceReader evidence,
            TextIndexReader text,
            List<StoredSource> storedSources,
            Map<Segment, Integer> segments,
            Map<Integer, List<Long>> hidden) {
        this.tables = tables;
        this.evidence = evidence;
        this.text = text;
        for (StoredSource source : storedSources) {
            stored.put(source.source().id(), source);
            sources.add(source.source());
        }
        record Place(Segment segment, int number, Source source) {}
        List<Place> places = new ArrayList<>();
        segments.forEach((segment, source) -> {
            StoredSource owner = java.util.Objects.requireNonNull(stored.get(source));
            frames.computeIfAbsent(source, key -> new ArrayList<>()).addAll(segment.frames());
            for (int i = 0; i < segment.blocks().size(); i++) {
                places.add(new Place(segment, i, owner.source()));
            }
        });
        frames.values().forEach(list -> list.sort(Comparator.comparingLong(EvidenceFrame::offset)));
        places.sort(Comparator.<Place>comparingLong(
                        place -> place.segment().blocks().get(place.number()).minTime()
                                + place.source().clockOffset())
                .thenComparingInt(place -> place.source().id())
                .thenComparingInt(place -> place.segment().number())
                .thenComparingInt(Place::number));
        long first = Long.MAX_VALUE;
        long firstDated = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Place place : places) {
            StoredBlock block = add(place.segment(), place.number(), place.source(), hidden);
            BlockSummary summary = block.summary();
            if (summary.firstTimed() <= summary.lastTimed()) {
                first = Math.min(first, summary.firstTimed() + place.source().clockOffset());
                last = Math.max(last, summary.lastTimed() + place.source().clockOffset());
                firstDated = Math.min(firstDated, firstDated(block));
            }
        }
        events = sources.stream().mapToLong(Source::events).sum();
        long from = firstDated == Long.MAX_VALUE ? first : firstDated;
        range = first > last ? null : new TimeRange(from, last == Long.MAX_VALUE ? last : last + 1);
    }

    private static long firstDated(StoredBlock block) {
        BlockSummary summary = block.summary();
        long offset = block.source().clockOffset();
        if (summary.firstTimed() + offset >= Timestamps.FIRST_DATED) {
            return summary.firstTimed() + offset;
        }
        long first = Long.MAX_VALUE;
        if (summary.lastTimed() + offset >= Timestamps.FIRST_DATED) {
            for (int row = 0; row < block.size(); row++) {
                long time = block.time(row);
                first = time >= Timestamps.FIRST_DATED ? Math.min(first, time) : first;
            }
        }
        return first;
    }

    private StoredBlock add(Segment segment, int number, Source source, Map<Integer, List<Long>> hidden) {
        int index = blocks.size();
        SourceTextReader reader = new SourceTextReader(source);
        StoredBlock block = new StoredBlock(segment, number, index, source, reader, null);
        long[] mask = mask(block, hidden.getOrDefault(source.id(), List.of()));
        if (mask != null) {
            block = new StoredBlock(segment, number, index, source, reader, mask);
        }
        blocks.add(block);
        blocksOfSource.computeIfAbsent(source.id(), key -> new ArrayList<>()).add(block);
        blockIndexes.put(TextIndexWriter.key(segment.number(), number), index);
        if (segment.number() > text.covered()) {
            uncovered.set(index);
        }
        return block;
    }

    private static long @Nullable [] mask(StoredBlock block, List<Long> ordinals) {
        long[] mask = null;
        for (long ordinal : ordinals) {
            long first = block.summary().firstOrdinal();
            if (ordinal < first || ordinal >= first + block.size()) {
                continue;
            }
            for (int row = 0; row < block.size(); row++) {
                if (block.ordinal(row) == ordinal) {
                    mask = mask == null ? new long[(block.size() + 63) / 64] : mask;
                    mask[row >> 6] |= 1L << row;
                }
            }
        }
        return mask;
    }

    /** Reads records of a source as UTF-8; neighbouring ones come from the same frame. */
    private final class SourceTextReader implements StoredBlock.SourceText {
        private final Source source;

        SourceTextReader(Source source) {
            this.source = source;
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            return decoded(source.id(), offset, length);
        }

        @Override
        public StoredBlock.@Nullable ShelfOfSource shelf() {
            StoredSource of = java.util.Objects.requireNonNull(stored.get(source.id()));
            if (!isText(of.source().charset())) {
                return null;
            }
            FrameShelf.Stretches stretches = of.copied()
                    ? new EvidenceReader.Frames(evidence, frames(source.id()))
                    : new OriginalFiles.Stretches(evidence.originals(), of);
            return new BorrowedShelf(evidence, evidence.borrowShelf(stretches));
        }
    }

    private record BorrowedShelf(EvidenceReader evidence, FrameShelf shelf) implements StoredBlock.ShelfOfSource {
        @Override
        public boolean find(long offset, int length) throws IOException {
            return shelf.find(offset, length);
        }

        @Override
        public byte[] bytes() {
            return shelf.bytes;
        }

        @Override
        public int from() {
            return shelf.from;
        }

        @Override
        public void close() {
            evidence.giveBack(shelf);
        }
    }

    /** Whether a source's bytes are its text as they are. */
    private static boolean isText(String charset) {
        return charset.equals("UTF-8") || charset.equals("binary");
    }

    private byte[] decoded(int source, long offset, int length) throws IOException {
        byte[] bytes = raw(source, offset, length);
        String charset =
                java.util.Objects.requireNonNull(stored.get(source)).source().charset();
        return isText(charset) ? bytes : new String(bytes, Charset.forName(charset)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Source> sources() {
        return Collections.unmodifiableList(sources);
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public Optional<TimeRange> range() {
        return Optional.ofNullable(range);
    }

    @Override
    public List<Block> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    List<StoredBlock> storedBlocks(int source) {
        return blocksOfSource.getOrDefault(source, List.of());
    }

    List<EvidenceFrame> frames(int source) {
        return frames.getOrDefault(source, List.of());
    }

    Map<Integer, StoredSource> stored() {
        return stored;
    }

    TextIndexReader textIndex() {
        return text;
    }

    @Override
    public Optional<Event> event(EventId id) throws IOException {
        for (StoredBlock block : storedBlocks(id.source())) {
            long first = block.summary().firstOrdinal();
            if (id.ordinal() >= first && id.ordinal() < first + block.size()) {
                for (int row = 0; row < block.size(); row++) {
                    if (block.ordinal(row) == id.ordinal()) {
                        return Optional.of(block.event(row));
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public byte[] raw(int source, long offset, int length) throws IOException {
        StoredSource of = stored.get(source);
        if (of == null || length == 0) {
            return new byte[0];
        }
        return of.copied()
                ? evidence.read(frames(source), offset, length)
                : evidence.originals().read(of, offset, length);
    }

    @Override
    public String text(Location location) throws IOException {
        int shown = Math.min(location.length(), LONGEST_TEXT);
        String text = new String(decoded(location.source(), location.offset(), shown), StandardCharsets.UTF_8);
        return shown == location.length()
                ? text
                : text + "\n[the record goes on: " + (location.length() - (long) shown) + " of its " + location.length()
                        + " bytes are not shown]";
    }

    @Override
    public List<Location> otherLocations(EventId id) throws IOException {
        return tables.duplicates(id.source(), id.ordinal());
    }

    @Override
    public List<Issue> issues(int source, int limit) throws IOException {
        return tables.issues(source, limit);
    }

    @Override
    public Map<IssueCode, Long> issueCounts(int source) throws IOException {
        return tables.issueCounts(source);
    }

    @Override
    public BitSet blocksWithPrefix(String prefix) throws IOException {
        BitSet found = (BitSet) uncovered.clone();
        text.prefix(prefix, blockIndexes, found);
        return found;
    }

    @Override
    public BitSet blocksWithWord(String word) throws IOException {
        BitSet found = (BitSet) uncovered.clone();
        text.word(word, blockIndexes, found);
        return found;
    }

    @Override
    public BitSet blocksWithSimilarWord(String word, int edits) throws IOException {
        BitSet found = (BitSet) uncovered.clone();
        text.similar(word, edits, blockIndexes, found);
        return found;
    }
}
