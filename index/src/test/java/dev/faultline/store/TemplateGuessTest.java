package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A template is found without cutting the message into tokens: it must be one that the tokens would have found. */
class TemplateGuessTest {
    private static final String[] PIECES = {
        "order", "of", "", "customer", "x1", "42", "failed:", "a-very-long-token-of-letters"
    };

    private final TemplateMiner miner = new TemplateMiner();

    @Test
    void givesATemplateWhoseTokensTheMessageHas() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            String message = message(random);
            byte[] bytes = ("<" + message + ">").getBytes(StandardCharsets.UTF_8);

            MinedTemplate template = miner.mine(bytes, 1, bytes.length - 1);

            List<String> tokens = tokens(message);
            assertThat(template).isNotNull();
            assertThat(template.tokens.length).as(message).isEqualTo(tokens.size());
            for (int i = 0; i < tokens.size(); i++) {
                byte[] constant = template.tokens[i];
                String found = constant == null
                        ? new String(bytes, miner.from[i], miner.to[i] - miner.from[i], StandardCharsets.UTF_8)
                        : new String(constant, StandardCharsets.UTF_8);
                assertThat(found).as("token %d of <%s>", i, message).isEqualTo(tokens.get(i));
            }
        }
    }

    private static String message(Random random) {
        StringBuilder message = new StringBuilder("order ");
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            message.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return message.toString();
    }

    /** Single blanks part tokens; further ones belong to the token behind them. */
    private static List<String> tokens(String message) {
        List<String> tokens = new ArrayList<>();
        int begin = 0;
        boolean first = true;
        while (true) {
            int at = begin;
            while (!first && at < message.length() && message.charAt(at) == ' ') {
                at++;
            }
            int end = message.indexOf(' ', at) < 0 ? message.length() : message.indexOf(' ', at);
            tokens.add(message.substring(begin, end));
            if (end == message.length()) {
                return tokens;
            }
            begin = end + 1;
            first = false;
        }
    }
}
