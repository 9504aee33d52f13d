package dev.faultline.query;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the dictionaries of a segment say about a text, without any message. All sets hold ids plus one, so that 0 stands
 * for rows that have none.
 */
final class SegmentAnswers {
    static final SegmentAnswers NONE = new SegmentAnswers();

    /** Templates all of whose messages hold the text. */
    final BitSet yes = new BitSet();
    /** Stack traces and names that hold it. */
    final BitSet stacks = new BitSet();

    final BitSet names = new BitSet();

    /** Templates that leave it open, by the words that they hold themselves: bit i is the text's word i. */
    private final Map<Long, BitSet> open = new HashMap<>();

    private final Map<Long, BitSet> openByVarying = new ConcurrentHashMap<>();

    void leaveOpen(int template, long words) {
        open.computeIfAbsent(words, key -> new BitSet()).set(template);
    }

    /** The same for many templates. */
    void leaveOpen(BitSet many, long words) {
        open.computeIfAbsent(words, key -> new BitSet()).or(many);
    }

    /** Whether the messages of all rows are settled. */
    boolean isNothing() {
        return yes.isEmpty() && stacks.isEmpty() && names.isEmpty() && open.isEmpty();
    }

    /**
     * The templates whose messages must be read where these words may vary.
     *
     * @param all the words that are needed
     */
    BitSet open(long varying, long all) {
        return openByVarying.computeIfAbsent(varying, key -> {
            BitSet found = new BitSet();
            open.forEach((words, templates) -> {
                if ((words | key) == all) {
                    found.or(templates);
                }
            });
            return found;
        });
    }
}
