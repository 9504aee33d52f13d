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

    private final boolean folds;

    PhraseBytes(List<String> phrase) {
        byte[] rarest = {};
        for (String word : phrase) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            words.add(utf8);
            rarest = utf8.length > rarest.length ? utf8 : rarest;
        }
        longest = new ByteSearch(rarest, true);
        folds = phrase.stream().anyMatch(word -> word.indexOf('k') >= 0);
    }

    /** Whether a letter beyond ASCII could stand for one of the phrase's. */
    boolean mayHide(byte[] text, int from, int to) {
        return folds && FoldedLiteral.KELVIN.find(text, from, to) >= 0;
    }

    boolean matches(byte[] text, int from, int to) {
        int found = longest.find(text, from, to);
        if (found < 0) {
            return false;
        }
        if (words.size() == 1) {
            return word(text, from, to, found);
        }
        for (int at = wordStart(text, from, to); at < to; at = wordStart(text, wordEnd(text, at, to), to)) {
            if (phraseAt(text, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean word(byte[] text, int from, int to, int first) {
        byte[] word = words.getFirst();
        for (int at = first; at >= 0; at = longest.find(text, at + 1, to)) {
            if ((at == from || !Words.isWordByte(text[at - 1])) && wordAt(text, at, to, word) >= 0) {
                return true;
            }
        }
        return false;
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
