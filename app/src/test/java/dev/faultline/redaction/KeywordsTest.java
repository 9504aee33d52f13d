package dev.faultline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One walk for all keywords says the same as a search for each. */
class KeywordsTest {
    private static final List<String> WORDS = Rules.shipped().rules().stream()
            .flatMap(rule -> rule.keywords().stream())
            .distinct()
            .toList();

    private static void expectTheSame(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Keywords keywords = new Keywords(WORDS);
        long[] found = keywords.in(lower);
        for (String word : WORDS) {
            assertThat(Keywords.meet(keywords.bits(List.of(word)), found))
                    .as(word + " in " + text)
                    .isEqualTo(lower.contains(word));
        }
    }

    @Test
    void findsWhatASearchForEachKeywordFinds() {
        assertThat(WORDS).hasSizeGreaterThan(100);
        WORDS.forEach(word -> {
            expectTheSame(word);
            expectTheSame("x" + word.toUpperCase(Locale.ROOT));
            expectTheSame(word.substring(0, word.length() - 1));
            expectTheSame(word.substring(0, word.length() - 1) + "\u0174" + word);
        });
        expectTheSame("");
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = 0; part < 12; part++) {
                String word = WORDS.get(random.nextInt(WORDS.size()));
                text.append(word, random.nextInt(word.length()), word.length())
                        .append((char) (random.nextInt(0x300) + 0x20));
            }
            expectTheSame(text.toString());
        }
    }
}
