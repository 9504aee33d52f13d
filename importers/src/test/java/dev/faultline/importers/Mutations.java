package dev.faultline.importers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes the way disks, networks and attackers do: the same seed gives the same damage. */
final class Mutations {
    private static final List<byte[]> TOKENS = List.of(
            text("{"),
            text("}"),
            text("["),
            text("]"),
            text("\""),
            text("\\"),
            text("\\u"),
            text("\\ud800"),
            text(","),
            text(":"),
            text("\n"),
            text("\r"),
            text("\t"),
            text(" "),
            text("\0"),
            text("null"),
            text("-"),
            text("="),
            text("[["),
            text("[\"\"]"),
            text("{}"),
            text("%"),
            text("|"),
            text(";"),
            text("<"),
            text("0"),
            text("9223372036854775808"),
            text("-9223372036854775809"),
            text("1e400"),
            text("99999999999999999999"),
            text("NaN"),
            text("9999-12-31T23:59:60Z"),
            text("\u202e"),
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC3},
            new byte[] {0, 0, 0, 0},
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0xDD, 127, -1, -1, -1});

    private Mutations() {}

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(byte[] seed, List<byte[]> others, RandomGenerator random) {
        byte[] bytes = seed.clone();
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times && bytes.length > 0; i++) {
            bytes = once(bytes, others, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, List<byte[]> others, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(4) == 0 ? 4096 : 16));
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            }
            case 4 -> {
                byte[] repeated = Arrays.copyOf(bytes, to);
                byte[] part = Arrays.copyOfRange(bytes, at, to);
                for (int i = random.nextInt(8); i >= 0; i--) {
                    repeated = joined(repeated, part);
                }
                return joined(repeated, Arrays.copyOfRange(bytes, to, bytes.length));
            }
            case 5 -> {
                byte[] other = others.get(random.nextInt(others.size()));
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
            }
            case 6 -> Arrays.fill(bytes, at, to, (byte) (random.nextBoolean() ? 0 : random.nextInt(256)));
            default -> {
                byte[] token = TOKENS.get(random.nextInt(TOKENS.size()));
                byte[] rest = Arrays.copyOfRange(bytes, random.nextBoolean() ? at : to, bytes.length);
                return joined(joined(Arrays.copyOf(bytes, at), token), rest);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
