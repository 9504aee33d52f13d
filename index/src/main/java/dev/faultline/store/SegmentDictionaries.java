package dev.faultline.store;

import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;

/** The dictionaries of the segment that is being written. */
final class SegmentDictionaries {
    private static final long MEMORY = 24L << 20;

    final BytesDictionary[] columns = new BytesDictionary[Column.values().length];
    private final List<MinedTemplate> templates = new ArrayList<>();
    private final BytesDictionary stackKeys = new BytesDictionary();
    private final Bytes stacks = new Bytes(1 << 16);
    private final ParsedStacks parsed = new ParsedStacks();
    private long templateBytes;
    private int segment;

    SegmentDictionaries() {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new BytesDictionary();
        }
    }

    void begin(int number) {
        segment = number;
        for (BytesDictionary column : columns) {
            column.clear();
        }
        templates.clear();
        templateBytes = 0;
        stackKeys.clear();
        stacks.clear();
    }

    /** Whether the segment should end soon, because one of its dictionaries outgrows its budget. */
    boolean isFull() {
        long memory = stackKeys.memory() + stacks.size + templateBytes;
        for (BytesDictionary column : columns) {
            memory += column.memory();
        }
        return memory > MEMORY;
    }

    int template(MinedTemplate template) {
        if (template.segment != segment) {
            template.segment = segment;
            template.id = templates.size();
            templates.add(template);
            templateBytes += 64 + 24L * template.tokens.length;
        }
        return template.id;
    }

    /** The number of a stack trace given as text, parsed only where it is new. */
    int stack(Text text, StackTraceParser parser) {
        int before = stackKeys.size();
        int id = stackKeys.id(text.bytes, text.from, text.to);
        if (stackKeys.size() > before) {
            parsed.write(stacks, text, parser);
        }
        return id;
    }

    int stack(StackTrace stack) {
        Bytes encoded = new Bytes(1024);
        // A byte that no text begins with keeps structured stacks apart from printed ones.
        encoded.u8(0);
        StackCodec.write(encoded, stack);
        int before = stackKeys.size();
        int id = stackKeys.id(encoded.data, 0, encoded.size);
        if (stackKeys.size() > before) {
            stacks.raw(encoded.data, 1, encoded.size);
        }
        return id;
    }

    void write(Bytes out) {
        for (BytesDictionary column : columns) {
            column.write(out);
        }
        out.number(templates.size());
        templates.forEach(template -> template.write(out));
        out.number(stackKeys.size());
        out.raw(stacks.data, 0, stacks.size);
    }
}
