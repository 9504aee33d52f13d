package dev.faultline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table beside RE2, which knows the whole syntax: the same answer on every text, or none. */
class ExpressionTableTest {
    private static final String[] PIECES = {
        "a",
        "b",
        "K",
        "1",
        ".",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "[ab]",
        "[^a1]",
        "[0-9_]",
        "[]b]",
        "[a-]",
        "(a|b)",
        "(?:ab|1)",
        "(a|)",
        "\\.",
        "-",
        " ",
        "ü",
        "[^ü]",
        "((b1){2})",
    };
    private static final String[] COUNTS = {"", "", "", "*", "+", "?", "+?", "*?", "??", "{2}", "{1,}", "{0,2}", "{0}"};
    private static final String LETTERS = "aabbkK11_.-] \n\tüé";

    private static ExpressionTable.Answer ask(String expression, String text) {
        byte[] utf8 = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
        return ExpressionTable.of(expression).orElseThrow().find(utf8, 2, utf8.length - 2);
    }

    @Test
    void answersAsRe2DoesForExpressionsMadeAtRandom() {
        Random random = new Random(3);
        int[] answers = new int[3];
        for (int i = 0; i < 6_000; i++) {
            StringBuilder expression = new StringBuilder(random.nextInt(6) == 0 ? "(?i)" : "");
            expression.append(random.nextInt(6) == 0 ? "^" : "");
            for (int piece = random.nextInt(4); piece >= 0; piece--) {
                expression.append(PIECES[random.nextInt(PIECES.length)]).append(COUNTS[random.nextInt(COUNTS.length)]);
            }
            expression.append(random.nextInt(6) == 0 ? "$" : "");
            Pattern pattern = Pattern.compile(expression.toString());
            for (int t = 0; t < 6; t++) {
                StringBuilder text = new StringBuilder();
                int letters = random.nextInt(5) == 0 ? LETTERS.length() : LETTERS.length() - 2;
                for (int length = random.nextInt(8); length > 0; length--) {
                    text.append(LETTERS.charAt(random.nextInt(letters)));
                }
                ExpressionTable.Answer answer = ask(expression.toString(), text.toString());
                answers[answer.ordinal()]++;
                if (answer != ExpressionTable.Answer.UNKNOWN) {
                    assertThat(answer == ExpressionTable.Answer.FOUND)
                            .as("/%s/ in \"%s\"", expression, text)
                            .isEqualTo(pattern.matcher(text).find());
                }
            }
        }
        assertThat(java.util.Arrays.stream(answers).min().orElse(0))
                .as("found, not found, unknown: each often")
                .isGreaterThan(500);
    }

    @Test
    void readsWhatPeopleLookForInLogs() {
        assertThat(ask("in \\d{4} ms", "done in 1234 ms")).isEqualTo(ExpressionTable.Answer.FOUND);
        assertThat(ask("in \\d{4} ms", "done in 12345 ms")).isEqualTo(ExpressionTable.Answer.NOT_FOUND);
        assertThat(ask("(?i)time(d )?out", "Request TIMED OUT")).isEqualTo(ExpressionTable.Answer.FOUND);
        assertThat(ask("status=5\\d\\d$", "status=503")).isEqualTo(ExpressionTable.Answer.FOUND);
        assertThat(ask("status=5\\d\\d$", "status=503 again")).isEqualTo(ExpressionTable.Answer.NOT_FOUND);
    }

    @Test
    void leavesToRe2WhatItDoesNotKnow() {
        for (String expression : List.of(
                "\\bword\\b",
                "[[:alpha:]]",
                "\\pL",
                "a^b",
                "(?s).",
                "^a|b",
                "a|b$",
                "(a$)",
                "\\Qa\\E",
                "a{,2}",
                "x{400}y{400}")) {
            assertThat(ExpressionTable.of(expression)).as(expression).isEmpty();
        }
    }
}
