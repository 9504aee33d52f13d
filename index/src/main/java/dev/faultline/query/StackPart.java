package dev.faultline.query;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import dev.faultline.store.Lexicon;
import java.util.BitSet;

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

    /** The stacks of a segment in which the text is found. */
    BitSet find(Block block, Lexicon lexicon, TextTest test) {
        if (this == NONE) {
            return new BitSet();
        }
        if (this == FRAMES) {
            return StackClause.passing(block, null, stack -> test.matches(text(stack)));
        }
        return switch (test) {
            case TextTest.Phrase phrase -> phrase(block, lexicon, phrase);
            case TextTest.Glob glob -> lexicon.stacksWithWord(glob::matches);
            case TextTest.Similar similar -> lexicon.stacksWithWord(similar::matches);
            case TextTest.Substring substring -> StackClause.passing(block, null, stack -> test.matches(text(stack)));
            case TextTest.Expression expression -> StackClause.passing(block, null, stack -> test.matches(text(stack)));
        };
    }

    private static BitSet phrase(Block block, Lexicon lexicon, TextTest.Phrase phrase) {
        BitSet candidates = lexicon.stacksWithAll(phrase.words);
        if (phrase.words.size() == 1 || candidates.isEmpty()) {
            return candidates;
        }
        BitSet found = new BitSet();
        block.eachStackText(candidates, (id, utf8, length) -> found.set(id, phrase.matches(utf8, 0, length)));
        return found;
    }
}
