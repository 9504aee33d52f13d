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
