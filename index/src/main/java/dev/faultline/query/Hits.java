package dev.faultline.query;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, in the order of time, then source, then place in the source. Nothing is loaded until it is asked
 * for. Safe for use by many threads.
 */
public final class Hits {
    private final CaseReader reader;
    private final List<Block> blocks;
    private final BlockRows rows;
    private final long count;
    private volatile @Nullable HitPlaces places;

    Hits(CaseReader reader, BlockRows rows) {
        this.reader = reader;
        this.blocks = reader.blocks();
        this.rows = rows;
        long sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            sum += rows.count(i);
        }
        this.count = sum;
    }

    private HitPlaces places() {
        HitPlaces known = places;
        if (known == null) {
            known = new HitPlaces(blocks, rows);
            places = known;
        }
        return known;
    }

    BlockRows found() {
        return rows;
    }

    /** The state of the case that was searched. */
    public CaseReader reader() {
        return reader;
    }

    /** How many there are. Exact. */
    public long count() {
        return count;
    }

    /** Takes a found row. */
    public interface RowVisitor {
        void visit(Block block, int row) throws IOException;
    }

    /**
     * Gives every hit to the visitor: block after block in the order of their earliest times, within a block in the order
     * of time. Nothing is unpacked.
     *
     * @throws CancellationException where {@code cancelled} says so
     */
    public void forEach(BooleanSupplier cancelled, RowVisitor visitor) throws IOException {
        forEach(cancelled, block -> true, visitor);
    }

    /** As {@link #forEach(BooleanSupplier, RowVisitor)}, without the blocks that are not wanted: their rows are not looked at. */
    public void forEach(BooleanSupplier cancelled, Predicate<Block> wanted, RowVisitor visitor) throws IOException {
        for (int i = 0; i < rows.size(); i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the walk was cancelled");
            }
            Block block = blocks.get(i);
            long[] found = wanted.test(block) ? rows.get(i) : null;
            for (int row = found == null ? -1 : nextBit(found, 0);
                    found != null && row >= 0;
                    row = nextBit(found, row + 1)) {
                visitor.visit(block, row);
            }
        }
    }

    int blockCount() {
        return rows.size();
    }

    Block block(int index) {
        return blocks.get(index);
    }

    /** The found rows of a block; null for none. */
    long @Nullable [] rows(int block) {
        return rows.get(block);
    }

    /** Whether every row of the block was found. */
    boolean isWhole(int block) {
        return rows.count(block) == blocks.get(block).size();
    }

    int count(int block) {
        return rows.count(block);
    }

    /** Up to {@code size} hits from this position, which counts from 0; fewer at the end. */
    public List<Event> page(long position, int size) throws IOException {
        List<Event> events = new ArrayList<>(Math.min(size, 10_000));
        Walk walk = walk(position, size);
        while (walk.hasNext()) {
            Cursor at = walk.next();
            events.add(at.block.event(at.row));
            walk.advance(at);
        }
        return events;
    }

    /** The names of the same page, without unpacking the events. */
    public List<EventId> ids(long position, int size) throws IOException {
        List<EventId> ids = new ArrayList<>(Math.min(size, 10_000));
        Walk walk = walk(position, size);
        while (walk.hasNext()) {
            Cursor at = walk.next();
            ids.add(new EventId(at.block.source().id(), at.block.ordinal(at.row)));
            walk.advance(at);
        }
        return ids;
    }

    /** How many hits are earlier than this time: the position of the first one at or after it. */
    public long positionAt(long nanos) {
        return places().before(nanos);
    }

    /** Where this event stands among the hits; nothing where it is none. */
    public OptionalLong position(EventId id) throws IOException {
        for (int i = 0; i < rows.size(); i++) {
            Block block = blocks.get(i);
            long inside = id.ordinal() - block.firstOrdinal();
            if (block.source().id() != id.source() || inside < 0 || inside >= block.size()) {
                continue;
            }
            long[] found = rows.get(i);
            for (int row = found == null ? -1 : nextBit(found, 0);
                    found != null && row >= 0;
                    row = nextBit(found, row + 1)) {
                if (block.ordinal(row) == id.ordinal()) {
                    return OptionalLong.of(rank(block.time(row), id));
                }
            }
        }
        return OptionalLong.empty();
    }

    /** How many hits come before an event of this time and name. */
    private long rank(long time, EventId id) {
        long before = positionAt(time);
        for (int i = places().firstReaching(time); i < rows.size(); i++) {
            Block block = blocks.get(i);
            if (block.minTime() > time) {
                break;
            }
            boolean possible = block.maxTime() >= time && block.source().id() <= id.source();
            long[] found = possible ? rows.get(i) : null;
            if (found == null) {
                continue;
            }
            for (int row = nextBit(found, HitPlaces.firstRow(block, time));
                    row >= 0 && block.time(row) == time;
                    row = nextBit(found, row + 1)) {
                boolean earlier = block.source().id() < id.source() || block.ordinal(row) < id.ordinal();
                before += earlier ? 1 : 0;
            }
        }
        return before;
    }

    /** The position of the nearest hit after (or before) {@code position} that {@code other} found too. */
    public OptionalLong next(long position, Hits other, boolean forward) throws IOException {
        Hits both = and(other);
        long from = 0;
        if (position >= 0) {
            Walk walk = walk(position, 1);
            if (!walk.hasNext()) {
                return OptionalLong.empty();
            }
            Cursor at = walk.next();
            EventId id = new EventId(at.block.source().id(), at.block.ordinal(at.row));
            from = both.rank(at.block.time(at.row), id);
            boolean isOne = both.position(id).isPresent();
            from = forward ? from + (isOne ? 1 : 0) : from - 1;
        }
        if (from < 0 || from >= both.count()) {
            return OptionalLong.empty();
        }
        return position(both.ids(from, 1).getFirst());
    }

    public Hits and(Hits other) {
        if (other.rows.size() != rows.size()) {
            throw new IllegalArgumentException("hits of another state of the case");
        }
        BlockRows both = new BlockRows(blocks, null);
        for (int i = 0; i < rows.size(); i++) {
            long[] mine = rows.get(i);
            long[] theirs = mine == null ? null : other.rows.get(i);
            if (mine != null && theirs != null) {
                long[] common = new long[mine.length];
                for (int word = 0; word < common.length; word++) {
                    common[word] = mine[word] & theirs[word];
                }
                both.set(i, common);
            }
        }
        return new Hits(reader, both);
    }

    static int nextBit(long[] words, int from) {
        int word = from >> 6;
        if (word >= words.length) {
            return -1;
        }
        long left = words[word] & -1L << from;
        while (left == 0) {
            if (++word == words.length) {
                return -1;
            }
            left = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(left);
    }

    /** A place in a block. */
    private static final class Cursor {
        private final Block block;
        private final long[] found;
        private int row;
        private long time;

        Cursor(Block block, long[] found, int row) {
            this.block = block;
            this.found = found;
            this.row = row;
            this.time = row < 0 ? 0 : block.time(row);
        }

        boolean advance() {
            row = nextBit(found, row + 1);
            time = row < 0 ? 0 : block.time(row);
            return row >= 0;
        }

        static int compare(Cursor a, Cursor b) {
            int byTime = Long.compare(a.time, b.time);
            if (byTime != 0) {
                return byTime;
            }
            int bySource =
                    Integer.compare(a.block.source().id(), b.block.source().id());
            return bySource != 0 ? bySource : Long.compare(a.block.ordinal(a.row), b.block.ordinal(b.row));
        }
    }

    /** A merge of all blocks from a time on; blocks join when their time has come. */
    private final class Walk {
        private final PriorityQueue<Cursor> open = new PriorityQueue<>(Cursor::compare);
        private final long start;
        private int nextBlock;
        private long left;

        Walk(long start, long left) {
            this.start = start;
            this.left = left;
            this.nextBlock = places().firstReaching(start);
        }

        boolean hasNext() {
            admit();
            return left > 0 && !open.isEmpty();
        }

        private void admit() {
            while (nextBlock < rows.size()) {
                Block block = blocks.get(nextBlock);
                Cursor first = open.peek();
                if (first != null && block.minTime() > first.time) {
                    return;
                }
                long[] found = block.maxTime() < start ? null : rows.get(nextBlock);
                nextBlock++;
                if (found != null) {
                    int row = nextBit(found, HitPlaces.firstRow(block, start));
                    if (row >= 0) {
                        open.add(new Cursor(block, found, row));
                    }
                }
            }
        }

        Cursor next() {
            left--;
            return java.util.Objects.requireNonNull(open.poll());
        }

        void advance(Cursor cursor) {
            if (cursor.advance()) {
                open.add(cursor);
            }
        }
    }

    private Walk walk(long position, int size) {
        if (position < 0 || position >= count || size <= 0) {
            return new Walk(Long.MAX_VALUE, 0);
        }
        long time = places().timeAt(position);
        long skip = position - positionAt(time);
        Walk walk = new Walk(time, size + skip);
        for (long i = 0; i < skip && walk.hasNext(); i++) {
            walk.advance(walk.next());
        }
        return walk;
    }
}
