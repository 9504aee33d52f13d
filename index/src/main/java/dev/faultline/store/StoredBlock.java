package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Detail;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Location;
import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block as it lies in its segment. */
final class StoredBlock implements Block {
    /** Kept, because {@code values()} makes a new array for every row. */
    private static final List<TimeQuality> QUALITIES = List.of(TimeQuality.values());

    private final Segment segment;
    private final BlockSummary summary;
    private final int number;
    private final int index;
    private final Source source;
    private final SourceText text;
    private final long @Nullable [] hidden;
    private volatile @Nullable BlockColumns columns;

    private volatile @Nullable Boolean timed;

    /** Let go when memory is short. */
    private SoftReference<BlockPayload> payload = new SoftReference<>(null);

    /** Gives the decoded text of a record. */
    interface SourceText {
        byte[] read(long offset, int length) throws IOException;

        /** Hands over what keeps stretches of the source unpacked; null where its bytes are not the text itself. */
        @Nullable
        ShelfOfSource shelf();
    }

    /** A borrowed shelf and what stands on it. */
    interface ShelfOfSource extends AutoCloseable {
        /** As {@link FrameShelf#find}. */
        boolean find(long offset, int length) throws IOException;

        byte[] bytes();

        int from();

        @Override
        void close();
    }

    StoredBlock(Segment segment, int number, int index, Source source, SourceText text, long @Nullable [] hidden) {
        this.segment = segment;
        this.summary = segment.blocks().get(number);
        this.number = number;
        this.index = index;
        this.source = source;
        this.text = text;
        this.hidden = hidden;
    }

    @Override
    public int number() {
        return number;
    }

    Segment file() {
        return segment;
    }

    BlockSummary summary() {
        return summary;
    }

    private BlockColumns columns() {
        BlockColumns known = columns;
        if (known == null) {
            known = new BlockColumns(segment.block(summary));
            columns = known;
        }
        return known;
    }

    private long get(Numeric column, int row) {
        return column(column).get(row);
    }

    private PackedColumn column(Numeric column) {
        return columns().column(column);
    }

