package dev.faultline.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which texts of the code may have written a message. */
class TextLiteralTest {
    private static int fit(String line, String message) {
        return TextLiteral.of(line).stream()
                .mapToInt(literal -> literal.fit(message))
                .max()
                .orElse(0);
    }

    @Test
    void placeholdersOfTheUsualLanguagesStandForAnything() {
        String message = "order 17 refused for c-300";
        assertThat(fit("log.warn(\"order {} refused for {}\", id, customer);", message))
                .isPositive();
        assertThat(fit("logger.warning('order %s refused for %(who)s' % x)", message))
                .isPositive();
        assertThat(fit("log.Printf(\"order %d refused for %v\", id, who)", message))
                .isPositive();
        assertThat(fit("console.warn(`order ${id} refused for ${who}`)", message))
                .isPositive();
    }

    @Test
    void aTextThatCoversTheMessageFitsBetterThanOneThatBeginsIt() {
        String message = "connection to payment lost after 3 s";
        assertThat(fit("x(\"connection to {} lost after {} s\")", message))
                .isGreaterThan(fit("x(\"connection to payment lost\" + more)", message));
        assertThat(fit("x(\"connection to payment lost\" + more)", message)).isPositive();
    }

    @Test
    void anotherSentenceAndTooShortATextDoNotFit() {
        assertThat(fit("x(\"order {} accepted for {}\")", "order 17 refused for c-300"))
                .isZero();
        assertThat(fit("x(\"or {}\")", "or 17")).isZero();
    }
}
