package dev.faultline.store;

import com.github.luben.zstd.Zstd;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Gathers events of one source until they make a block. */
final class BlockBuilder {
    static final int ROWS = 2048;
    private static final int RECENT = 128;
    private static final int PAYLOAD_BYTES = 4 << 20;

    private final long[][] columns = new long[Numeric.COUNT][ROWS];
    /** What sorting puts in the place of a column. */
    private long[] spare = new long[ROWS];

    private final TemplateMiner miner;
    private final SegmentDictionaries dictionaries;
    private final WordSet words = new WordSet();
    private final TraceIds traces = new TraceIds();
    private final BytesDictionary keys = new BytesDictionary();
    private final BytesDictionary values = new BytesDictionary();
    private final Bytes payload = new Bytes(1 << 16);
    private byte[] scratch = new byte[1 << 12];
    private int rows;
    private final @Nullable String[] recentKeys = new String[RECENT];
    private final int[] recentKeyIds = new int[RECENT];
    private final @Nullable AttributeValue[] recentValues = new AttributeValue[RECENT];
    private final int[] recentValueIds = new int[RECENT];
    /** Per key the number of its last value plus one. */
    private int[] lastValues = new int[RECENT];

    BlockBuilder(TemplateMiner miner, SegmentDictionaries dictionaries) {
        this.miner = miner;
        this.dictionaries = dictionaries;
    }

    int rows() {
        return rows;
    }

    boolean isFull() {
        return rows == ROWS || payload.size > PAYLOAD_BYTES;
    }

    /** The varying words of the block so far. */
    List<byte[]> words() {
        return words.words();
    }

    /** Adds an event; {@code time} is its sort time. */
    void add(EventDraft draft, long ordinal, long time) {
        int row = rows++;
        set(Numeric.TIME, row, time);
        set(Numeric.QUALITY, row, draft.timeQuality.ordinal());
        set(Numeric.DURATION, row, draft.duration);
        set(Numeric.OFFSET, row, draft.offset);
        set(Numeric.LENGTH, row, draft.length);
        set(Numeric.LINE, row, draft.line);
        set(Numeric.ORDINAL, row, ordinal);
        set(Numeric.KIND, row, draft.kind.ordinal());
        set(Numeric.SEVERITY, row, draft.severityNumber);
        set(Numeric.SERVICE, row, dictionary(Column.SERVICE, draft.service));
        set(Numeric.NAME, row, dictionary(Column.NAME, draft.name));
        set(Numeric.THREAD, row, dictionary(Column.THREAD, draft.thread));
        set(Numeric.LOGGER, row, dictionary(Column.LOGGER, draft.logger));
        set(Numeric.STACK, row, stack(draft));
        ids(draft, row);
        set(Numeric.PAYLOAD, row, payload.size);
        message(draft, row);
        attributes(draft);
        detail(draft);
    }

    private void set(Numeric column, int row, long value) {
        columns[column.ordinal()][row] = value;
    }

    private int dictionary(Column column, Text text) {
        return text.isSet() ? 1 + dictionaries.columns[column.ordinal()].id(text.bytes, text.from, text.to) : 0;
    }

    private int stack(EventDraft draft) {
        if (draft.exceptionText.isSet() && draft.exceptionParser != null) {
            return 1 + dictionaries.stack(draft.exceptionText, draft.exceptionParser);
        }
        StackTrace stack = draft.exception;
        return stack == null ? 0 : 1 + dictionaries.stack(stack);
    }

    private void ids(EventDraft draft, int row) {
        long trace = 0;
        if (draft.hasTraceId) {
            int before = traces.size();
            trace = 1 + traces.id(draft.traceIdHigh, draft.traceIdLow);
            if (traces.size() > before) {
                words.id(draft.traceIdHigh, draft.traceIdLow);
            }
        }
        set(Numeric.TRACE, row, trace);
        boolean inRecord = draft.hasSpanId && draft.spanIdAt >= 0;
        set(Numeric.SPAN, row, draft.hasSpanId && !inRecord ? draft.spanId : 0);
        set(Numeric.SPAN_AT, row, inRecord ? draft.spanIdAt + 1L : 0);
        set(Numeric.PARENT, row, draft.hasParentId ? draft.parentId : 0);
        if (draft.hasSpanId) {
            words.id(draft.spanId);
        }
        if (draft.hasParentId) {
            words.id(draft.parentId);
        }
    }

