package dev.faultline.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Gives the same value the same name throughout an export. Without the key, which stays in the case, no way leads back. */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 5;

    private final Mac mac;

    Pseudonyms(String key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(("faultline redaction " + key).getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Such as {@code [email-3f9a0c1d22]}. */
    String of(String category, String value) {
        String said =
                switch (category) {
                    case "email" -> value.toLowerCase(Locale.ROOT);
                    case "card", "phone" -> value.replaceAll("[^0-9]", "");
                    case "iban" -> value.replace(" ", "");
                    default -> value;
                };
        byte[] hash = mac.doFinal((category + "\0" + said).getBytes(StandardCharsets.UTF_8));
        return "[" + category + "-" + HexFormat.of().formatHex(hash, 0, BYTES) + "]";
    }
}
