package dev.faultline.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.store.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A phrase is found in bytes exactly where it is found word by word. */
class PhraseBytesTest {
    private static final List<String> PARTS =
            List.of("a", "pool", "Pool", "poolside", "connection", "connections", "7", "_", "-", ": ", " ", " ", "\n");

    @Test
    void findsWhatIsFoundWordByWord() {
        Random random = new Random(4);
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            TextTest.Phrase phrase = new TextTest.Phrase(phrase(random));
            String text = text(random);
            boolean expected = phrase.matchesWords(Words.of(text));
            byte[] padded = ("pool " + text + " pool").getBytes(StandardCharsets.UTF_8);
            assertThat(phrase.matches(padded, 5, padded.length - 5))
                    .as("%s in \"%s\"", phrase.words, text)
                    .isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private static List<String> phrase(Random random) {
        List<String> words = List.of("a", "pool", "connection", "7");
        List<String> phrase = new ArrayList<>();
        for (int length = 1 + random.nextInt(3); length > 0; length--) {
            phrase.add(words.get(random.nextInt(words.size())));
        }
        return phrase;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(14); length > 0; length--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
