package dev.faultline.query;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
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

    /** Asks for a word among the lines of stack traces; each phrase is asked by its longest word only. */
    static Predicate<byte[]> line(List<String> words) {
        String longest = words.getFirst();
        for (String word : words) {
            longest = word.length() > longest.length() ? word : longest;
        }
        return new TextTest.Phrase(List.of(longest))::matches;
    }

    /** The stacks that must be asked themselves; no other one can pass. Null where each must be. */
    @org.jspecify.annotations.Nullable
    BitSet candidates(Lexicon lexicon, TextTest test) {
        if (this == NONE) {
            return new BitSet();
        }
        if (this == FRAMES) {
            return null;
        }
        return switch (test) {
            case TextTest.Phrase phrase ->
                phrase.words.stream().allMatch(lexicon.stackWords()::mayHold)
                        ? lexicon.stacksWith(line(phrase.words))
                        : new BitSet();
            // A word never reaches over the end of a line.
            case TextTest.Glob glob -> lexicon.stacksWith(glob::matches);
            case TextTest.Similar similar -> lexicon.stacksWith(similar::matches);
            case TextTest.Substring substring -> null;
            case TextTest.Expression expression -> null;
        };
    }
}
