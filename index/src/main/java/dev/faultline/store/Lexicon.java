package dev.faultline.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** What the dictionaries of a segment say, word by word, and which words each stack trace holds. */
public final class Lexicon {
    private final Vocabulary constants = new Vocabulary();
    private final Vocabulary stackWords = new Vocabulary();
    /** The stacks that hold each word. */
    private NumberSets stacksOfWords = new NumberSets();

    private NumberSets stacksOfTypes = new NumberSets();
    private final List<String> types = new ArrayList<>();

    /** The templates whose constant tokens hold each word. */
    private NumberSets templatesOfWords = new NumberSets();

    /** Templates with a token that varies: bit id + 1. */
    private final BitSet varyingTemplates = new BitSet();

    /** Where each stack begins in the unpacked dictionaries. */
    private int[] stackAt = {};

    private Lexicon() {}

    /** Reads what {@link SegmentDictionaries#write} wrote. */
    static Lexicon read(byte[] dictionaries) {
        ByteBuffer in = Bytes.view(dictionaries);
        Lexicon lexicon = new Lexicon();
        for (Column column : Column.values()) {
            int count = (int) Bytes.number(in);
            for (int i = 0; i < count; i++) {
                lexicon.constant(dictionaries, in, column == Column.NAME, word -> {});
            }
        }
        int templates = (int) Bytes.number(in);
        NumberSets wordsOfTemplates = new NumberSets();
        for (int i = 0; i < templates; i++) {
            Bytes.number(in);
            int tokens = (int) Bytes.number(in);
            for (int token = 0; token < tokens; token++) {
                if (in.get() != 0) {
                    lexicon.constant(dictionaries, in, true, wordsOfTemplates::add);
                } else {
                    lexicon.varyingTemplates.set(i + 1);
                }
            }
            wordsOfTemplates.end();
        }
        lexicon.templatesOfWords = wordsOfTemplates.inverted(lexicon.constants.size());
        lexicon.new Stacks().read(dictionaries, in);
        return lexicon;
    }

    private void constant(byte[] bytes, ByteBuffer in, boolean counts, IntConsumer each) {
        int length = (int) Bytes.number(in);
        int start = in.position();
        if (counts) {
            constants.add(bytes, start, start + length, each);
        }
        in.position(start + length);
    }

    /** Finds the words of all stacks. Their lines differ in little: what stands between two colons is read once. */
    private final class Stacks {
        private static final long COLONS = Swar.all(':');
        private static final long LINE_FEEDS = Swar.all('\n');

        private final BytesDictionary pieces = new BytesDictionary();
        private final NumberSets wordsOfPieces = new NumberSets();
        private final NumberSets wordsOfFrames = new NumberSets();
        private int frames;
        private final NumberSets wordsOfStacks = new NumberSets();
        private final NumberSets typesOfStacks = new NumberSets();
        private final BytesDictionary typeNames = new BytesDictionary();
        /** The last stack that a piece or a word was met in, plus one. */
        private int[] pieceSeen = new int[1024];

        private int[] frameSeen = new int[1024];

        private int[] wordSeen = new int[1024];
        private int stack;

        void read(byte[] dictionaries, ByteBuffer in) {
            int count = (int) Bytes.number(in);
            StackText text = new StackText(dictionaries, in.position());
            stackAt = new int[count];
            for (stack = 1; stack <= count; stack++) {
                stackAt[stack - 1] = text.position();
                pieces(text.next(this::type, this::frame));
                wordsOfStacks.end();
                typesOfStacks.end();
            }
            for (int type = 0; type < typeNames.size(); type++) {
                types.add(new String(typeNames.get(type), StandardCharsets.UTF_8));
            }
            stacksOfWords = wordsOfStacks.inverted(stackWords.size());
            stacksOfTypes = typesOfStacks.inverted(typeNames.size());
        }

        private void type(byte[] utf8, int from, int to) {
            typesOfStacks.add(typeNames.id(utf8, from, to));
        }

        private void pieces(Bytes text) {
            int start = 0;
            int at = 0;
            // The text ends with the end of a line.
            while (at < text.size) {
                long word = Swar.word(text.data, at, text.size);
                int before = Swar.first(Swar.zeros(word ^ COLONS) | Swar.zeros(word ^ LINE_FEEDS));
                at += before;
                if (before < 8) {
                    piece(text.data, start, at);
                    start = ++at;
                }
            }
        }

        private void piece(byte[] data, int from, int to) {
            int known = pieces.size();
            int piece = pieces.id(data, from, to);
            if (piece == known) {
                stackWords.add(data, from, to, wordsOfPieces::add);
                wordsOfPieces.end();
            }
            pieceSeen = piece < pieceSeen.length ? pieceSeen : Arrays.copyOf(pieceSeen, piece * 2);
            if (pieceSeen[piece] == stack) {
                return;
            }
            pieceSeen[piece] = stack;
            words(wordsOfPieces, piece);
        }

        private void frame(int frame, byte[] shown) {
            if (frame == frames) {
                stackWords.add(shown, 0, shown.length, wordsOfFrames::add);
                wordsOfFrames.end();
                frames++;
            }
            frameSeen = frame < frameSeen.length ? frameSeen : Arrays.copyOf(frameSeen, frame * 2);
            if (frameSeen[frame] != stack) {
                frameSeen[frame] = stack;
                words(wordsOfFrames, frame);
            }
        }

        private void words(NumberSets sets, int set) {
            for (int at = sets.start(set); at < sets.end(set); at++) {
                int word = sets.get(at);
                wordSeen = word < wordSeen.length ? wordSeen : Arrays.copyOf(wordSeen, word * 2);
                if (wordSeen[word] != stack) {
                    wordSeen[word] = stack;
                    wordsOfStacks.add(word);
                }
            }
        }
    }

    /** How many stack traces the segment has. */
    int stacks() {
        return stackAt.length;
    }

    int stackAt(int stack) {
        return stackAt[stack];
    }

    /** The words of templates and names. */
    public Vocabulary constants() {
        return constants;
    }

    /** The templates in whose constant tokens any of these words stands. */
    public BitSet templatesWithAny(List<String> words) {
        BitSet wanted = new BitSet();
        for (String word : words) {
            int number = constants.number(word);
            if (number >= 0) {
                wanted.set(number);
            }
        }
        return templatesOfWords.union(wanted);
    }

    /** The templates that leave something open: bit id + 1. */
    public BitSet varyingTemplates() {
        return (BitSet) varyingTemplates.clone();
    }

    /** The words of stack traces as they are printed. */
    public Vocabulary stackWords() {
        return stackWords;
    }

    /** The stacks with such a type, among their causes too. */
    public BitSet stacksOfType(Predicate<String> test) {
        BitSet passing = new BitSet();
        for (int type = 0; type < types.size(); type++) {
            passing.set(type, test.test(types.get(type)));
        }
        return stacksOfTypes.union(passing);
    }

    /** The stacks that hold a word that passes; it is UTF-8, as {@link Words#of} gives it. */
    public BitSet stacksWithWord(Predicate<byte[]> test) {
        return stacksOfWords.union(stackWords.matching(test));
    }

    /** The stacks that hold all of these words, in any order. */
    public BitSet stacksWithAll(List<String> words) {
        BitSet found = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            int word = stackWords.number(words.get(i));
            BitSet stacks = word < 0 ? new BitSet() : stacksOfWords.set(word);
            if (i == 0) {
                found = stacks;
            } else {
                found.and(stacks);
            }
            if (found.isEmpty()) {
                break;
            }
        }
        return found;
    }
}
