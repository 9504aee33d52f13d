package dev.faultline.query;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import dev.faultline.store.Lexicon;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** What of a stack trace a text is looked for in. */
enum StackPart {
    NONE,
    WHOLE,
    FRAMES;

    /** The part as one text. */
    String text(StackTrace stack) {
        StringBuilder text = new StringBuilder();
        for (StackTrace each = stack; each != null; each = each.cause()) {
            if (this == WHOLE) {
                text.append(each.type()).append(": ").append(each.message()).append('\n');
            }
            if (this == WHOLE && each.text() != null) {
                text.append(each.text()).append('\n');
                continue;
            }
            for (Frame frame : each.frames()) {
                text.append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private static Predicate<byte[]> line(List<String> words) {
        String longest = words.getFirst();
        for (String word : words) {
            longest = word.length() > longest.length() ? word : longest;
        }
        return new TextTest.Phrase(List.of(longest))::matches;
    }

    /** The stacks of a segment in which the text is found. */
    BitSet find(Block block, Lexicon lexicon, TextTest test) {
        if (this == NONE) {
            return new BitSet();
        }
        if (this == FRAMES) {
            return StackClause.passing(block, null, stack -> test.matches(text(stack)));
        }
        return switch (test) {
            case TextTest.Phrase phrase -> phrase(lexicon, phrase);
            // A word never reaches over the end of a line.
            case TextTest.Glob glob -> word(lexicon, glob);
            case TextTest.Similar similar -> word(lexicon, similar);
            case TextTest.Substring substring -> StackClause.passing(block, null, stack -> test.matches(text(stack)));
            case TextTest.Expression expression -> StackClause.passing(block, null, stack -> test.matches(text(stack)));
        };
    }

    private static BitSet word(Lexicon lexicon, TextTest test) {
        return lexicon.stackWords().anyMatch(test::matches) ? lexicon.stacksWith(test::matches) : new BitSet();
    }

    /** Within a line it is found once for all stacks that share the line; over the end of one, stack by stack. */
    private static BitSet phrase(Lexicon lexicon, TextTest.Phrase phrase) {
        BitSet found = candidates(lexicon, phrase.words);
        if (phrase.words.size() == 1 || found.isEmpty()) {
            return found;
        }
        BitSet surely = lexicon.stacksWith(phrase::matches);
        for (int stack = found.nextSetBit(0); stack >= 0; stack = found.nextSetBit(stack + 1)) {
            if (!surely.get(stack)) {
                found.set(stack, phrase.matches(lexicon.text(stack)));
            }
        }
        return found;
    }

    /** The stacks that hold the longest of the words; nothing where one of them stands in no stack. */
    static BitSet candidates(Lexicon lexicon, List<String> words) {
        return words.stream().allMatch(lexicon.stackWords()::holds) ? lexicon.stacksWith(line(words)) : new BitSet();
    }
}