    @Override
    public int segment() {
        return segment.number();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public int size() {
        return summary.rows();
    }

    @Override
    public long @Nullable [] hidden() {
        return hidden;
    }

    @Override
    public long minTime() {
        return summary.minTime() + source.clockOffset();
    }

    @Override
    public long maxTime() {
        return summary.maxTime() + source.clockOffset();
    }

    @Override
    public long time(int row) {
        return get(Numeric.TIME, row) + source.clockOffset();
    }

    @Override
    public TimeQuality timeQuality(int row) {
        return QUALITIES.get((int) get(Numeric.QUALITY, row));
    }

    @Override
    public boolean isTimed() {
        Boolean known = timed;
        if (known == null) {
            known = column(Numeric.QUALITY).isConstant() && timeQuality(0) != TimeQuality.NONE;
            timed = known;
        }
        return known;
    }

    @Override
    public long duration(int row) {
        return get(Numeric.DURATION, row);
    }

    @Override
    public int kind(int row) {
        return (int) get(Numeric.KIND, row);
    }

    @Override
    public int kindCount(int kind) {
        return summary.kinds()[kind];
    }

    @Override
    public int severityNumber(int row) {
        return (int) get(Numeric.SEVERITY, row);
    }

    @Override
    public long[] severityCounts(int from, int to) {
        long[] counts = new long[Severity.values().length];
        column(Numeric.SEVERITY)
                .each(from, to, number -> counts[Severity.ofNumber((int) number).ordinal()]++);
        return counts;
    }

    @Override
    public void keepKinds(long[] rows, BitSet kinds) {
        column(Numeric.KIND).keep(rows, kinds);
    }

    @Override
    public void keepSeverities(long[] rows, BitSet numbers) {
        column(Numeric.SEVERITY).keep(rows, numbers);
    }

    @Override
    public int severityCount(int severity) {
        return summary.severities()[severity];
    }

    @Override
    public long firstOrdinal() {
        return summary.firstOrdinal();
    }

    @Override
    public long ordinal(int row) {
        return get(Numeric.ORDINAL, row);
    }

    @Override
    public long offset(int row) {
        return get(Numeric.OFFSET, row);
    }

    @Override
    public int length(int row) {
        return (int) get(Numeric.LENGTH, row);
    }

    @Override
    public long line(int row) {
        return get(Numeric.LINE, row);
    }

    @Override
    public List<String> dictionary(Column column) {
        return segment.column(column);
    }

    @Override
    public int value(Column column, int row) {
        return (int) get(numeric(column), row) - 1;
    }

    @Override
    public boolean hasOneValue(Column column) {
        return column(numeric(column)).isConstant();
    }

    private static Numeric numeric(Column column) {
        return switch (column) {
            case SERVICE -> Numeric.SERVICE;
            case NAME -> Numeric.NAME;
            case THREAD -> Numeric.THREAD;
            case LOGGER -> Numeric.LOGGER;
        };
    }

    @Override
    public List<Template> templates() {
        return segment.templates();
    }

    @Override
    public int template(int row) {
        return (int) get(Numeric.TEMPLATE, row) - 1;
    }

    @Override
    public RowsPerTemplate rowsPerTemplate() {
        return segment.rowsPerTemplate(number, column(Numeric.TEMPLATE));
    }

    @Override
    public void keepTemplates(long[] rows, BitSet templates) {
        column(Numeric.TEMPLATE).keep(rows, templates);
    }

    @Override
    public void keepStacks(long[] rows, BitSet stacks) {
        PackedColumn column = column(Numeric.STACK);
        if (!stacks.get(0)) {
            long[] present = segment.rowsWithStack(number, column);
            for (int i = 0; i < rows.length; i++) {
                rows[i] &= present[i];
            }
        }
        column.keep(rows, stacks);
    }

    @Override
    public void keepValues(Column column, long[] rows, BitSet values) {
        column(numeric(column)).keep(rows, values);
    }

    @Override
    public List<StackTrace> stacks() {
        return segment.stacks();
    }

    @Override
    public void eachStack(BitSet ids, StackVisitor visitor) {
        segment.eachStack(ids, visitor);
    }

    @Override
    public void eachStackMessage(@Nullable BitSet ids, StackMessageVisitor visitor) {
        segment.eachStackMessage(ids, visitor);
    }

    @Override
    public void eachStackText(BitSet ids, StackTextVisitor visitor) {
        segment.eachStackText(ids, visitor);
    }

    @Override
    public Lexicon lexicon() {
        return segment.lexicon();
    }

    @Override
    public int stack(int row) {
        return (int) get(Numeric.STACK, row) - 1;
    }

    @Override
    public boolean hasTraceId(int row) {
        return get(Numeric.TRACE, row) != 0;
    }

    @Override
    public long traceIdHigh(int row) {
        return columns().traceIdHigh((int) get(Numeric.TRACE, row));
    }

    @Override
    public long traceIdLow(int row) {
        return columns().traceIdLow((int) get(Numeric.TRACE, row));
    }

    @Override
    public void keepTrace(long[] rows, long high, long low) {
        column(Numeric.TRACE).keep(rows, columns().traces(high, low));
    }

    @Override
    public long spanId(int row) throws IOException {
        int at = (int) get(Numeric.SPAN_AT, row) - 1;
        if (at < 0) {
            return get(Numeric.SPAN, row);
        }
        byte[] record = text.read(offset(row), length(row));
        String digits = new String(record, at, 16, StandardCharsets.US_ASCII);
        return HexFormat.fromHexDigitsToLong(digits);
    }

    @Override
    public long parentId(int row) {
        return get(Numeric.PARENT, row);
    }

    @Override
    public boolean mayHoldNumber(NumberToken token) {
        return columns().mayHold(token);
    }

    /** The varying words without digits, as the text index has them. */
    List<byte[]> words() {
        return columns().words();
    }

    @Override
    public byte[] message(int row) throws IOException {
        MessagePlace place = MessagePlace.values()[(int) get(Numeric.MESSAGE_PLACE, row)];
        int from = (int) get(Numeric.MESSAGE_FROM, row);
        int length = (int) get(Numeric.MESSAGE_LENGTH, row);
        return switch (place) {
            case NONE -> new byte[0];
            case RECORD -> Arrays.copyOfRange(beginning(row, from + length), from, from + length);
            case RECORD_JSON -> {
                byte[] record = beginning(row, from + length);
                byte[] plain = new byte[length];
                yield Arrays.copyOf(plain, JsonText.unescape(record, from, from + length, plain));
            }
            case PAYLOAD -> {
                ByteBuffer in = rowPayload(row).slice();
                byte[] message = new byte[length];
                in.get(message);
                yield message;
            }
        };
    }

    /** So many bytes of a record's text: all of it may be a file without a line break. */
    private byte[] beginning(int row, int bytes) throws IOException {
        // A character that is one byte of the text is four of the original at most.
        return text.read(offset(row), (int) Math.min(length(row), 4L * bytes));
    }

    @Override
    public void keepMessages(long[] rows, MessageTest test) throws IOException {
        if (Arrays.stream(rows).allMatch(word -> word == 0)) {
            return;
        }
        try (ShelfOfSource shelf = text.shelf()) {
            for (int word = 0; word < rows.length; word++) {
                for (long left = rows[word]; left != 0; left &= left - 1) {
                    int row = (word << 6) + Long.numberOfTrailingZeros(left);
                    if (!passes(row, shelf, test)) {
                        rows[word] &= ~Long.lowestOneBit(left);
                    }
                }
            }
        }
    }

    private boolean passes(int row, @Nullable ShelfOfSource shelf, MessageTest test) throws IOException {
        if (shelf != null && get(Numeric.MESSAGE_PLACE, row) == MessagePlace.RECORD.ordinal()) {
            int from = (int) get(Numeric.MESSAGE_FROM, row);
            int length = (int) get(Numeric.MESSAGE_LENGTH, row);
            if (shelf.find(offset(row) + from, length)) {
                return test.passes(shelf.bytes(), shelf.from(), shelf.from() + length);
            }
        }
        byte[] message = message(row);
        return test.passes(message, 0, message.length);
    }

    private BlockPayload payload() {
        BlockPayload known = payload.get();
        if (known == null) {
            known = BlockPayload.of(columns().payload());
            payload = new SoftReference<>(known);
        }
        return known;
    }

    /** The row's own bytes: message (where it is here), attributes, detail. */
    private ByteBuffer rowPayload(int row) {
        return payload().from((int) get(Numeric.PAYLOAD, row));
    }

    private ByteBuffer behindMessage(int row) {
        ByteBuffer in = rowPayload(row);
        if (get(Numeric.MESSAGE_PLACE, row) == MessagePlace.PAYLOAD.ordinal()) {
            in.position((int) get(Numeric.MESSAGE_LENGTH, row));
        }
        return in;
    }

    @Override
    public Map<String, AttributeValue> attributes(int row) {
        return payload().attributes(behindMessage(row));
    }

    @Override
    public List<String> attributeKeys() {
        return payload().keys();
    }

    @Override
    public @Nullable Detail detail(int row) {
        ByteBuffer in = behindMessage(row);
        payload().attributes(in);
        return BlockPayload.detail(in);
    }

    @Override
    public Event event(int row) throws IOException {
        ByteBuffer in = behindMessage(row);
        Map<String, AttributeValue> attributes = payload().attributes(in);
        Detail detail = BlockPayload.detail(in);
        int template = template(row);
        int stack = stack(row);
        HexFormat hex = HexFormat.of();
        long span = spanId(row);
        long parent = parentId(row);
        return new Event(
                new EventId(source.id(), ordinal(row)),
                Kind.values()[kind(row)],
                time(row),
                timeQuality(row),
                duration(row),
                severityNumber(row),
                value(row, Column.SERVICE),
                value(row, Column.NAME),
                new String(message(row), StandardCharsets.UTF_8),
                hasTraceId(row) ? hex.toHexDigits(traceIdHigh(row)) + hex.toHexDigits(traceIdLow(row)) : null,
                span == 0 ? null : hex.toHexDigits(span),
                parent == 0 ? null : hex.toHexDigits(parent),
                value(row, Column.THREAD),
                value(row, Column.LOGGER),
                stack < 0 ? null : segment.stack(stack),
                attributes,
                detail,
                template < 0 ? -1 : templates().get(template).pattern(),
                new Location(source.id(), offset(row), length(row), line(row)));
    }

    private @Nullable String value(int row, Column column) {
        int id = value(column, row);
        return id < 0 ? null : dictionary(column).get(id);
    }
}
