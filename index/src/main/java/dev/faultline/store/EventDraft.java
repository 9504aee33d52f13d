package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Detail;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Location;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is being read: one object for all events of an import, so that the formats that matter make no garbage.
 * Texts are given as ranges of a buffer wherever possible. A range that lies within the record's own bytes costs
 * nothing to store; anything else is copied into the event. Buffers must stay as they are until
 * {@link EventSink#accept()} returns.
 */
public final class EventDraft {
    static final int NO_DURATION = -1;
    private static final byte[] NO_BYTES = {};
    /** What sixteen digits of another meaning are; those that mean this number are read one by one. */
    private static final long NO_HEX = -1;

    /** What each byte is as a hexadecimal digit; -1 for those that are none. */
    private static final byte[] HEX_VALUES = new byte[256];

    static {
        for (int i = 0; i < HEX_VALUES.length; i++) {
            HEX_VALUES[i] = (byte) (i < 0x80 ? Character.digit(i, 16) : -1);
        }
    }

    // The record: decoded UTF-8 text and where its original bytes are.
    byte[] record = NO_BYTES;
    int recordFrom;
    int recordTo;
    long offset;
    int length;
    long line;

    Kind kind = Kind.LOG;
    long time;
    TimeQuality timeQuality = TimeQuality.NONE;
    long duration = NO_DURATION;
    int severityNumber;
    final Text service = new Text();
    final Text name = new Text();
    final Text thread = new Text();
    final Text logger = new Text();
    final Text message = new Text();
    boolean hasTraceId;
    long traceIdHigh;
    long traceIdLow;
    boolean hasSpanId;
    long spanId;
    /** Where the sixteen digits of the span id stand in the record; -1 where they do not. */
    int spanIdAt = -1;

    boolean hasParentId;
    long parentId;
    final Text exceptionText = new Text();

    @Nullable
    StackTraceParser exceptionParser;

    @Nullable
    StackTrace exception;

    final DraftAttributes attributes = new DraftAttributes();

    @Nullable
    Detail detail;

    /** For sinks only: importers get their draft from {@link EventSink#draft()}. */
    public EventDraft() {}

    /** Makes the draft empty again and returns it. */
    public EventDraft clear() {
        record = NO_BYTES;
        recordFrom = 0;
        recordTo = 0;
        offset = 0;
        length = 0;
        line = 0;
        kind = Kind.LOG;
        time = 0;
        timeQuality = TimeQuality.NONE;
        duration = NO_DURATION;
        severityNumber = 0;
        service.clear();
        name.clear();
        thread.clear();
        logger.clear();
        message.clear();
        hasTraceId = false;
        hasSpanId = false;
        spanIdAt = -1;
        hasParentId = false;
        exceptionText.clear();
        exceptionParser = null;
        exception = null;
        attributes.clear();
        detail = null;
        return this;
    }

    /**
     * The bytes this event comes from.
     *
     * @param buffer their text, decoded to UTF-8
     * @param from first byte in the buffer
     * @param to first byte after them
     * @param sourceOffset first original byte in the source
     * @param sourceLength number of original bytes; equals {@code to - from} unless the source had to be decoded
     * @param sourceLine line number of the first byte, from 1; 0 where lines mean nothing
     */
    public EventDraft record(byte[] buffer, int from, int to, long sourceOffset, int sourceLength, long sourceLine) {
        record = buffer;
        recordFrom = from;
        recordTo = to;
        offset = sourceOffset;
        length = sourceLength;
        line = sourceLine;
        return this;
    }

    /** The bytes this event comes from where they are not at hand as text; every text is then copied. */
    public EventDraft record(long sourceOffset, int sourceLength, long sourceLine) {
        return record(NO_BYTES, 0, 0, sourceOffset, sourceLength, sourceLine);
    }

    /** What it is; a log record unless said otherwise. */
    public EventDraft kind(Kind value) {
        kind = value;
        return this;
    }

    /** When it was (its start), nanoseconds since 1970 UTC, and how much of that the evidence says. */
    public EventDraft time(long nanos, TimeQuality quality) {
        time = nanos;
        timeQuality = quality;
        return this;
    }

    /** How long it took, nanoseconds; negative ones are dropped (report them). */
    public EventDraft duration(long nanos) {
        duration = nanos < 0 ? NO_DURATION : nanos;
        return this;
    }

    /** Whether a severity was given. */
    public boolean hasSeverity() {
        return severityNumber > 0;
    }

    /** OpenTelemetry's severity number, 1 to 24; 0 for none. */
    public EventDraft severity(int number) {
        severityNumber = number < 0 || number > 24 ? 0 : number;
        return this;
    }

    /** The lowest number of this range. */
    public EventDraft severity(Severity severity) {
        severityNumber = severity.number();
        return this;
    }

    public EventDraft service(byte[] buffer, int from, int to) {
        service.slice(buffer, from, to);
        return this;
    }

    public EventDraft service(@Nullable String text) {
        service.copy(text);
        return this;
    }

    public EventDraft name(byte[] buffer, int from, int to) {
        name.slice(buffer, from, to);
        return this;
    }

    public EventDraft name(@Nullable String text) {
        name.copy(text);
        return this;
    }

    public EventDraft thread(byte[] buffer, int from, int to) {
        thread.slice(buffer, from, to);
        return this;
    }

    public EventDraft thread(@Nullable String text) {
        thread.copy(text);
        return this;
    }

    public EventDraft logger(byte[] buffer, int from, int to) {
        logger.slice(buffer, from, to);
        return this;
    }

    public EventDraft logger(@Nullable String text) {
        logger.copy(text);
        return this;
    }

    public EventDraft message(byte[] buffer, int from, int to) {
        message.slice(buffer, from, to);
        return this;
    }

    /** The inside of a JSON string, escapes and all. */
    public EventDraft messageJson(byte[] buffer, int from, int to) {
        message.slice(buffer, from, to);
        message.json = true;
        return this;
    }

    public EventDraft message(@Nullable String text) {
        message.copy(text);
        return this;
    }

    /** The trace id's 128 bits; all zero means none. */
    public EventDraft traceId(long high, long low) {
        traceIdHigh = high;
        traceIdLow = low;
        hasTraceId = (high | low) != 0;
        return this;
    }

    /** 1 to 32 hexadecimal digits, short ones padded with zeros on the left. False, and no trace id, for anything else. */
    public boolean traceIdHex(byte[] buffer, int from, int to) {
        int digits = to - from;
        if (digits == 32) {
            long first = hex16(buffer, from);
            long second = hex16(buffer, from + 16);
            if (first != NO_HEX && second != NO_HEX) {
                traceId(first, second);
                return true;
            }
        }
        if (digits < 1 || digits > 32 || !isHex(buffer, from, to)) {
            return false;
        }
        int split = Math.max(from, to - 16);
        traceId(hex(buffer, from, split), hex(buffer, split, to));
        return true;
    }

    /** The span id's 64 bits; zero means none. */
    public EventDraft spanId(long id) {
        spanId = id;
        hasSpanId = id != 0;
        spanIdAt = -1;
        return this;
    }

    /** 1 to 16 hexadecimal digits. False, and no span id, for anything else. */
    @SuppressWarnings("ReferenceEquality") // the record is that very buffer, not one like it
    public boolean spanIdHex(byte[] buffer, int from, int to) {
        int digits = to - from;
        long quick = digits == 16 ? hex16(buffer, from) : NO_HEX;
        if (digits < 1 || digits > 16 || quick == NO_HEX && !isHex(buffer, from, to)) {
            return false;
        }
        spanId(quick != NO_HEX ? quick : hex(buffer, from, to));
        if (digits == 16 && hasSpanId && buffer == record && from >= recordFrom && to <= recordTo) {
            spanIdAt = from - recordFrom;
        }
        return true;
    }

    /** The parent span's id; zero means none. */
    public EventDraft parentId(long id) {
        parentId = id;
        hasParentId = id != 0;
        return this;
    }

    /** 1 to 16 hexadecimal digits. False, and no parent, for anything else. */
    public boolean parentIdHex(byte[] buffer, int from, int to) {
        int digits = to - from;
        long quick = digits == 16 ? hex16(buffer, from) : NO_HEX;
        if (digits < 1 || digits > 16 || quick == NO_HEX && !isHex(buffer, from, to)) {
            return false;
        }
        parentId(quick != NO_HEX ? quick : hex(buffer, from, to));
        return true;
    }

    /** The exception as the evidence prints it; parsed once for all events that print the same. */
    public EventDraft exceptionText(byte[] buffer, int from, int to, StackTraceParser parser) {
        exceptionText.slice(buffer, from, to);
        exceptionParser = parser;
        exception = null;
        return this;
    }

    /** The inside of a JSON string that holds the exception as the evidence prints it. */
    public EventDraft exceptionJson(byte[] buffer, int from, int to, StackTraceParser parser) {
        exceptionText(buffer, from, to, parser);
        exceptionText.json = true;
        return this;
    }

    /** The exception where the evidence is structured. */
    public EventDraft exception(@Nullable StackTrace stack) {
        exception = stack;
        exceptionText.clear();
        return this;
    }

    /** A further field, nested ones with dotted names. The last of several with the same name wins. */
    public EventDraft attribute(String key, AttributeValue value) {
        attributes.add(key, value);
        return this;
    }

    /** A further field whose text is a range; with {@code json} the inside of a JSON string, escapes and all. */
    public EventDraft attribute(String key, AttributeValue.Type type, byte[] buffer, int from, int to, boolean json) {
        attributes.add(key, type, buffer, from, to, json);
        return this;
    }

    public EventDraft attribute(String key, @Nullable String value) {
        return value == null ? this : attribute(key, AttributeValue.of(value));
    }

    public EventDraft attribute(String key, long value) {
        return attribute(key, new AttributeValue(AttributeValue.Type.LONG, Long.toString(value)));
    }

    public EventDraft detail(@Nullable Detail value) {
        detail = value;
        return this;
    }

    /** The event as it would read in a case; for previews and tests. */
    public Event toEvent(EventId id) {
        Map<String, AttributeValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            fields.put(attributes.get(i).key, attributes.get(i).read());
        }
        String text = message.decode();
        return new Event(
                id,
                kind,
                time,
                timeQuality,
                duration,
                severityNumber,
                service.decode(),
                name.decode(),
                text == null ? "" : text,
                hasTraceId
                        ? HexFormat.of().toHexDigits(traceIdHigh)
                                + HexFormat.of().toHexDigits(traceIdLow)
                        : null,
                hasSpanId ? HexFormat.of().toHexDigits(spanId) : null,
                hasParentId ? HexFormat.of().toHexDigits(parentId) : null,
                thread.decode(),
                logger.decode(),
                stackTrace(),
                fields,
                detail,
                -1,
                new Location(id.source(), offset, length, line));
    }

    private @Nullable StackTrace stackTrace() {
        String text = exceptionText.decode();
        return text == null || exceptionParser == null ? exception : exceptionParser.parse(text);
    }

    /** Whether the text lies in the record's own bytes, so that its place says all of it. */
    @SuppressWarnings("ReferenceEquality") // the record is that very buffer, not one like it
    boolean isInRecord(Text text) {
        return text.isSet() && text.bytes == record && text.from >= recordFrom && text.to <= recordTo;
    }

    /** First original byte of the record. */
    public long offset() {
        return offset;
    }

    /** What was given as its time; nothing where {@link #hasTime()} says so. */
    public long time() {
        return time;
    }

    /** How much of its time the evidence itself says. */
    public TimeQuality timeQuality() {
        return timeQuality;
    }

    /** Whether a time was given that the evidence says. */
    public boolean hasTime() {
        return timeQuality != TimeQuality.NONE;
    }

    /** Whether it says of the same bytes the same time and severity as an event of the case, read with that clock. */
    public boolean isLike(Event event, long clockOffset) {
        boolean sameTime = timeQuality == event.timeQuality() && (!hasTime() || time + clockOffset == event.time());
        return sameTime
                && severityNumber == event.severityNumber()
                && offset == event.location().offset()
                && length == event.location().length()
                && line == event.location().line();
    }

    /** Whether a message or a name was given that is not empty. */
    public boolean isTold() {
        return message.isSet() && message.to > message.from || name.isSet() && name.to > name.from;
    }

    /** Whether a service was given. */
    public boolean hasService() {
        return service.isSet();
    }

    private static long hex16(byte[] buffer, int from) {
        return Swar.isHex16(buffer, from) ? Swar.hex16(buffer, from) : NO_HEX;
    }

    private static boolean isHex(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (HEX_VALUES[buffer[i] & 0xFF] < 0) {
                return false;
            }
        }
        return true;
    }

    private static long hex(byte[] buffer, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | HEX_VALUES[buffer[i] & 0xFF];
        }
        return value;
    }
}
