package dev.faultline.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the dictionaries of a segment say, word by word, read from their bytes without making an object of each entry.
 * Stack traces repeat their lines thousands of times: each line is kept and asked once.
 */
public final class Lexicon {
    private static final byte[] NO_MESSAGE = "null".getBytes(StandardCharsets.US_ASCII);

    /** Only while it is read. */
    private byte[] bytes;

    private final Vocabulary constants = new Vocabulary();
    private final Vocabulary stackWords = new Vocabulary();
    private final Set<String> types = new HashSet<>();
    private final BytesDictionary lines = new BytesDictionary();
    /** The number of each line of each stack; a stack's lines end where those of the next one begin. */
    private int[] lineOf = new int[1024];

    private int lineCount;
    private int[] ends = new int[64];
    private int stacks;
    private int[] lineOfFrame = new int[64];
    private int shownFrames;
    private final BitSet typeLines = new BitSet();

    private Lexicon(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads what {@link SegmentDictionaries#write} wrote. */
    static Lexicon read(byte[] dictionaries) {
        ByteBuffer in = Bytes.view(dictionaries);
        Lexicon lexicon = new Lexicon(dictionaries);
        for (Column column : Column.values()) {
            int count = (int) Bytes.number(in);
            for (int i = 0; i < count; i++) {
                lexicon.constant(in, column == Column.NAME);
            }
        }
        int templates = (int) Bytes.number(in);
        for (int i = 0; i < templates; i++) {
            Bytes.number(in);
            int tokens = (int) Bytes.number(in);
            for (int token = 0; token < tokens; token++) {
                if (in.get() != 0) {
                    lexicon.constant(in, true);
                }
            }
        }
        int stacks = (int) Bytes.number(in);
        BytesDictionary frames = new BytesDictionary();
        for (int i = 0; i < stacks; i++) {
            lexicon.stack(in, frames);
        }
        lexicon.bytes = NO_MESSAGE;
        lexicon.lineOfFrame = new int[0];
        lexicon.constants.trim();
        lexicon.stackWords.trim();
        return lexicon;
    }

    private void constant(ByteBuffer in, boolean counts) {
        int length = (int) Bytes.number(in);
        if (counts) {
            constants.add(bytes, in.position(), in.position() + length);
        }
        in.position(in.position() + length);
    }

    /** The format is that of {@link StackCodec}. */
    private void stack(ByteBuffer in, BytesDictionary frames) {
        int chain = (int) Bytes.number(in);
        for (int i = 0; i < chain; i++) {
            type(in);
            if (!text(in)) {
                line(NO_MESSAGE, 0, NO_MESSAGE.length);
            }
            boolean printed = text(in);
            int count = (int) Bytes.number(in);
            for (int frame = 0; frame < count; frame++) {
                frame(in, printed, frames);
            }
        }
        ends = room(ends, stacks);
        ends[stacks++] = lineCount;
    }

    private void type(ByteBuffer in) {
        int length = (int) Bytes.number(in);
        if (length > 0) {
            line(bytes, in.position(), in.position() + length);
            int line = lineOf[lineCount - 1];
            if (!typeLines.get(line)) {
                typeLines.set(line);
                types.add(new String(bytes, in.position(), length, StandardCharsets.UTF_8));
            }
        }
        in.position(in.position() + length);
    }

    private boolean text(ByteBuffer in) {
        if (in.get() == 0) {
            return false;
        }
        int length = (int) Bytes.number(in);
        int start = in.position();
        int end = start + length;
        for (int i = start; i <= end; i++) {
            if (i == end || bytes[i] == '\n') {
                if (i > start) {
                    line(bytes, start, i);
                }
                start = i + 1;
            }
        }
        in.position(end);
        return true;
    }

    /** A frame is a line of its own only where the stack was not printed. */
    private void frame(ByteBuffer in, boolean printed, BytesDictionary frames) {
        int start = in.position();
        Bytes.skip(in);
        if (in.get() != 0) {
            Bytes.skip(in);
        }
        Bytes.number(in);
        int end = in.position();
        if (in.get() != 0) {
            Bytes.skip(in);
        }
        in.get();
        if (printed) {
            return;
        }
        int frame = frames.id(bytes, start, end);
        if (frame < shownFrames) {
            append(lineOfFrame[frame]);
            return;
        }
        byte[] shown = StackCodec.frame(in.duplicate().order(in.order()).position(start))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        line(shown, 0, shown.length);
        lineOfFrame = room(lineOfFrame, shownFrames);
        lineOfFrame[shownFrames++] = lineOf[lineCount - 1];
    }

    private void line(byte[] text, int from, int to) {
        int known = lines.size();
        append(lines.id(text, from, to));
        if (lines.size() > known) {
            stackWords.add(text, from, to);
        }
    }

    private void append(int line) {
        lineOf = room(lineOf, lineCount);
        lineOf[lineCount++] = line;
    }

    private static int[] room(int[] numbers, int used) {
        return used < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(64, used * 2));
    }

    /** The words of templates and names. */
    public Vocabulary constants() {
        return constants;
    }

    /** The words of stack traces as they are printed. */
    public Vocabulary stackWords() {
        return stackWords;
    }

    /** The types of all exceptions, of causes too. */
    public Set<String> types() {
        return Collections.unmodifiableSet(types);
    }

    /** The stacks of which a line passes: type, message, each printed line, or each frame where nothing was printed. */
    public BitSet stacksWith(Predicate<byte[]> test) {
        BitSet passing = new BitSet();
        for (int line = 0; line < lines.size(); line++) {
            passing.set(line, test.test(lines.get(line)));
        }
        BitSet found = new BitSet();
        if (!passing.isEmpty()) {
            int at = 0;
            for (int stack = 0; stack < stacks; stack++) {
                for (; at < ends[stack]; at++) {
                    if (passing.get(lineOf[at])) {
                        found.set(stack);
                    }
                }
            }
        }
        return found;
    }

    /** The lines of a stack, one after the other. */
    public byte[] text(int stack) {
        Bytes text = new Bytes(1024);
        for (int at = stack == 0 ? 0 : ends[stack - 1]; at < ends[stack]; at++) {
            byte[] line = lines.get(lineOf[at]);
            text.raw(line, 0, line.length);
            text.u8('\n');
        }
        return text.toArray();
    }
}
