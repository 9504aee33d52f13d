package dev.faultline.query;

import com.google.re2j.Pattern;
import dev.faultline.store.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Whether a text holds what a query looks for in a text field. */
sealed interface TextTest {
    boolean matches(String text);

    /** The same for UTF-8 bytes. */
    default boolean matches(byte[] utf8) {
        return matches(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Words next to each other. */
    final class Phrase implements TextTest {
        final List<String> words;
        private final byte[] first;
        private final boolean ascii;

        Phrase(List<String> words) {
            this.words = List.copyOf(words);
            this.first = words.getFirst().getBytes(StandardCharsets.UTF_8);
            this.ascii = words.stream().allMatch(word -> word.chars().allMatch(c -> c < 0x80));
        }

        @Override
        public boolean matches(String text) {
            return matches(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean matches(byte[] text) {
            if (!ascii) {
                return matchesWords(Words.of(new String(text, StandardCharsets.UTF_8)));
            }
            for (int at = wordStart(text, 0); at < text.length; at = wordStart(text, wordEnd(text, at))) {
                if (phraseAt(text, at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean phraseAt(byte[] text, int start) {
            int at = start;
            if (wordAt(text, at, first) < 0) {
                return false;
            }
            for (String word : words) {
                int end = wordAt(text, at, word.getBytes(StandardCharsets.US_ASCII));
                if (end < 0) {
                    return false;
                }
                at = wordStart(text, end);
            }
            return true;
        }

        /** The end of the word that stands here, in any case of its letters; -1 where another one does. */
        private static int wordAt(byte[] text, int at, byte[] word) {
            int end = at + word.length;
            if (end > text.length || end < text.length && word.length < Words.LONGEST && Words.isWordByte(text[end])) {
                return -1;
            }
            for (int i = 0; i < word.length; i++) {
                byte b = text[at + i];
                if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word[i]) {
                    return -1;
                }
            }
            return word.length < Words.LONGEST ? end : wordEnd(text, at);
        }

        private static int wordStart(byte[] text, int from) {
            int at = from;
            while (at < text.length && !Words.isWordByte(text[at])) {
                at++;
            }
            return at;
        }

        private static int wordEnd(byte[] text, int from) {
            int at = from;
            while (at < text.length && Words.isWordByte(text[at])) {
                at++;
            }
            return at;
        }

        boolean matchesWords(List<String> text) {
            for (int i = 0; i + words.size() <= text.size(); i++) {
                if (text.subList(i, i + words.size()).equals(words)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A text without any word in it, such as an arrow. */
    record Substring(String part) implements TextTest {
        @Override
        public boolean matches(String text) {
            return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }
    }

    /** A word of a form. */
    record Glob(WildcardPattern pattern) implements TextTest {
        @Override
        public boolean matches(String text) {
            return Words.of(text).stream().anyMatch(pattern::matches);
        }
    }

    /** A word much like another. */
    record Similar(String word, int edits) implements TextTest {
        @Override
        public boolean matches(String text) {
            return Words.of(text).stream()
                    .anyMatch(other -> Math.abs(other.length() - word.length()) <= edits
                            && FieldNames.distance(other, word) <= edits);
        }
    }

    /** An expression, found anywhere. */
    @SuppressWarnings("ArrayRecordComponent") // a constant that nobody compares
    record Expression(Pattern pattern, byte[] literal) implements TextTest {
        @Override
        public boolean matches(String text) {
            return pattern.matcher(text).find();
        }

        @Override
        public boolean matches(byte[] utf8) {
            return (literal.length == 0 || contains(utf8, literal))
                    && matches(new String(utf8, StandardCharsets.UTF_8));
        }

        private static boolean contains(byte[] text, byte[] part) {
            for (int i = 0; i + part.length <= text.length; i++) {
                if (text[i] == part[0] && java.util.Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                    return true;
                }
            }
            return false;
        }
    }
}
