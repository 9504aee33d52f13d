package dev.faultline.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * The finished blocks of the segment that is being written. Full blocks are packed and indexed on a thread of their own,
 * in their order, while the importing thread fills the next one; nothing of them counts before {@link #end} returns.
 */
final class SegmentBlocks implements AutoCloseable {
    /** Full blocks that may wait; each holds up to a few megabytes. */
    private static final int AHEAD = 2;

    private final TextIndexWriter text;
    private final Supplier<BlockBuilder> fresh;
    private final OrderedWork work = new OrderedWork("storing the events", AHEAD);
    private final BlockingQueue<BlockBuilder> spare = new ArrayBlockingQueue<>(AHEAD + 2);
    private volatile int size;

    // Only the worker touches these while there is work, only the importing thread while there is none.
    private final Bytes bytes = new Bytes(4 << 20);
    private final List<BlockSummary> summaries = new ArrayList<>();
    private int segment;

    SegmentBlocks(TextIndexWriter text, Supplier<BlockBuilder> fresh) {
        this.text = text;
        this.fresh = fresh;
    }

    /** Starts a segment; everything of the one before has been waited for. */
    void begin(int number) {
        segment = number;
        bytes.clear();
        summaries.clear();
        size = 0;
    }

    /** Takes a full block and returns an empty one. */
    BlockBuilder add(BlockBuilder full) throws IOException {
        work.add(() -> {
            finish(full);
            spare.offer(full);
        });
        BlockBuilder next = spare.poll();
        return next == null ? fresh.get() : next;
    }

    /** Takes what the last block holds so far and waits for all of them. */
    void end(BlockBuilder last) throws IOException {
        work.await();
        finish(last);
    }

    private void finish(BlockBuilder block) throws IOException {
        if (block.rows() > 0) {
            text.add(segment, summaries.size(), block.words());
            summaries.add(block.finish(bytes));
            size = bytes.size;
        }
    }

    /** Roughly how many bytes the segment has so far. */
    int size() {
        return size;
    }

    /** After {@link #end}: what stands in the segment. */
    List<BlockSummary> summaries() {
        return summaries;
    }

    /** After {@link #end}: the blocks one behind the other. */
    Bytes bytes() {
        return bytes;
    }

    /** Drops what is not finished. */
    @Override
    public void close() {
        work.close();
    }
}
