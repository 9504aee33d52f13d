package dev.faultline.store;

import java.nio.charset.StandardCharsets;

/**
 * A token with a digit, as the Bloom filters of all blocks are asked for it: hashed once, not once a block.
 *
 * @param hash what filters of today know it by
 * @param formerHash what those of the case formats 1 and 2 know it by
 */
public record NumberToken(long hash, long formerHash) {
    /** The token is lower case and holds a digit, see {@link Words}. */
    public static NumberToken of(String token) {
        byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
        return new NumberToken(TokenHash.of(utf8, 0, utf8.length), Bloom.hash(utf8, 0, utf8.length));
    }
}
