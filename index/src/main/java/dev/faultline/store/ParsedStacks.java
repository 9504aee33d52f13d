package dev.faultline.store;

import java.util.Arrays;

/**
 * The stack traces of one source that were parsed lately, as they are stored. Each segment writes a trace once, and the
 * next one the same trace again: it need not be parsed again for that.
 */
final class ParsedStacks {
    private static final long MEMORY = 6L << 20;

    private final BytesDictionary texts = new BytesDictionary();
    private final Bytes stored = new Bytes(1 << 12);
    private int[] ends = new int[256];

    /** Appends what is stored of a stack trace. */
    void write(Bytes out, Text text, StackTraceParser parser) {
        if (texts.memory() + stored.size > MEMORY) {
            texts.clear();
            stored.clear();
        }
        int before = texts.size();
        int id = texts.id(text.bytes, text.from, text.to);
        if (texts.size() > before) {
            String printed = text.decode();
            StackCodec.write(stored, parser.parse(printed == null ? "" : printed));
            ends = id < ends.length ? ends : Arrays.copyOf(ends, 2 * id);
            ends[id] = stored.size;
        }
        out.raw(stored.data, id == 0 ? 0 : ends[id - 1], ends[id]);
    }
}
