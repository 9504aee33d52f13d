package dev.faultline.redaction;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Conditions that an expression cannot say: check digits, ranges of numbers, what stands beside. */
enum Check {
    NONE {
        @Override
        boolean holds(String text, Finding finding) {
            return true;
        }
    },
    /** Payment cards: an issuer's range, a length that fits, Luhn's check digit. */
    CARD {
        @Override
        boolean holds(String text, Finding finding) {
            return Cards.isCard(finding.value());
        }

        @Override
        List<Finding> scan(String text, Rule rule) {
            return Cards.scan(text, rule);
        }
    },
    IBAN {
        @Override
        boolean holds(String text, Finding finding) {
            return isIban(finding.value().replace(" ", ""));
        }

        @Override
        boolean mayHold(String text) {
            for (int i = 0; i + 3 < text.length(); i++) {
                if (isUpper(text.charAt(i))
                        && isUpper(text.charAt(i + 1))
                        && isDigit(text.charAt(i + 2))
                        && isDigit(text.charAt(i + 3))) {
                    return true;
                }
            }
            return false;
        }
    },
    IPV4 {
        @Override
        boolean holds(String text, Finding finding) {
            return isAddress(finding.value()) && !touches(text, finding, ".");
        }

        @Override
        boolean mayHold(String text) {
            int points = 0;
            for (int i = text.indexOf('.', 1);
                    i > 0 && i + 1 < text.length() && points < 3;
                    i = text.indexOf('.', i + 1)) {
                points += isDigit(text.charAt(i - 1)) && isDigit(text.charAt(i + 1)) ? 1 : 0;
            }
            return points == 3;
        }
    },
    IPV6 {
        @Override
        boolean holds(String text, Finding finding) {
            return isAddress6(finding.value()) && !touches(text, finding, ":");
        }

        @Override
        boolean mayHold(String text) {
            int colons = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == ':') {
                    colons++;
                    if (colons >= 7 || i > 0 && text.charAt(i - 1) == ':') {
                        return true;
                    }
                } else if (Character.digit(c, 16) < 0) {
                    colons = 0;
                }
            }
            return false;
        }
    },
    PHONE {
        @Override
        boolean holds(String text, Finding finding) {
            long digits = digits(finding.value());
            return digits >= 8 && digits <= 15 && !touches(text, finding, "");
        }

        @Override
        boolean mayHold(String text) {
            return digits(text) >= 8;
        }
    },
    DIGITS_7_15 {
        @Override
        boolean holds(String text, Finding finding) {
            long digits = digits(finding.value());
            return digits >= 7 && digits <= 15;
        }

        @Override
        boolean mayHold(String text) {
            return digits(text) >= 7;
        }
    },
    /** A long line of base64 and nothing else, as in keys and certificates. */
    BASE64_LINE {
        @Override
        boolean holds(String text, Finding finding) {
            return true;
        }

        @Override
        boolean mayHold(String text) {
            return hasRun(text, Check::isBase64, 60);
        }
    },
    /** 32 digits of a lower-case hexadecimal number. */
    HEX_32 {
        @Override
        boolean holds(String text, Finding finding) {
            return true;
        }

        @Override
        boolean mayHold(String text) {
            return hasRun(text, c -> isDigit(c) || c >= 'a' && c <= 'f', 32);
        }
    };

    private interface Characters {
        boolean hold(char c);
    }

    private static boolean isBase64(char c) {
        return isDigit(c) || isUpper(c) || c >= 'a' && c <= 'z' || c == '+' || c == '/';
    }

    private static boolean hasRun(String text, Characters characters, int least) {
        int run = 0;
        for (int i = 0; i < text.length() && run < least; i++) {
            run = characters.hold(text.charAt(i)) ? run + 1 : 0;
        }
        return run >= least;
    }

    abstract boolean holds(String text, Finding finding);

    /** A quick look that spares most texts the expression; true where it cannot tell. */
    boolean mayHold(String text) {
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Finds without an expression. */
    List<Finding> scan(String text, Rule rule) {
        return new ArrayList<>();
    }

    static Check of(String label) {
        return label.isEmpty() ? NONE : valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static long digits(String text) {
        long digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /** Whether a letter, a digit or one of these stands right beside it: then it is a part of something else. */
    private static boolean touches(String text, Finding finding, String others) {
        return finding.from() > 0 && isPart(text.charAt(finding.from() - 1), others)
                || finding.to() < text.length()
                        && isPart(text.charAt(finding.to()), others)
                        && !endsSentence(text, finding.to());
    }

    private static boolean endsSentence(String text, int at) {
        return ".:".indexOf(text.charAt(at)) >= 0
                && (at + 1 == text.length()
                        || !Character.isLetterOrDigit(text.charAt(at + 1))
                        || text.charAt(at) == ':');
    }

    private static boolean isPart(char c, String others) {
        return Character.isLetterOrDigit(c) || others.indexOf(c) >= 0;
    }

    private static boolean isAddress(String text) {
        String[] parts = text.split("\\.");
        for (String part : parts) {
            if (Integer.parseInt(part) > 255 || part.length() > 1 && part.startsWith("0")) {
                return false;
            }
        }
        int first = Integer.parseInt(parts[0]);
        boolean special = first == 127 || text.endsWith(".0.0.0") || text.equals("255.255.255.255");
        return parts.length == 4 && first > 0 && !special;
    }

    private static boolean isAddress6(String text) {
        int gap = text.indexOf("::");
        boolean twice = gap >= 0 && text.indexOf("::", gap + 1) >= 0;
        long groups = java.util.Arrays.stream(text.split(":"))
                .filter(group -> !group.isEmpty())
                .count();
        boolean hex = text.chars().anyMatch(c -> Character.digit(c, 16) >= 0);
        // Times and pairs of words are no addresses: eight groups, or a gap and at least three.
        return hex && !twice && (gap < 0 ? groups == 8 : groups >= 3 && groups < 8);
    }

    private static boolean isIban(String text) {
        if (text.length() < 15 || text.length() > 34) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        String turned = text.substring(4) + text.substring(0, 4);
        turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
