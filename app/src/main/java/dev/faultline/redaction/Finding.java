package dev.faultline.redaction;

/**
 * A piece of a text that must not leave.
 *
 * @param from first character
 * @param to first character after it
 * @param rule what found it
 * @param value what it says, decoded where the text holds it encoded
 */
record Finding(int from, int to, Rule rule, String value) {
    Finding at(int start, int end) {
        return new Finding(start, end, rule, value);
    }
}
