package dev.faultline.query;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A piece of ASCII that must stand in a text in any case of its letters; a cheap look before the costly one. */
record FoldedLiteral(ByteSearch literal, List<ByteSearch> disguises) {
    /** The sign of kelvin, whose small letter is k. */
    static final ByteSearch KELVIN = search("\u212A");

    /** A capital i with a dot, whose small form begins with i. */
    private static final ByteSearch DOTTED = search("\u0130");

    private static ByteSearch search(String text) {
        return new ByteSearch(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A text in lower case; where it is not all ASCII nothing is ruled out. */
    static FoldedLiteral of(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        byte[] bytes = ascii ? text.getBytes(StandardCharsets.US_ASCII) : new byte[0];
        boolean kelvin = text.indexOf('k') >= 0;
        boolean dotted = text.indexOf('i') >= 0;
        List<ByteSearch> disguises = kelvin && dotted
                ? List.of(KELVIN, DOTTED)
                : kelvin ? List.of(KELVIN) : dotted ? List.of(DOTTED) : List.of();
        return new FoldedLiteral(new ByteSearch(bytes, true), disguises);
    }

    /** False: it surely does not. */
    boolean mayStand(byte[] text, int from, int to) {
        if (literal.find(text, from, to) >= 0) {
            return true;
        }
        for (ByteSearch disguise : disguises) {
            if (disguise.find(text, from, to) >= 0) {
                return true;
            }
        }
        return false;
    }
}
