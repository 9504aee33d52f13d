package dev.faultline.query;

import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.Lexicon;
import dev.faultline.store.Template;
import dev.faultline.store.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    private static final BitSet NO_WORDS = new BitSet();

    private final TextTest test;
    private final boolean messages;
    private final boolean names;
    private final StackPart stacks;
    private final Map<Integer, Decisions> segments = new ConcurrentHashMap<>();
    /** Blocks whose varying words may hold a word; by word. */
    private final Map<String, BitSet> blocksWith = new HashMap<>();

    /** What is known of a segment without any message. Templates: surely, and perhaps. Hopeless: nothing at all. */
    private record Decisions(
            BitSet yes, BitSet maybe, List<BitSet> constants, BitSet stacks, BitSet names, boolean hopeless) {
        private static final Decisions NONE =
                new Decisions(new BitSet(), new BitSet(), List.of(), new BitSet(), new BitSet(), true);

        /** Whether no row can be found without its message. */
        boolean isEmpty() {
            return yes.isEmpty() && stacks.isEmpty() && names.isEmpty();
        }
    }

    TextClause(CaseReader reader, TextTest test, boolean messages, boolean names, StackPart stacks) throws IOException {
        this.test = test;
        this.messages = messages;
        this.names = names;
        this.stacks = stacks;
        if (messages) {
            findBlocks(reader);
        }
    }

    private void findBlocks(CaseReader reader) throws IOException {
        switch (test) {
            case TextTest.Phrase phrase -> {
                for (String word : phrase.words) {
                    if (!Words.hasDigit(word)) {
                        blocksWith.put(word, reader.blocksWithWord(word));
                    }
                }
            }
            case TextTest.Glob glob -> {
                String prefix = lettersOf(glob.pattern().prefix());
                if (!prefix.isEmpty()) {
                    blocksWith.put("", reader.blocksWithPrefix(prefix));
                }
            }
            case TextTest.Similar similar -> {}
            case TextTest.Expression expression -> {}
            case TextTest.Substring substring -> {}
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
    public void narrow(Block block, long[] rows) throws IOException {
        Decisions known;
        try {
            known = segments.computeIfAbsent(block.segment(), segment -> decide(block));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        if (known.hopeless()) {
            Arrays.fill(rows, 0);
            return;
        }
        BitSet open = messages ? open(block, known) : new BitSet();
        if (open.isEmpty() && known.isEmpty()) {
            Arrays.fill(rows, 0);
            return;
        }
        Clause.keep(rows, row -> matches(block, row, known, open));
    }

    private boolean matches(Block block, int row, Decisions known, BitSet open) throws IOException {
        if (!known.stacks().isEmpty()) {
            int stack = block.stack(row);
            if (stack >= 0 && known.stacks().get(stack)) {
                return true;
            }
        }
        if (!known.names().isEmpty()) {
            int name = block.value(Column.NAME, row);
            if (name >= 0 && known.names().get(name)) {
                return true;
            }
        }
        if (!messages) {
            return false;
        }
        int template = block.template(row);
        if (template >= 0 && known.yes().get(template)) {
            return true;
        }
        return open.get(template + 1) && test.matches(block.message(row));
    }

    private Decisions decide(Block block) {
        Lexicon lexicon = block.lexicon();
        if (test instanceof TextTest.Phrase phrase
                && !phrase.words.stream().allMatch(word -> mayStand(lexicon, word))) {
            return Decisions.NONE;
        }
        List<Template> templates = messages ? block.templates() : List.of();
        BitSet yes = new BitSet();
        BitSet maybe = new BitSet();
        List<BitSet> constants = new ArrayList<>(templates.size());
        for (int id = 0; id < templates.size(); id++) {
            Template template = templates.get(id);
            TemplateTest.Answer answer = TemplateTest.ask(template, test);
            yes.set(id, answer == TemplateTest.Answer.YES);
            maybe.set(id, answer == TemplateTest.Answer.MAYBE);
            constants.add(answer == TemplateTest.Answer.MAYBE ? constant(template) : NO_WORDS);
        }
        BitSet stackIds = stacks.find(block, lexicon, test);
        BitSet nameIds = new BitSet();
        if (names) {
            List<String> all = block.dictionary(Column.NAME);
            for (int id = 0; id < all.size(); id++) {
                nameIds.set(id, test.matches(all.get(id)));
            }
        }
        return new Decisions(yes, maybe, constants, stackIds, nameIds, false);
    }

    /** The words of the phrase that the template itself holds, by their place in the phrase. */
    private BitSet constant(Template template) {
        BitSet constant = new BitSet();
        if (test instanceof TextTest.Phrase phrase) {
            List<String> words = TemplateTest.words(template);
            for (int i = 0; i < phrase.words.size(); i++) {
                constant.set(i, words.contains(phrase.words.get(i)));
            }
        }
        return constant;
    }

    /** Whether a word of the phrase stands anywhere in what the segment's blocks refer to, or may vary in one of them. */
    private boolean mayStand(Lexicon lexicon, String word) {
        if (lexicon.constants().mayHold(word)
                || stacks != StackPart.NONE && lexicon.stackWords().mayHold(word)) {
            return true;
        }
        if (stacks == StackPart.FRAMES) {
            return true;
        }
        BitSet blocks = blocksWith.get(word);
        return messages && (blocks == null || !blocks.isEmpty());
    }

    /** The templates (id + 1; 0 for none) whose messages must be read in this block. */
    private BitSet open(Block block, Decisions known) {
        BitSet open = new BitSet();
        if (!(test instanceof TextTest.Phrase phrase)) {
            boolean candidate =
                    blocksWith.isEmpty() || blocksWith.values().stream().allMatch(blocks -> blocks.get(block.index()));
            if (candidate) {
                known.maybe().stream().forEach(id -> open.set(id + 1));
                open.set(0);
            }
            return open;
        }
        boolean[] varying = new boolean[phrase.words.size()];
        boolean all = true;
        for (int i = 0; i < varying.length; i++) {
            varying[i] = mayVary(block, phrase.words.get(i));
            all &= varying[i];
        }
        open.set(0, all);
        for (int id = known.maybe().nextSetBit(0); id >= 0; id = known.maybe().nextSetBit(id + 1)) {
            boolean possible = true;
            for (int i = 0; i < varying.length && possible; i++) {
                possible = varying[i] || known.constants().get(id).get(i);
            }
            open.set(id + 1, possible);
        }
        return open;
    }

    private boolean mayVary(Block block, String word) {
        BitSet blocks = blocksWith.get(word);
        return blocks != null ? blocks.get(block.index()) : block.mayHoldNumber(word);
    }
}
