package dev.faultline.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names that a bundle is made of. It is a zip whose members have the time zero and stand in a fixed order, so that
 * the same case gives the same bytes. Its comment, the last bytes of the file, seals every byte before it with a SHA-256:
 * the members' hashes in the manifest do not cover the zip's own structure.
 */
final class BundleFormat {
    static final String FORMAT = "faultline-bundle/1";
    static final String MANIFEST = "manifest.json";
    static final String ANNOTATIONS = "annotations.json";
    static final String CITED = "cited.jsonl";
    static final String SEAL = "faultline sha256:";
    static final int DIGITS = 64;

    /** Every name that a member may have; no other can even be asked for. */
    static final Pattern NAMES = Pattern.compile(
            "manifest\\.json|annotations\\.json|cited\\.jsonl|originals/[0-9a-f]{64}|events/[0-9]{1,9}\\.jsonl");

    private BundleFormat() {}

    static String original(String sha256) {
        return "originals/" + sha256;
    }

    static String events(int source) {
        return "events/" + source + ".jsonl";
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
