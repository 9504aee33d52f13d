package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a pattern while messages are being mined; immutable but for its number in the current segment. */
final class MinedTemplate {
    final int pattern;
    /** The leaf of the miner's tree that the pattern was born in. */
    final long leaf;
    /** The constant tokens; null where the token varies. */
    final byte[] @Nullable [] tokens;

    /** Runs of constant tokens with the blanks between them, one run after the other. */
    private final byte[] constants;
    /** For each run its first token, its last one and its length in bytes. */
    private final int[] runs;

    /** The segment that {@link #id} belongs to. */
    int segment = -1;

    int id;

    /** How many constant tokens the pattern began with, as far as is known. */
    final int born;

    MinedTemplate(int pattern, long leaf, byte[] @Nullable [] tokens) {
        this(pattern, leaf, tokens, constants(tokens));
    }

    private static int constants(byte[] @Nullable [] tokens) {
        int constants = 0;
        for (byte[] token : tokens) {
            constants += token == null ? 0 : 1;
        }
        return constants;
    }

    /** A more general version of a pattern. */
    MinedTemplate(int pattern, long leaf, byte[] @Nullable [] tokens, int born) {
        this.born = born;
        this.pattern = pattern;
        this.leaf = leaf;
        this.tokens = tokens;
        Bytes text = new Bytes(64);
        int[] found = new int[3 * tokens.length];
        int count = 0;
        int runStart = -1;
        int first = 0;
        for (int i = 0; i < tokens.length; i++) {
            byte[] token = tokens[i];
            if (token == null) {
                runStart = -1;
                continue;
            }
            if (runStart < 0) {
                runStart = text.size;
                first = i;
                count += 3;
            } else {
                text.u8(' ');
            }
            text.raw(token, 0, token.length);
            found[count - 3] = first;
            found[count - 2] = i;
            found[count - 1] = text.size - runStart;
        }
        // With room behind them, so that they can be read eight at a time.
        this.constants = Arrays.copyOf(text.data, text.size + 8);
        this.runs = Arrays.copyOf(found, count);
    }

    /** Whether a message of as many tokens has all the constant ones. Whole runs of them are compared at once. */
    boolean matches(byte[] message, int[] from, int[] to) {
        int at = 0;
        for (int i = 0; i < runs.length; i += 3) {
            int start = from[runs[i]];
            int end = to[runs[i + 1]];
            int length = runs[i + 2];
            if (end - start != length || !Swar.same(constants, at, message, start, length)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /**
     * Whether a message has as many tokens and all the constant ones, found without cutting it into tokens: the constants
     * say where they end. Notes where the varying ones are.
     */
    boolean fits(byte[] message, int start, int end, int[] from, int[] to) {
        int at = start;
        int token = 0;
        int constant = 0;
        for (int run = 0; run < runs.length; run += 3) {
            for (; token < runs[run]; token++) {
                at = varying(message, token, at, end, from, to);
            }
            int length = runs[run + 2];
            int behind = at + length;
            if (behind > end
                    || behind < end && message[behind] != ' '
                    || !Swar.same(constants, constant, message, at, length)) {
                return false;
            }
            constant += length;
            token = runs[run + 1] + 1;
            at = behind + 1;
        }
        for (; token < tokens.length; token++) {
            at = varying(message, token, at, end, from, to);
        }
        return at == end + 1;
    }

    /** Goes over a varying token to the begin of the next one, two behind the end where there is none any more. */
    private static int varying(byte[] message, int token, int begin, int end, int[] from, int[] to) {
        if (begin > end) {
            return end + 2;
        }
        int at = begin;
        while (token > 0 && at < end && message[at] == ' ') {
            at++;
        }
        while (at < end) {
            int length = Swar.first(Swar.zeros(Swar.word(message, at, end) ^ Swar.BLANKS));
            at += length;
            if (length < 8) {
                break;
            }
        }
        from[token] = begin;
        to[token] = at;
        return at + 1;
    }

    void write(Bytes out) {
        out.number(pattern);
        out.number(tokens.length);
        for (byte[] token : tokens) {
            if (token == null) {
                out.u8(0);
            } else {
                out.u8(1);
                out.bytes(token, 0, token.length);
            }
        }
    }

    static Template read(java.nio.ByteBuffer in) {
        int pattern = (int) Bytes.number(in);
        int count = (int) Bytes.number(in);
        List<@Nullable String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(in.get() == 0 ? null : Bytes.text(in));
        }
        return new Template(pattern, new NullableList(tokens).get());
    }

    static MinedTemplate readMined(java.nio.ByteBuffer in, long leaf) {
        Template template = read(in);
        byte[] @Nullable [] tokens = new byte[template.tokens().size()] @Nullable [];
        for (int i = 0; i < tokens.length; i++) {
            String token = template.tokens().get(i);
            tokens[i] = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
        }
        return new MinedTemplate(template.pattern(), leaf, tokens);
    }

    boolean isConstant(int token, byte[] message, int from, int to) {
        byte[] constant = tokens[token];
        return constant != null && Arrays.equals(constant, 0, constant.length, message, from, to);
    }

    /** A list that may hold nulls and cannot be changed any more. */
    private record NullableList(List<@Nullable String> items) {
        List<@Nullable String> get() {
            return java.util.Collections.unmodifiableList(items);
        }
    }
}
