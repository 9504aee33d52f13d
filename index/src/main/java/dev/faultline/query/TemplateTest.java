package dev.faultline.query;

import dev.faultline.store.Template;
import dev.faultline.store.Words;
import java.util.ArrayList;
import java.util.List;

/** What a template says of all its messages. */
final class TemplateTest {
    /** Stands for a token that varies, in a list of words. */
    private static final String GAP = "";

    private TemplateTest() {}

    /** What can be said without the message. */
    enum Answer {
        YES,
        NO,
        MAYBE
    }

    static Answer ask(Template template, TextTest test) {
        if (template.isConstant()) {
            return test.matches(template.text()) ? Answer.YES : Answer.NO;
        }
        return switch (test) {
            case TextTest.Phrase phrase -> phrase(template, phrase.words);
            // A word that all its messages have is not among those by which their blocks are looked for.
            case TextTest.Glob glob ->
                words(template).stream().anyMatch(glob.pattern()::matches) ? Answer.YES : Answer.MAYBE;
            case TextTest.Similar similar -> Answer.MAYBE;
            case TextTest.Expression expression -> Answer.MAYBE;
            case TextTest.Substring substring -> Answer.MAYBE;
        };
    }

    /** The words of the constant tokens. */
    static List<String> words(Template template) {
        List<String> words = new ArrayList<>();
        for (String token : template.tokens()) {
            if (token != null) {
                words.addAll(Words.of(token));
            }
        }
        return words;
    }

    /**
     * Walks the template's words with all numbers of the phrase's words that may have been met so far; a gap may stand
     * for any words. "Surely" is tracked apart: only through constants.
     */
    private static Answer phrase(Template template, List<String> phrase) {
        int length = phrase.size();
        boolean[] maybe = new boolean[length + 1];
        boolean[] surely = new boolean[length + 1];
        for (String word : sequence(template)) {
            boolean[] nextMaybe = new boolean[length + 1];
            boolean[] nextSurely = new boolean[length + 1];
            maybe[0] = true;
            surely[0] = true;
            if (word.equals(GAP)) {
                boolean reached = false;
                for (int met = 0; met <= length; met++) {
                    reached |= maybe[met];
                    nextMaybe[met] = reached;
                }
            } else {
                for (int met = 0; met < length; met++) {
                    if (phrase.get(met).equals(word)) {
                        nextMaybe[met + 1] = maybe[met];
                        nextSurely[met + 1] = surely[met];
                    }
                }
            }
            if (nextSurely[length]) {
                return Answer.YES;
            }
            if (nextMaybe[length]) {
                return rest(template, phrase);
            }
            maybe = nextMaybe;
            surely = nextSurely;
        }
        return Answer.NO;
    }

    /** Already "maybe": the whole phrase may still stand in the constants further on. */
    private static Answer rest(Template template, List<String> phrase) {
        List<String> run = new ArrayList<>();
        for (String word : sequence(template)) {
            if (word.equals(GAP)) {
                run.clear();
                continue;
            }
            run.add(word);
            int size = run.size();
            if (size >= phrase.size() && run.subList(size - phrase.size(), size).equals(phrase)) {
                return Answer.YES;
            }
        }
        return Answer.MAYBE;
    }

    private static List<String> sequence(Template template) {
        List<String> sequence = new ArrayList<>();
        for (String token : template.tokens()) {
            if (token == null) {
                sequence.add(GAP);
            } else {
                sequence.addAll(Words.of(token));
            }
        }
        return sequence;
    }
}
