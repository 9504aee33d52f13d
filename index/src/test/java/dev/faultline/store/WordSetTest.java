package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words are taken eight bytes at a time here, and character by character in queries: both must see the same ones. */
class WordSetTest {
    private static final String SIGNS = "abzAZ019_ -.:[]@`{/#\u00e9\u4e2d\t\"=";

    private final WordSet words = new WordSet();

    @Test
    void holdsTheWordsThatAQueryLooksFor() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            String text = text(random);
            byte[] before = "x9".getBytes(StandardCharsets.UTF_8);
            byte[] bytes = ("x9" + text + "9y").getBytes(StandardCharsets.UTF_8);
            words.clear();
            words.add(bytes, before.length, bytes.length - 2);
            List<String> plain = words.words().stream()
                    .map(word -> new String(word, StandardCharsets.UTF_8))
                    .toList();
            for (String word : Words.of(text)) {
                if (Words.hasDigit(word)) {
                    assertThat(mayHold(word)).as("%s in %s", word, text).isTrue();
                    assertThat(plain).as(text).containsAll(lettersOf(word));
                } else {
                    assertThat(plain).as(text).contains(word);
                }
            }
            assertThat(plain.stream().filter(word -> !word.endsWith("#"))).allMatch(Words.of(text)::contains);
        }
    }

    /** What stands for a word with digits among those without: its letters before the first, and a sign. */
    private static List<String> lettersOf(String word) {
        String letters =
                word.substring(0, word.indexOf(word.replaceAll("[^0-9]", "").charAt(0)));
        return letters.isEmpty() ? List.of() : List.of(letters + "#");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            // Mostly letters, so that words of all lengths come about.
            int sign = random.nextInt(3) > 0 ? random.nextInt(8) : random.nextInt(SIGNS.length());
            text.append(SIGNS.charAt(sign));
        }
        return text.toString();
    }

    private boolean mayHold(String word) {
        Bytes out = new Bytes(64);
        words.bloom.write(out);
        return Bloom.mayHold(view(out), 0, NumberToken.of(word));
    }

    private static ByteBuffer view(Bytes out) {
        return Bytes.view(out.toArray());
    }

    @Test
    void findsAnIdByItsDigitsInEitherCase() {
        words.id(0xFEDCBA9876543210L);
        words.id(0x00000000000000ABL, 0x123456789ABCDEF0L);

        assertThat(mayHold("fedcba9876543210")).isTrue();
        assertThat(mayHold("FEDCBA9876543210")).isTrue();
        assertThat(mayHold("00000000000000ab" + HexFormat.of().toHexDigits(0x123456789ABCDEF0L)))
                .isTrue();
        assertThat(mayHold("fedcba9876543211")).isFalse();
    }

    @Test
    void readsAFilterOfAnEarlierForm() {
        byte[] token = "abc123".getBytes(StandardCharsets.UTF_8);
        long key = Bloom.hash(token, 0, token.length);
        Bytes out = new Bytes(64);
        out.i32(-1);
        long bits = 0;
        for (int probe = 0; probe < 7; probe++) {
            bits |= 1L << Math.unsignedMultiplyHigh(key + probe * (key * 0x9E3779B97F4A7C15L | 1), 64);
        }
        out.i64(bits);

        assertThat(Bloom.mayHold(view(out), 0, NumberToken.of("abc123"))).isTrue();
        assertThat(Bloom.mayHold(view(out), 0, NumberToken.of("abc124"))).isFalse();
    }
}
