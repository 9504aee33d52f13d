package dev.faultline.text;

import dev.faultline.model.Attribution;
import dev.faultline.model.Change;

/** Why we say who or what wrote a change. */
public final class AttributionText {
    private AttributionText() {}

    /** One sentence that names the marker, or that there is none. */
    public static String reason(Change change) {
        Attribution attribution = change.attribution();
        String marker = attribution.marker() == null ? "" : ": \"" + attribution.marker() + "\"";
        String tool = attribution.tool() == null ? "an AI tool" : attribution.tool();
        return switch (attribution.author()) {
            case UNKNOWN -> "nothing in the evidence says whether an AI took part; that is not proof of a human";
            case HUMAN -> "the evidence says that a person wrote it" + marker;
            case AI_ASSISTED -> tool + " took part, says the marker" + marker;
            case AI_AUTHORED -> tool + " wrote it, says the marker" + marker;
            case BOT -> "a bot made it, says the marker" + marker;
        };
    }
}
