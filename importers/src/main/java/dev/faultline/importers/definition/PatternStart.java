package dev.faultline.importers.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a line must begin with so that an expression can match it: one set of bytes for each of its first places. Most
 * formats begin with a time of a fixed shape, so that nearly every line of another format is refused without asking the
 * expression. What is not understood ends the sets; then less is refused, never too much.
 */
final class PatternStart {
    private static final int LONGEST = 64;
    /** Bits of a set: one for each character of ASCII, and one for all bytes beyond. */
    private static final int BEYOND = 128;

    private final String expression;
    private int at;

    private PatternStart(String expression) {
        this.expression = expression;
    }

    /** The sets for the first places, and whether what they were taken from ends behind them. */
    private record Sets(List<ByteSet> places, boolean complete) {}

    /** The sets of an expression that is matched at the line's beginning. */
    static List<ByteSet> of(String expression) {
        PatternStart start = new PatternStart(expression);
        List<ByteSet> places = start.alternatives().places();
        // A parenthesis that nobody opened, or a flag: not understood at all.
        return start.at < expression.length() ? List.of() : places;
    }

    /** Alternatives up to a closing parenthesis or the end. */
    private Sets alternatives() {
        Sets all = sequence();
        while (at < expression.length() && expression.charAt(at) == '|') {
            at++;
            Sets next = sequence();
            int length = Math.min(all.places().size(), next.places().size());
            boolean same = all.complete()
                    && next.complete()
                    && all.places().size() == next.places().size();
            List<ByteSet> both = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                both.add(all.places().get(i).or(next.places().get(i)));
            }
            all = new Sets(both, same);
        }
        return all;
    }

    private Sets sequence() {
        List<ByteSet> places = new ArrayList<>();
        boolean open = true;
        while (at < expression.length() && expression.charAt(at) != '|' && expression.charAt(at) != ')') {
            Sets atom = atom();
            if (atom == null) {
                at = expression.length() + 1;
                return new Sets(List.of(), false);
            }
            int least = 1;
            int most = 1;
            char next = at < expression.length() ? expression.charAt(at) : ' ';
            if (next == '?' || next == '*' || next == '+') {
                least = next == '+' ? 1 : 0;
                most = next == '?' ? 1 : LONGEST;
                at++;
            } else if (next == '{') {
                int end = expression.indexOf('}', at);
                String[] counts =
                        expression.substring(at + 1, Math.max(at + 1, end)).split(",", -1);
                if (end < 0 || !counts[0].matches("\\d{1,4}")) {
                    at = expression.length() + 1;
                    return new Sets(List.of(), false);
                }
                least = Integer.parseInt(counts[0]);
                most = counts.length == 1 ? least : least + 1;
                at = end + 1;
            }
            if (at < expression.length() && expression.charAt(at) == '?' && least != most) {
                at++; // as little as possible
            }
            for (int i = 0; i < least && open && places.size() < LONGEST; i++) {
                places.addAll(atom.places());
                open = atom.complete();
            }
            open &= least == most && places.size() < LONGEST;
        }
        return new Sets(places, open);
    }

    private @Nullable Sets atom() {
        char c = expression.charAt(at++);
        return switch (c) {
            case '^', '$' -> new Sets(List.of(), true);
            case '(' -> group();
            case '[' -> one(bracket());
            case '\\' -> escape();
            case '.' -> one(ByteSet.any());
            default -> one(ByteSet.of(c));
        };
    }

    private static @Nullable Sets one(@Nullable ByteSet set) {
        return set == null ? null : new Sets(List.of(set), true);
    }

    private @Nullable Sets group() {
        if (expression.startsWith("?:", at)) {
            at += 2;
        } else if (expression.startsWith("?P<", at)) {
            at = expression.indexOf('>', at) + 1;
        } else if (expression.startsWith("?", at)) {
            return null;
        }
        Sets inner = alternatives();
        if (at >= expression.length()) {
            return null;
        }
        at++;
        return inner;
    }

    private @Nullable Sets escape() {
        char c = at < expression.length() ? expression.charAt(at++) : 'Q';
        if (c == 'b' || c == 'B') {
            return new Sets(List.of(), true);
        }
        return one(escaped(c));
    }

    private static @Nullable ByteSet escaped(char c) {
        return switch (c) {
            case 'd' -> ByteSet.digits();
            case 'D' -> ByteSet.digits().not();
            case 'w' -> ByteSet.word();
            case 'W' -> ByteSet.word().not();
            case 's' -> ByteSet.space();
            case 'S' -> ByteSet.space().not();
            case 't' -> ByteSet.of('\t');
            default -> Character.isLetterOrDigit(c) ? null : ByteSet.of(c);
        };
    }

    private @Nullable ByteSet bracket() {
        boolean not = expression.startsWith("^", at);
        at += not ? 1 : 0;
        ByteSet set = ByteSet.none();
        boolean first = true;
        while (at < expression.length() && (first || expression.charAt(at) != ']')) {
            first = false;
            char from = expression.charAt(at++);
            if (from == '[' && expression.startsWith(":", at)) {
                return null;
            }
            if (from == '\\') {
                ByteSet known = at < expression.length() ? escaped(expression.charAt(at++)) : null;
                if (known == null) {
                    return null;
                }
                set = set.or(known);
                from = expression.charAt(at - 1);
                if (Character.isLetter(from)) {
                    continue;
                }
            }
            boolean range = expression.startsWith("-", at) && !expression.startsWith("-]", at);
            if (range && expression.startsWith("\\", at + 1)) {
                return null;
            }
            char to = range && at + 1 < expression.length() ? expression.charAt(at + 1) : from;
            at += range ? 2 : 0;
            set = set.or(ByteSet.range(from, to));
        }
        at++;
        return not ? set.not() : set;
    }

    /** Some of the 128 characters of ASCII, or all bytes beyond them. */
    record ByteSet(long low, long high, boolean beyond) {
        static ByteSet none() {
            return new ByteSet(0, 0, false);
        }

        static ByteSet any() {
            return new ByteSet(-1, -1, true);
        }

        static ByteSet of(char c) {
            return range(c, c);
        }

        static ByteSet range(char from, char to) {
            ByteSet set = none();
            for (int c = from; c <= to && c < BEYOND; c++) {
                set = set.or(c < 64 ? new ByteSet(1L << c, 0, false) : new ByteSet(0, 1L << c, false));
            }
            return set;
        }

        static ByteSet digits() {
            return range('0', '9');
        }

        static ByteSet word() {
            return digits().or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
        }

        static ByteSet space() {
            return range('\t', '\n').or(range('\f', '\r')).or(of(' '));
        }

        ByteSet or(ByteSet other) {
            return new ByteSet(low | other.low, high | other.high, beyond || other.beyond);
        }

        ByteSet not() {
            return new ByteSet(~low, ~high, !beyond);
        }

        boolean has(byte b) {
            return b < 0 ? beyond : ((b < 64 ? low : high) >>> b & 1) != 0;
        }
    }
}
