package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The miner splits eight bytes at a time; here it is held against the same rule one byte at a time. */
class TemplateTokensTest {
    private static final String LETTERS = "   ab09/:\u00e9\u0000";

    @Test
    void splitsAtSingleBlanksWhereverTheTextLies() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = text(random);
            int from = random.nextInt(text.length);
            int to = from + 1 + random.nextInt(text.length - from);
            TemplateMiner miner = new TemplateMiner();
            MinedTemplate template = miner.mine(text, from, to);
            List<int[]> expected = tokens(text, from, to);
            if (expected.size() > TemplateMiner.MOST_TOKENS) {
                assertThat(template).isNull();
                continue;
            }
            assertThat(template).isNotNull();
            for (int i = 0; i < expected.size(); i++) {
                int[] token = expected.get(i);
                assertThat(new int[] {miner.from[i], miner.to[i]}).isEqualTo(token);
                assertThat(template.tokens[i] == null).isEqualTo(hasDigit(text, token));
            }
            assertThat(template.tokens.length).isEqualTo(expected.size());
        }
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<int[]> tokens(byte[] text, int from, int to) {
        List<int[]> tokens = new ArrayList<>();
        int begin = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text[i] == ' ') {
                tokens.add(new int[] {begin, i});
                begin = i + 1;
                while (i + 1 < to && text[i + 1] == ' ') {
                    i++;
                }
            }
        }
        return tokens;
    }

    private static boolean hasDigit(byte[] text, int[] token) {
        for (int i = token[0]; i < token[1]; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                return true;
            }
        }
        return false;
    }
}
