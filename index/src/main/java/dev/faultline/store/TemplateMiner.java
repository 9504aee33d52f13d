package dev.faultline.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drain (He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017) on bytes: messages are
 * split at single blanks, tokens with digits vary from the start, and a message joins the most similar pattern among
 * those with as many tokens and the same beginning. In front of the tree stands a table from a message's shape (its
 * tokens without digits) to the template that it was given last, which answers nearly always.
 */
final class TemplateMiner {
    static final int MOST_TOKENS = 64;
    static final int MOST_BYTES = 8 << 10;
    private static final int MOST_PATTERNS = 20_000;
    private static final int MOST_IN_LEAF = 200;
    private static final double SIMILARITY = 0.4;
    private static final int SHAPES = 1 << 15;

    /** Where each token of the message at hand begins and ends. */
    final int[] from = new int[MOST_TOKENS + 1];

    final int[] to = new int[MOST_TOKENS + 1];
    private final long[] hashes = new long[MOST_TOKENS + 1];
    private final boolean[] digits = new boolean[MOST_TOKENS + 1];
    private int count;
    private long shape;

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
        if (end - start > MOST_BYTES || !tokenise(message, start, end)) {
            return null;
        }
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

    private boolean tokenise(byte[] message, int start, int end) {
        count = 0;
        shape = 0;
        int begin = start;
        long hash = 0;
        boolean digit = false;
        for (int i = start; i <= end; i++) {
            byte b = i < end ? message[i] : (byte) ' ';
            if (b != ' ') {
                hash = (hash ^ b) * 0x100000001B3L;
                digit |= b >= '0' && b <= '9';
                continue;
            }
            if (count == MOST_TOKENS) {
                return false;
            }
            from[count] = begin;
            to[count] = i;
            hashes[count] = hash;
            digits[count] = digit;
            shape = Hash.mix(shape ^ (digit ? 7 : hash));
            count++;
            begin = i + 1;
            hash = 0;
            digit = false;
        }
        return true;
    }

    private boolean matches(MinedTemplate template, byte[] message) {
        return template.tokens.length == count && template.matches(message, from, to);
    }

    private @Nullable MinedTemplate search(byte[] message) {
        List<MinedTemplate> leaf = leaves.computeIfAbsent(leaf(), key -> new ArrayList<>());
        int best = -1;
        int bestSame = -1;
        for (int i = 0; i < leaf.size(); i++) {
            int same = same(leaf.get(i), message);
            if (same > bestSame) {
                best = i;
                bestSame = same;
            }
        }
        boolean crowded = leaf.size() >= MOST_IN_LEAF || patterns.size() >= MOST_PATTERNS;
        if (best >= 0 && (bestSame >= SIMILARITY * count || crowded)) {
            MinedTemplate general = generalise(leaf.get(best), message);
            leaf.set(best, general);
            return general;
        }
        return crowded ? null : create(leaf, message);
    }

    /** How many tokens are the same; two that vary count as the same. */
    private int same(MinedTemplate template, byte[] message) {
        int same = 0;
        for (int i = 0; i < count; i++) {
            byte[] token = template.tokens[i];
            same += token == null ? digits[i] ? 1 : 0 : template.isConstant(i, message, from[i], to[i]) ? 1 : 0;
        }
        return same;
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
        MinedTemplate general = new MinedTemplate(template.pattern, template.leaf, tokens);
        patterns.set(template.pattern, general);
        changed.set(template.pattern);
        return general;
    }

    private MinedTemplate create(List<MinedTemplate> leaf, byte[] message) {
        byte[] @Nullable [] tokens = new byte[count] @Nullable [];
        for (int i = 0; i < count; i++) {
            tokens[i] = digits[i] ? null : java.util.Arrays.copyOfRange(message, from[i], to[i]);
        }
        MinedTemplate template = new MinedTemplate(patterns.size(), leaf(), tokens);
        patterns.add(template);
        changed.set(template.pattern);
        leaf.add(template);
        return template;
    }

    /** The leaf of the message: its number of tokens and its first two, where they are constant. */
    private long leaf() {
        long key = count;
        for (int i = 0; i < 2 && i < count; i++) {
            key = Hash.mix(key ^ (digits[i] ? 7 : hashes[i]));
        }
        return key;
    }
}
