package dev.faultline.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for what is named by evidence: a key must be short and hold no markup. */
final class Keys {
    private static final int BYTES = 6;
    private static final int LONGEST = 400;

    private Keys() {}

    static String of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Words of the evidence, in quotation marks; long ones end with an ellipsis outside of them. */
    static String quoted(String text) {
        String line = text.strip();
        return line.length() <= LONGEST ? "“" + line + "”" : "“" + line.substring(0, LONGEST) + "”…";
    }
}