    private void message(EventDraft draft, int row) {
        Text message = draft.message;
        if (!message.isSet()) {
            place(row, MessagePlace.NONE, 0, 0);
            set(Numeric.TEMPLATE, row, 0);
            return;
        }
        byte[] text = message.bytes;
        int from = message.from;
        int to = message.to;
        if (message.json && hasEscape(text, from, to)) {
            scratch = scratch.length < to - from ? new byte[2 * (to - from)] : scratch;
            to = JsonText.unescape(text, from, to, scratch);
            from = 0;
            text = scratch;
        }
        if (draft.isInRecord(message)) {
            place(
                    row,
                    message.json ? MessagePlace.RECORD_JSON : MessagePlace.RECORD,
                    message.from - draft.recordFrom,
                    message.length());
        } else {
            place(row, MessagePlace.PAYLOAD, 0, to - from);
            payload.raw(text, from, to);
        }
        mine(row, text, from, to);
    }

    private void place(int row, MessagePlace place, int from, int length) {
        set(Numeric.MESSAGE_PLACE, row, place.ordinal());
        set(Numeric.MESSAGE_FROM, row, from);
        set(Numeric.MESSAGE_LENGTH, row, length);
    }

    private static boolean hasEscape(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private void mine(int row, byte[] text, int from, int to) {
        MinedTemplate template = from == to ? null : miner.mine(text, from, to);
        set(Numeric.TEMPLATE, row, template == null ? 0 : 1 + dictionaries.template(template));
        if (template == null) {
            words.add(text, from, to);
            return;
        }
        byte[] @Nullable [] tokens = template.tokens;
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] == null) {
                words.add(text, miner.from[i], miner.to[i]);
            }
        }
    }

    private void attributes(EventDraft draft) {
        int count = draft.attributes.size();
        payload.number(count);
        for (int i = 0; i < count; i++) {
            DraftAttributes.Slot slot = draft.attributes.get(i);
            AttributeValue value = slot.value;
            int key = key(slot.key);
            payload.number(key);
            payload.u8((value == null ? slot.type : value.type()).ordinal());
            payload.number(value == null ? value(key, slot.text) : value(value));
        }
    }

    /** Most fields have the value they had the last time. */
    private int value(int key, Text text) {
        byte[] bytes = text.bytes;
        int from = text.from;
        int to = text.to;
        if (text.json && hasEscape(bytes, from, to)) {
            scratch = scratch.length < to - from ? new byte[2 * (to - from)] : scratch;
            to = JsonText.unescape(bytes, from, to, scratch);
            from = 0;
            bytes = scratch;
        }
        lastValues = key < lastValues.length ? lastValues : Arrays.copyOf(lastValues, 2 * key);
        int last = lastValues[key] - 1;
        if (last >= 0 && values.is(last, bytes, from, to)) {
            return last;
        }
        int before = values.size();
        int id = values.id(bytes, from, to);
        if (values.size() > before) {
            words.add(bytes, from, to);
        }
        lastValues[key] = id + 1;
        return id;
    }

    /** Importers name their attributes by constants: the last few are known by their identity. */
    @SuppressWarnings("ReferenceEquality") // a shortcut; another string of the same text is looked up
    private int key(String key) {
        int slot = System.identityHashCode(key) & RECENT - 1;
        if (recentKeys[slot] != key) {
            recentKeys[slot] = key;
            recentKeyIds[slot] = keys.id(key);
        }
        return recentKeyIds[slot];
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private int value(AttributeValue value) {
        int slot = System.identityHashCode(value) & RECENT - 1;
        if (recentValues[slot] != value) {
            int before = values.size();
            int id = values.id(value.text());
            if (values.size() > before) {
                words.add(value.text());
            }
            recentValues[slot] = value;
            recentValueIds[slot] = id;
        }
        return recentValueIds[slot];
    }

    private void detail(EventDraft draft) {
        if (draft.detail == null) {
            payload.u8(0);
            return;
        }
        payload.u8(1);
        DetailCodec.write(payload, draft.detail);
        DetailWords.add(words, draft.detail);
    }

    /** Appends the block to the segment's bytes, and starts afresh. */
    BlockSummary finish(Bytes out) {
        sort();
        int start = out.size;
        int places = out.gap((Numeric.COUNT + 4) * Integer.BYTES);
        for (int column = 0; column < Numeric.COUNT; column++) {
            place(out, start, places, column);
            PackedColumn.write(out, columns[column], rows);
        }
        place(out, start, places, Numeric.COUNT);
        traces.write(out);
        place(out, start, places, Numeric.COUNT + 1);
        words.bloom.write(out);
        place(out, start, places, Numeric.COUNT + 2);
        packed(out, wordBytes());
        place(out, start, places, Numeric.COUNT + 3);
        packed(out, payloadBytes());
        BlockSummary summary = summary(start, out);
        clear();
        return summary;
    }

    /** Notes that a part of the block begins here. */
    private static void place(Bytes out, int start, int places, int part) {
        out.i32At(places + part * Integer.BYTES, out.size - start);
    }

    private BlockSummary summary(int start, Bytes out) {
        CRC32C crc = new CRC32C();
        crc.update(out.data, start, out.size - start);
        int[] kinds = new int[Kind.values().length];
        int[] severities = new int[Severity.values().length];
        long firstTimed = Long.MAX_VALUE;
        long lastTimed = Long.MIN_VALUE;
        long firstOrdinal = Long.MAX_VALUE;
        for (int row = 0; row < rows; row++) {
            kinds[(int) get(Numeric.KIND, row)]++;
            severities[Severity.ofNumber((int) get(Numeric.SEVERITY, row)).ordinal()]++;
            firstOrdinal = Math.min(firstOrdinal, get(Numeric.ORDINAL, row));
            if (get(Numeric.QUALITY, row) != TimeQuality.NONE.ordinal()) {
                firstTimed = Math.min(firstTimed, get(Numeric.TIME, row));
                lastTimed = Math.max(lastTimed, get(Numeric.TIME, row));
            }
        }
        return new BlockSummary(
                start,
                out.size - start,
                (int) crc.getValue(),
                rows,
                get(Numeric.TIME, 0),
                get(Numeric.TIME, rows - 1),
                firstTimed,
                lastTimed,
                firstOrdinal,
                kinds,
                severities);
    }

    private long get(Numeric column, int row) {
        return columns[column.ordinal()][row];
    }

    /** By time, then by ordinal; most sources are in order already. */
    private void sort() {
        long[] times = columns[Numeric.TIME.ordinal()];
        boolean ordered = true;
        for (int i = 1; i < rows && ordered; i++) {
            ordered = times[i - 1] <= times[i];
        }
        if (ordered) {
            return;
        }
        int[] order = TimeOrder.of(times, rows);
        for (int column = 0; column < columns.length; column++) {
            long[] from = columns[column];
            reorder(from, order, spare, rows);
            columns[column] = spare;
            spare = from;
        }
    }

    private static void reorder(long[] from, int[] order, long[] into, int rows) {
        for (int i = 0; i < rows; i++) {
            into[i] = from[order[i]];
        }
    }

    private Bytes wordBytes() {
        Bytes out = new Bytes(1 << 12);
        List<byte[]> all = words.words();
        out.number(all.size());
        all.forEach(word -> out.bytes(word, 0, word.length));
        return out;
    }

    private Bytes payloadBytes() {
        Bytes out = new Bytes(payload.size + 1024);
        keys.write(out);
        values.write(out);
        out.raw(payload.data, 0, payload.size);
        return out;
    }

    static void packed(Bytes out, Bytes plain) {
        byte[] packed = Zstd.compress(plain.toArray(), 1);
        out.i32(plain.size);
        out.i32(packed.length);
        out.raw(packed, 0, packed.length);
    }

    private void clear() {
        rows = 0;
        words.clear();
        traces.clear();
        keys.clear();
        values.clear();
        Arrays.fill(recentKeys, null);
        Arrays.fill(recentValues, null);
        Arrays.fill(lastValues, 0);
        payload.clear();
        if (payload.data.length > 2 * PAYLOAD_BYTES) {
            payload.data = new byte[1 << 16];
        }
    }
}
