package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Detail;
import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Up to a few thousand events of one source, sorted by time and, where times are equal, by their place in the source.
 * Rows count from 0. Reading columns touches mapped memory only; {@link #message}, {@link #attributes} and
 * {@link #event} unpack. Safe for use by many threads.
 *
 * <p>Dictionaries belong to the segment: two blocks whose {@link #segment()} is equal share their ids.
 */
public interface Block {
    /** The segment's number in the case, from 1. */
    int segment();

    /** The block's number in its segment, from 0. */
    int number();

    /** Where this block stands in {@link CaseReader#blocks()}. */
    int index();

    /** The source of all its events. */
    Source source();

    /** Number of rows. */
    int size();

    /** Rows that are not to be shown (superseded when a log grew); null where there are none. Bit i is row i. */
    long @Nullable [] hidden();

    /** Earliest time of any row, clock offset applied. Nanoseconds since 1970 UTC. */
    long minTime();

    /** Latest time of any row. */
    long maxTime();

    /** Time of a row, clock offset applied. Ascending. */
    long time(int row);

    TimeQuality timeQuality(int row);

    /** True: every row has a time of its own. False: some may not. Costs nothing. */
    boolean isTimed();

    /** Nanoseconds; -1 where the event has none. */
    long duration(int row);

    /** Ordinal of the event's {@link dev.faultline.model.Kind}. */
    int kind(int row);

    /** How many rows are of this kind (an ordinal). */
    int kindCount(int kind);

    int severityNumber(int row);

    /** Takes rows out whose kind (an ordinal) is none of these. */
    void keepKinds(long[] rows, BitSet kinds);

    /** Takes rows out whose severity number is none of these. */
    void keepSeverities(long[] rows, BitSet numbers);

    /** How many rows have this severity (an ordinal of {@link dev.faultline.model.Severity}). */
    int severityCount(int severity);

    /** How many of the rows in {@code [from, to)} have each severity, by its ordinal. */
    long[] severityCounts(int from, int to);

    /** The lowest ordinal of its rows, which have {@link #size} ordinals without a gap. */
    long firstOrdinal();

    /** The ordinal in {@link dev.faultline.model.EventId} of the row's event. */
    long ordinal(int row);

    /** First original byte of the row's record. */
    long offset(int row);

    /** Number of original bytes of the row's record. */
    int length(int row);

    /** Line number of the row's first byte, from 1; 0 where lines mean nothing. */
    long line(int row);

    /** Values of a column in this segment; ids count from 0. */
    List<String> dictionary(Column column);

    /** Id of the row's value in {@link #dictionary}; -1 for none. */
    int value(Column column, int row);

    /** Takes rows out whose value is none of these: bit id + 1, bit 0 for rows without one. */
    void keepValues(Column column, long[] rows, BitSet values);

    /** True: all rows have the same value, or none of them any. False: they may differ. Costs nothing. */
    boolean hasOneValue(Column column);

    /** The segment's templates; ids count from 0. */
    List<Template> templates();

    /** Id of the row's template; -1 where its message was not mined (too long, or empty). */
    int template(int row);

    /** How many rows each template has. */
    RowsPerTemplate rowsPerTemplate();

    /** Takes rows out whose template is none of these: bit id + 1, bit 0 for rows without one. */
    void keepTemplates(long[] rows, BitSet templates);

    /** The segment's stack traces; ids count from 0. */
    List<StackTrace> stacks();

    /** Takes a stack trace of the segment. */
    interface StackVisitor {
        void visit(int id, StackTrace stack);
    }

    /** Gives the segment's stack traces of these ids, without keeping what it had to unpack for them. */
    void eachStack(BitSet ids, StackVisitor visitor);

    /** Takes a stack trace as it is searched: its lines in UTF-8, valid during the call. */
    interface StackTextVisitor {
        void visit(int id, byte[] utf8, int length);
    }

    /** Takes the message of an exception, or of one that caused it: a range of bytes in UTF-8, valid during the call. */
    interface StackMessageVisitor {
        void visit(int id, byte[] bytes, int from, int to);
    }

    /** Gives the messages of the segment's stack traces of these ids, of all for null. */
    void eachStackMessage(@Nullable BitSet ids, StackMessageVisitor visitor);

    /** Gives the segment's stack traces of these ids as text: type, message and what was printed, or the frames. */
    void eachStackText(BitSet ids, StackTextVisitor visitor);

    /** What the segment's templates, names and stack traces say, word by word. */
    Lexicon lexicon();

    /** Id of the row's stack trace; -1 for none. */
    int stack(int row);

    /** Takes rows out whose stack trace is none of these: bit id + 1, bit 0 for rows without one. */
    void keepStacks(long[] rows, BitSet stacks);

    boolean hasTraceId(int row);

    /** Takes rows out that are not of this trace. */
    void keepTrace(long[] rows, long high, long low);

    long traceIdHigh(int row);

    long traceIdLow(int row);

    /** The span id's 64 bits; 0 for none. */
    long spanId(int row) throws IOException;

    /** The parent's 64 bits; 0 for none. */
    long parentId(int row);

    /**
     * False: no row has this token of digits in a varying part of its message, among its ids, attributes or variables.
     * True: one may.
     */
    boolean mayHoldNumber(NumberToken token);

    /** The row's whole message, UTF-8. */
    byte[] message(int row) throws IOException;

    /** Looks at a message where it lies; the bytes belong to others and change after the call. */
    interface MessageTest {
        boolean passes(byte[] utf8, int from, int to);
    }

    /** Takes rows out whose message does not pass; original bytes that rows share are unpacked once. */
    void keepMessages(long[] rows, MessageTest test) throws IOException;

    /** All further fields of the row, in their order. */
    Map<String, AttributeValue> attributes(int row) throws IOException;

    /** Names of all attributes of any row. */
    List<String> attributeKeys() throws IOException;

    @Nullable
    Detail detail(int row) throws IOException;

    /** Everything about the row. */
    Event event(int row) throws IOException;
}
