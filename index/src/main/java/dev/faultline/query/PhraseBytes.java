package dev.faultline.query;

import dev.faultline.store.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A phrase of ASCII words, looked for in UTF-8 bytes as they are. */
final class PhraseBytes {
    private final List<byte[]> words = new ArrayList<>();
    /** The longest of the words: most texts lack it. */
    private final ByteSearch longest;

    /** How many words of the phrase stand before it. */
    private final int before;

    private final boolean folds;

    PhraseBytes(List<String> phrase) {
        byte[] rarest = {};
        int place = 0;
        for (String word : phrase) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            if (utf8.length > rarest.length) {
                rarest = utf8;
                place = words.size();
            }
            words.add(utf8);
        }
        before = place;
        longest = new ByteSearch(rarest, true);
        folds = phrase.stream().anyMatch(word -> word.indexOf('k') >= 0);
    }

    /** Whether a letter beyond ASCII could stand for one of the phrase's. */
    boolean mayHide(byte[] text, int from, int to) {
        return folds && FoldedLiteral.KELVIN.find(text, from, to) >= 0;
    }

    boolean matches(byte[] text, int from, int to) {
        for (int at = longest.find(text, from, to); at >= 0; at = longest.find(text, at + 1, to)) {
            if (at == from || !Words.isWordByte(text[at - 1])) {
                int start = wordsBefore(text, from, at, before);
                if (start >= 0 && phraseAt(text, start, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the word begins that stands so many words before this one; -1 where there are fewer. */
    private static int wordsBefore(byte[] text, int from, int word, int count) {
        int at = word;
        for (int i = 0; i < count; i++) {
            while (at > from && !Words.isWordByte(text[at - 1])) {
                at--;
            }
            if (at == from) {
                return -1;
            }
            while (at > from && Words.isWordByte(text[at - 1])) {
                at--;
            }
        }
        return at;
    }

    private boolean phraseAt(byte[] text, int start, int to) {
        int at = start;
        for (byte[] word : words) {
            int end = wordAt(text, at, to, word);
            if (end < 0) {
                return false;
            }
            at = wordStart(text, end, to);
        }
        return true;
    }

    /** The end of the word that stands here, in any case of its letters; -1 where another one does. */
    private static int wordAt(byte[] text, int at, int to, byte[] word) {
        int end = at + word.length;
        if (end > to || end < to && word.length < Words.LONGEST && Words.isWordByte(text[end])) {
            return -1;
        }
        for (int i = 0; i < word.length; i++) {
            byte b = text[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word[i]) {
                return -1;
            }
        }
        return word.length < Words.LONGEST ? end : wordEnd(text, at, to);
    }

    private static int wordStart(byte[] text, int from, int to) {
        int at = from;
        while (at < to && !Words.isWordByte(text[at])) {
            at++;
        }
        return at;
    }

    private static int wordEnd(byte[] text, int from, int to) {
        int at = from;
        while (at < to && Words.isWordByte(text[at])) {
            at++;
        }
        return at;
    }
}
