package dev.faultline.store;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case as it stood after one commit; it never changes, later commits make a new one. Safe for use by many threads.
 * Valid until its {@link Case} is closed.
 */
public interface CaseReader {
    /** All sources in the order of their ids. */
    List<Source> sources();

    /** Number of events that are not hidden. Exact. */
    long events();

    /**
     * From the earliest to the latest event that has a time; nothing where none has. Those that count from a start that nobody
     * told do not make it longer, unless there are only such.
     */
    Optional<TimeRange> range();

    /** All blocks, sorted by {@link Block#minTime()}. */
    List<Block> blocks();

    /** The event of this name, hidden or not. */
    Optional<Event> event(EventId id) throws IOException;

    /** Original bytes of a source; fewer where it ends before. */
    byte[] raw(int source, long offset, int length) throws IOException;

    /**
     * The original bytes of an event's record as text, decoded by its source's character set. Of a record of more than 8 MiB,
     * such as a file without line breaks, its beginning and how much is left out.
     */
    String text(Location location) throws IOException;

    /** Where else the same event stands, such as a span that two tools exported. */
    List<Location> otherLocations(EventId id) throws IOException;

    /** The source's issues in their order, at most {@code limit} of them, losses and notes alike. */
    List<Issue> issues(int source, int limit) throws IOException;

    /** How many issues of each kind the source has. Exact. */
    Map<IssueCode, Long> issueCounts(int source) throws IOException;

    /**
     * Blocks (by {@link Block#index()}) whose varying words may hold one that starts so; the prefix is lower case and
     * without digits. A varying word is one in a token that its template leaves open, in a message without a template,
     * an attribute or a variable. Every block that the text index does not cover is among them.
     */
    BitSet blocksWithPrefix(String prefix) throws IOException;

    /** The same for one whole word, lower case and without digits. */
    BitSet blocksWithWord(String word) throws IOException;

    /** The same for words that differ from it by at most this many edits (0 to 2). */
    BitSet blocksWithSimilarWord(String word, int edits) throws IOException;
}
