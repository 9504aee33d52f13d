package dev.faultline.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drain (He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017) on bytes: messages are
 * split at single blanks (further ones belong to the token behind them: "Jul  1" is as long as "Jul 31"), tokens with
 * digits vary from the start, and a message joins the most similar pattern among those with as many tokens and the same
 * beginning. In front of the tree stand two tables that answer nearly always: templates by the first eight bytes of their
 * messages, which are compared with the message at hand without looking for its tokens, and the template that a shape (the
 * tokens without digits) was given last.
 *
 * <p>Unlike Drain, only tokens that the pattern still holds constant count for similarity: otherwise numbers that vary
 * anyway glue "instance 7 terminated" to "instance 8 created". So the threshold can be higher. One setting for all logs;
 * {@code TemplateAccuracy} measures it.
 */
final class TemplateMiner {
    static final int MOST_TOKENS = 64;
    static final int MOST_BYTES = 8 << 10;
    private static final int MOST_PATTERNS = 20_000;
    private static final int MOST_IN_LEAF = 200;
    private static final double SIMILARITY = 0.7;
    /** The share of the constants that a pattern was born with and never loses. */
    private static final double KEPT = 0.6;

    private static final int SHAPES = 1 << 15;

    /** Where each varying token of the message at hand begins and ends. */
    final int[] from = new int[MOST_TOKENS + 1];

    final int[] to = new int[MOST_TOKENS + 1];
    private final boolean[] digits = new boolean[MOST_TOKENS + 1];
    private int count;
    private long shape;

    private final TemplateGuess guess = new TemplateGuess();
    private final long[] shapeKeys = new long[SHAPES];
    private final @Nullable MinedTemplate[] shapeTemplates = new MinedTemplate[SHAPES];
    private final Map<Long, List<MinedTemplate>> leaves = new HashMap<>();
    private final List<MinedTemplate> patterns = new ArrayList<>();
    private final java.util.BitSet changed = new java.util.BitSet();

    /** Takes over a pattern that an earlier import found; in the order of their ids. */
    void restore(MinedTemplate pattern) {
        patterns.add(pattern);
        leaves.computeIfAbsent(pattern.leaf, key -> new ArrayList<>()).add(pattern);
    }

    /** The newest versions of the patterns that changed since the last call. */
    List<MinedTemplate> takeChanged() {
        List<MinedTemplate> result = changed.stream().mapToObj(patterns::get).toList();
        changed.clear();
        return result;
    }

    /** The template of a message, or null where it has too many tokens or there are too many patterns. */
    @Nullable
    MinedTemplate mine(byte[] message, int start, int end) {
        if (end - start > MOST_BYTES) {
            return null;
        }
        MinedTemplate likely = guess.find(message, start, end, from, to);
        if (likely != null) {
            return likely;
        }
        if (!tokenise(message, start, end)) {
            return null;
        }
        MinedTemplate found = byShape(message);
        if (found != null) {
            guess.put(found);
        }
        return found;
    }

    private @Nullable MinedTemplate byShape(byte[] message) {
        int slot = (int) shape & SHAPES - 1;
        MinedTemplate known = shapeTemplates[slot];
        if (known != null && shapeKeys[slot] == shape && matches(known, message)) {
            return known;
        }
        MinedTemplate found = search(message);
        shapeKeys[slot] = shape;
        shapeTemplates[slot] = found;
        return found;
    }

    /** Eight bytes at a time: this and the words' bytes are most of what mining costs. */
    private boolean tokenise(byte[] message, int start, int end) {
        count = 0;
        shape = 0;
        int begin = start;
        int at = start;
        while (true) {
            long hash = 0;
            long digit = 0;
            boolean inside = true;
            while (inside && at < end) {
                long word = Swar.word(message, at, end);
                int length = Swar.first(Swar.zeros(word ^ Swar.BLANKS));
                long token = Swar.first(word, length);
                hash = (hash ^ token) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
                digit |= Swar.digits(token);
                at += length;
                inside = length == 8;
            }
            if (count == MOST_TOKENS) {
                return false;
            }
            from[count] = begin;
            to[count] = at;
            digits[count] = digit != 0;
            shape = Hash.mix(shape ^ (digit != 0 ? 7 : hash));
            count++;
            if (at >= end) {
                return true;
            }
            begin = at + 1;
            at = begin;
            while (at < end && message[at] == ' ') {
                at++;
            }
        }
    }

