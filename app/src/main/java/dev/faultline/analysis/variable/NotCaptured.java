package dev.faultline.analysis.variable;

import java.util.Locale;

/** Says in words why a tool did not capture a value. */
public final class NotCaptured {
    private NotCaptured() {}

    /** A sentence's end for the tool's own word; a word that is not known stands as it is. */
    public static String words(String reason) {
        return switch (reason.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "")) {
            case "depth" -> "not captured: deeper than the probe's limit (maxReferenceDepth)";
            case "fieldcount" -> "not all fields captured: more than the probe's limit (maxFieldCount)";
            case "collectionsize" -> "not all elements captured: more than the probe's limit (maxCollectionSize)";
            case "truncated", "stringlength", "length" -> "cut off: longer than the tool's limit (maxLength)";
            case "timeout" -> "not captured: the tool ran out of time";
            case "redactedident" -> "redacted by its name, so that no secret leaves the process";
            case "redactedtype" -> "redacted by its type, so that no secret leaves the process";
            case "filtered", "[filtered]" -> "redacted by the tool's rules";
            default -> "not captured: " + reason;
        };
    }
}
