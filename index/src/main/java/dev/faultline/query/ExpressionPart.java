package dev.faultline.query;

import java.util.List;

/** A part of an expression whose text is ASCII. */
sealed interface ExpressionPart {
    /**
     * One of these characters: bit c of {@code low} is character c, bit c of {@code high} character 64 + c; {@code beyond}
     * says that it may also be one beyond ASCII.
     */
    record One(long low, long high, boolean beyond) implements ExpressionPart {
        static final One NONE = new One(0, 0, false);

        static One of(char c) {
            return range(c, c);
        }

        static One range(char from, char to) {
            One all = new One(0, 0, to >= 128);
            for (int c = from; c <= to && c < 128; c++) {
                all = all.or(c < 64 ? new One(1L << c, 0, false) : new One(0, 1L << c - 64, false));
            }
            return all;
        }

        One or(One other) {
            return new One(low | other.low, high | other.high, beyond || other.beyond);
        }

        One not() {
            return new One(~low, ~high, true);
        }

        /** 128 stands for all characters beyond ASCII. */
        boolean holds(int c) {
            return c >= 128 ? beyond : ((c < 64 ? low : high) >>> (c & 63) & 1) != 0;
        }

        /** With the other case of all its letters; some have a third one beyond ASCII. */
        One inAnyCase() {
            One all = this;
            for (int c = 'a'; c <= 'z'; c++) {
                if (holds(c) || holds(c - 32)) {
                    all = all.or(of((char) c)).or(of((char) (c - 32))).or(new One(0, 0, true));
                }
            }
            return all;
        }
    }

    /** One part after the other; none is the empty text. */
    record Sequence(List<ExpressionPart> parts) implements ExpressionPart {}

    /** Any of these. */
    record Choice(List<ExpressionPart> parts) implements ExpressionPart {}

    /** So many times; {@code most} is -1 for any number. */
    record Repeat(ExpressionPart part, int least, int most) implements ExpressionPart {}
}