    private boolean matches(MinedTemplate template, byte[] message) {
        return template.tokens.length == count && template.matches(message, from, to);
    }

    private @Nullable MinedTemplate search(byte[] message) {
        List<MinedTemplate> leaf = leaves.computeIfAbsent(leaf(message), key -> new ArrayList<>());
        int best = -1;
        double bestSimilarity = -1;
        for (int i = 0; i < leaf.size(); i++) {
            MinedTemplate template = leaf.get(i);
            // A leaf is found by a hash: messages of another length can lie there too.
            double similarity = template.tokens.length == count ? similarity(template, message) : -1;
            if (similarity > bestSimilarity) {
                best = i;
                bestSimilarity = similarity;
            }
        }
        boolean crowded = leaf.size() >= MOST_IN_LEAF || patterns.size() >= MOST_PATTERNS;
        if (best >= 0 && (bestSimilarity >= SIMILARITY || crowded)) {
            MinedTemplate general = generalise(leaf.get(best), message);
            leaf.set(best, general);
            return general;
        }
        return crowded ? null : create(leaf, message);
    }

    /**
     * The share of the pattern's constant tokens that the message has too; 1 where it has none left, and 0 where joining
     * would wear the pattern down: one that keeps only the line's boilerplate would take in everything of its length.
     */
    private double similarity(MinedTemplate template, byte[] message) {
        int same = 0;
        int constants = 0;
        for (int i = 0; i < count; i++) {
            byte[] constant = template.tokens[i];
            if (constant != null) {
                constants++;
                same += template.isConstant(i, message, from[i], to[i]) || isSameKey(constant, message, i) ? 1 : 0;
            }
        }
        if (same < KEPT * template.born) {
            return 0;
        }
        return constants == 0 ? 1 : (double) same / constants;
    }

    /** Whether the token is {@code key=…} with the key of the constant: another value of the same field. */
    private boolean isSameKey(byte[] constant, byte[] message, int token) {
        for (int i = 0; i < constant.length && from[token] + i < to[token]; i++) {
            byte b = message[from[token] + i];
            if (b != constant[i]) {
                return false;
            }
            if (b == '=') {
                return i > 0;
            }
        }
        return false;
    }

    private MinedTemplate generalise(MinedTemplate template, byte[] message) {
        byte[] @Nullable [] tokens = template.tokens.clone();
        boolean wider = false;
        for (int i = 0; i < count; i++) {
            if (tokens[i] != null && !template.isConstant(i, message, from[i], to[i])) {
                tokens[i] = null;
                wider = true;
            }
        }
        if (!wider) {
            return template;
        }
        MinedTemplate general = new MinedTemplate(template.pattern, template.leaf, tokens, template.born);
        patterns.set(template.pattern, general);
        changed.set(template.pattern);
        return general;
    }

    private MinedTemplate create(List<MinedTemplate> leaf, byte[] message) {
        byte[] @Nullable [] tokens = new byte[count] @Nullable [];
        for (int i = 0; i < count; i++) {
            tokens[i] = digits[i] ? null : java.util.Arrays.copyOfRange(message, from[i], to[i]);
        }
        MinedTemplate template = new MinedTemplate(patterns.size(), leaf(message), tokens);
        patterns.add(template);
        changed.set(template.pattern);
        leaf.add(template);
        return template;
    }

    /** The leaf of the message: its number of tokens and its first two, where they are constant. Part of the case format. */
    private long leaf(byte[] message) {
        long key = count;
        for (int i = 0; i < 2 && i < count; i++) {
            key = Hash.mix(key ^ (digits[i] ? 7 : hash(message, from[i], to[i])));
        }
        return key;
    }

    /** FNV of a token without the blanks before it. */
    private static long hash(byte[] message, int start, int end) {
        int at = start;
        while (at < end && message[at] == ' ') {
            at++;
        }
        long hash = 0;
        for (; at < end; at++) {
            hash = (hash ^ message[at]) * 0x100000001B3L;
        }
        return hash;
    }
}
