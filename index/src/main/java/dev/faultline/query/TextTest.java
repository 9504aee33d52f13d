package dev.faultline.query;

import com.google.re2j.Pattern;
import dev.faultline.store.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a text holds what a query looks for in a text field. */
sealed interface TextTest {
    boolean matches(String text);

    /** The same for a range of UTF-8 bytes. */
    default boolean matches(byte[] utf8, int from, int to) {
        return matches(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    /** The same for UTF-8 bytes. */
    default boolean matches(byte[] utf8) {
        return matches(utf8, 0, utf8.length);
    }

    /** Words next to each other. */
    final class Phrase implements TextTest {
        final List<String> words;
        private final PhraseBytes bytes;
        private final boolean ascii;

        Phrase(List<String> words) {
            this.words = List.copyOf(words);
            this.bytes = new PhraseBytes(words);
            this.ascii = words.stream().allMatch(word -> word.chars().allMatch(c -> c < 0x80));
        }

        @Override
        public boolean matches(String text) {
            return matches(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean matches(byte[] text, int from, int to) {
            if (!ascii || bytes.mayHide(text, from, to)) {
                return matchesWords(Words.of(new String(text, from, to - from, StandardCharsets.UTF_8)));
            }
            return bytes.matches(text, from, to);
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

    /** A text without any word in it, such as an arrow: signs of ASCII, which have no case. */
    record Substring(String part, ByteSearch search) implements TextTest {
        Substring(String part) {
            this(part, new ByteSearch(part.getBytes(StandardCharsets.UTF_8), false));
        }

        @Override
        public boolean matches(String text) {
            return text.contains(part);
        }

        @Override
        public boolean matches(byte[] utf8, int from, int to) {
            return search.find(utf8, from, to) >= 0;
        }
    }

    /** A word of a form. */
    record Glob(WildcardPattern pattern, FoldedLiteral literal) implements TextTest {
        Glob(WildcardPattern pattern) {
            this(pattern, FoldedLiteral.of(pattern.literal()));
        }

        @Override
        public boolean matches(String text) {
            return Words.of(text).stream().anyMatch(pattern::matches);
        }

        @Override
        public boolean matches(byte[] utf8, int from, int to) {
            return literal.mayStand(utf8, from, to) && TextTest.super.matches(utf8, from, to);
        }
    }

    /** A word much like another. */
    record Similar(String word, int edits) implements TextTest {
        @Override
        public boolean matches(String text) {
            return Words.of(text).stream().anyMatch(this::isSimilar);
        }

        private boolean isSimilar(String other) {
            return Math.abs(other.length() - word.length()) <= edits && FieldNames.distance(other, word) <= edits;
        }

        @Override
        public boolean matches(byte[] utf8, int from, int to) {
            // Most words are told apart by their length alone, where a byte is a letter.
            int start = from;
            for (int i = from; i <= to; i++) {
                if (i < to && utf8[i] < 0) {
                    return TextTest.super.matches(utf8, from, to);
                }
                if (i == to || !Words.isWordByte(utf8[i])) {
                    int length = Math.min(i - start, Words.LONGEST);
                    if (length > 0
                            && Math.abs(length - word.length()) <= edits
                            && isSimilar(new String(utf8, start, length, StandardCharsets.US_ASCII)
                                    .toLowerCase(Locale.ROOT))) {
                        return true;
                    }
                    start = i + 1;
                }
            }
            return false;
        }
    }

    /** An expression, found anywhere; without the literal, none of its matches can be there. */
    record Expression(Pattern pattern, ByteSearch literal, Optional<ExpressionTable> table) implements TextTest {
        static Expression of(String expression) {
            byte[] literal = RequiredLiteral.of(expression).getBytes(StandardCharsets.UTF_8);
            return new Expression(
                    Pattern.compile(expression), new ByteSearch(literal, false), ExpressionTable.of(expression));
        }

        @Override
        public boolean matches(String text) {
            return pattern.matcher(text).find();
        }

        @Override
        public boolean matches(byte[] utf8, int from, int to) {
            if (literal.find(utf8, from, to) < 0) {
                return false;
            }
            ExpressionTable.Answer answer =
                    table.isPresent() ? table.get().find(utf8, from, to) : ExpressionTable.Answer.UNKNOWN;
            return switch (answer) {
                case FOUND -> true;
                case NOT_FOUND -> false;
                case UNKNOWN -> TextTest.super.matches(utf8, from, to);
            };
        }
    }
}
