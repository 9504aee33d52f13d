package dev.faultline.query;

import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.Lexicon;
import dev.faultline.store.NumberToken;
import dev.faultline.store.RowsPerTemplate;
import dev.faultline.store.Template;
import dev.faultline.store.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds a text in messages, exceptions and names. Templates, stacks and names decide once per segment; messages are read
 * only where their template leaves open what matters and the block's varying words may hold it.
 */
final class TextClause implements Clause {
    private static final BitSet NO_TEMPLATE = new BitSet();

    /** Further words of a phrase are looked for in the messages only. */
    private static final int MOST_WORDS = 62;

    private final TextTest test;
    private final boolean messages;
    private final boolean names;
    private final StackPart stacks;
    private final Map<Integer, SegmentAnswers> segments = new ConcurrentHashMap<>();
    /** The same template stands in many segments. */
    private final Map<Template, TemplateAnswer> templates = new ConcurrentHashMap<>();
    /** Blocks whose varying words may hold a word; by word. */
    private final Map<String, BitSet> blocksWith = new HashMap<>();
    /** A phrase's words, the first of them where there are many. */
    private final List<String> words;

    private final List<NumberToken> tokens;

    private final long allWords;

    /** What a template says, and which of the phrase's words it holds itself. */
    private record TemplateAnswer(TemplateTest.Answer answer, long words) {}

    TextClause(CaseReader reader, TextTest test, boolean messages, boolean names, StackPart stacks) throws IOException {
        this.test = test;
        this.messages = messages;
        this.names = names;
        this.stacks = stacks;
        words = test instanceof TextTest.Phrase phrase
                ? phrase.words.subList(0, Math.min(MOST_WORDS, phrase.words.size()))
                : List.of();
        tokens = words.stream().map(NumberToken::of).toList();
        allWords = (1L << words.size()) - 1;
        if (messages) {
            findBlocks(reader);
        }
    }

    private void findBlocks(CaseReader reader) throws IOException {
        for (String word : words) {
            if (!Words.hasDigit(word)) {
                blocksWith.put(word, reader.blocksWithWord(word));
            }
        }
        if (test instanceof TextTest.Glob glob) {
            String prefix = lettersOf(glob.pattern().prefix());
            if (!prefix.isEmpty()) {
                blocksWith.put("", reader.blocksWithPrefix(prefix));
            }
        }
    }

    /** The part of a prefix that the text index knows: up to its first digit. */
    private static String lettersOf(String prefix) {
        int i = 0;
        while (i < prefix.length() && !(prefix.charAt(i) >= '0' && prefix.charAt(i) <= '9')) {
            i++;
        }
        return prefix.substring(0, i);
    }

    @Override
    public int cost() {
        return messages ? 10 : 3;
    }

    @Override
    public int count(Block block) {
        SegmentAnswers known = answers(block);
        if (known.isNothing()) {
            return 0;
        }
        if (!known.stacks.isEmpty() || !known.names.isEmpty()) {
            return UNKNOWN;
        }
        if (!messages) {
            return 0;
        }
        RowsPerTemplate rows = block.rowsPerTemplate();
        return rows.hasAny(open(block, known)) ? UNKNOWN : rows.of(known.yes);
    }

