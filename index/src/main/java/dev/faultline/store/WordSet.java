package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The varying words of a block, each once: those without digits by their bytes in lower case, those with digits as a
 * hash in the Bloom filter and their letters before the first digit as a word with {@code #} behind it.
 */
final class WordSet {
    final Bloom bloom = new Bloom();
    private final BytesDictionary words = new BytesDictionary();
    private final byte[] lower = new byte[Words.LONGEST + 16];
    private final RecentWords recent = new RecentWords();

    void clear() {
        bloom.clear();
        words.clear();
        recent.clear();
    }

    /** All words of a text in UTF-8. */
    void add(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            long eight = Swar.word(text, at, to);
            long inside = Swar.wordBytes(eight);
            int before = Swar.first(inside);
            at += before;
            if (before == 0) {
                at = word(text, at, to, eight, inside);
            }
        }
    }

    /** Takes the word that begins here, with its first eight bytes at hand; returns where it ends. */
    private int word(byte[] text, int from, int to, long firstEight, long firstInside) {
        int at = from;
        long eight = firstEight;
        long inside = firstInside;
        long hash = 0;
        long before = 0;
        long last = 0;
        long wide = 0;
        int digit = -1;
        while (true) {
            int length = Swar.first(Swar.others(inside));
            long part = Swar.first(eight, length);
            long digits = Swar.digits(part);
            if (digits != 0 && digit < 0) {
                digit = at - from + Swar.first(digits);
            }
            wide |= part;
            if (length > 0) {
                before = last;
                last = Swar.lower(part);
                hash = TokenHash.step(hash, last);
            }
            at += length;
            if (length < 8 || at >= to) {
                break;
            }
            eight = Swar.word(text, at, to);
            inside = Swar.wordBytes(eight);
        }
        if (Swar.others(wide) != Swar.others(0) || at - from > Words.LONGEST) {
            wideWord(new String(text, from, at - from, StandardCharsets.UTF_8));
        } else if (digit < 0) {
            if (at - from > RecentWords.LONGEST || !recent.holds(before, last)) {
                known(text, from, at);
            }
        } else {
            bloom.add(TokenHash.end(hash, at - from));
            if (digit > 0 && (digit > 7 || !recent.holds(RecentWords.NUMBERED, letters(firstEight, digit)))) {
                numbered(text, from, from + digit);
            }
        }
        return at;
    }

    private void known(byte[] text, int from, int to) {
        words.id(lower, 0, lower(text, from, to));
    }

    private static long letters(long eight, int length) {
        return Swar.lower(Swar.first(eight, length));
    }

    /** The letters before the first digit. */
    private void numbered(byte[] text, int from, int to) {
        int length = lower(text, from, to);
        lower[length] = '#';
        words.id(lower, 0, length + 1);
    }

    private int lower(byte[] text, int from, int to) {
        for (int i = from; i < to; i += 8) {
            Swar.put(lower, i - from, Swar.lower(Swar.word(text, i, to)));
        }
        return to - from;
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    /** A word that is sixteen hexadecimal digits. */
    void id(long id) {
        bloom.add(TokenHash.ofHex(id));
    }

    /** A word that is thirty-two of them. */
    void id(long high, long low) {
        bloom.add(TokenHash.ofHex(high, low));
    }

    private void wideWord(String word) {
        String normal = Words.normalise(word);
        if (Words.hasDigit(normal)) {
            byte[] utf8 = normal.getBytes(StandardCharsets.UTF_8);
            bloom.add(TokenHash.of(utf8, 0, utf8.length));
            int letters = 0;
            while (normal.charAt(letters) < '0' || normal.charAt(letters) > '9') {
                letters++;
            }
            if (letters > 0) {
                words.id(normal.substring(0, letters) + "#");
            }
        } else {
            words.id(normal);
        }
    }

    List<byte[]> words() {
        List<byte[]> result = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            result.add(words.get(i));
        }
        return result;
    }
}