    @Override
    public void narrow(Block block, long[] rows) throws IOException {
        SegmentAnswers known = answers(block);
        if (known.isNothing()) {
            Arrays.fill(rows, 0);
            return;
        }
        long[] left = rows.clone();
        if (!known.stacks.isEmpty()) {
            settle(rows, left, part -> block.keepStacks(part, known.stacks));
        }
        if (!known.names.isEmpty()) {
            settle(rows, left, part -> block.keepValues(Column.NAME, part, known.names));
        }
        if (messages) {
            RowsPerTemplate counts = block.rowsPerTemplate();
            if (counts.hasAny(known.yes)) {
                settle(rows, left, part -> block.keepTemplates(part, known.yes));
            }
            BitSet open = open(block, known);
            if (counts.hasAny(open)) {
                settle(rows, left, part -> {
                    block.keepTemplates(part, open);
                    block.keepMessages(part, test::matches);
                });
            }
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] &= ~left[i];
        }
    }

    private interface Narrowing {
        void keep(long[] rows) throws IOException;
    }

    /** Takes out of {@code left} what is found among it. */
    private static void settle(long[] rows, long[] left, Narrowing narrowing) throws IOException {
        long[] part = left.clone();
        narrowing.keep(part);
        for (int i = 0; i < rows.length; i++) {
            left[i] &= ~part[i];
        }
    }

    private SegmentAnswers answers(Block block) {
        SegmentAnswers known = segments.get(block.segment());
        return known == null ? segments.computeIfAbsent(block.segment(), segment -> decide(block)) : known;
    }

    private SegmentAnswers decide(Block block) {
        Lexicon lexicon = block.lexicon();
        if (!words.stream().allMatch(word -> mayStand(lexicon, word))) {
            return SegmentAnswers.NONE;
        }
        SegmentAnswers answers = new SegmentAnswers();
        if (messages) {
            answers.leaveOpen(0, 0);
            decideTemplates(block.templates(), lexicon, answers);
        }
        stacks.find(block, lexicon, test).stream().forEach(id -> answers.stacks.set(id + 1));
        if (names) {
            List<String> all = block.dictionary(Column.NAME);
            for (int id = 0; id < all.size(); id++) {
                answers.names.set(id + 1, test.matches(all.get(id)));
            }
        }
        return answers;
    }

    private void decideTemplates(List<Template> all, Lexicon lexicon, SegmentAnswers answers) {
        BitSet asked = new BitSet();
        if (words.isEmpty()) {
            asked.set(0, all.size());
        } else {
            asked = lexicon.templatesWithAny(words);
            // Where no word of the phrase is constant, what varies may hold all of it, and nothing else does.
            BitSet others = lexicon.varyingTemplates();
            asked.stream().forEach(id -> others.clear(id + 1));
            answers.leaveOpen(others, 0);
        }
        for (int id = asked.nextSetBit(0); id >= 0; id = asked.nextSetBit(id + 1)) {
            TemplateAnswer known = templates.computeIfAbsent(all.get(id), this::ask);
            switch (known.answer()) {
                case YES -> answers.yes.set(id + 1);
                case MAYBE -> answers.leaveOpen(id + 1, known.words());
                case NO -> {}
            }
        }
    }

    private TemplateAnswer ask(Template template) {
        TemplateTest.Answer answer = TemplateTest.ask(template, test);
        long held = 0;
        if (answer == TemplateTest.Answer.MAYBE && !words.isEmpty()) {
            List<String> constants = TemplateTest.words(template);
            for (int i = 0; i < words.size(); i++) {
                held |= constants.contains(words.get(i)) ? 1L << i : 0;
            }
        }
        return new TemplateAnswer(answer, held);
    }

    /** Whether a word of the phrase stands anywhere in what the segment's blocks refer to, or may vary in one of them. */
    private boolean mayStand(Lexicon lexicon, String word) {
        if (lexicon.constants().holds(word)
                || stacks != StackPart.NONE && lexicon.stackWords().holds(word)) {
            return true;
        }
        if (stacks == StackPart.FRAMES) {
            return true;
        }
        BitSet blocks = blocksWith.get(word);
        return messages && (blocks == null || !blocks.isEmpty());
    }

    /** The templates whose messages must be read in this block. */
    private BitSet open(Block block, SegmentAnswers known) {
        if (!messages) {
            return NO_TEMPLATE;
        }
        BitSet candidates = blocksWith.get("");
        if (candidates != null && !candidates.get(block.index())) {
            return NO_TEMPLATE;
        }
        long varying = 0;
        for (int i = 0; i < words.size(); i++) {
            varying |= mayVary(block, i) ? 1L << i : 0;
        }
        return known.open(varying, allWords);
    }

    private boolean mayVary(Block block, int word) {
        BitSet blocks = blocksWith.get(words.get(word));
        return blocks != null ? blocks.get(block.index()) : block.mayHoldNumber(tokens.get(word));
    }
}
