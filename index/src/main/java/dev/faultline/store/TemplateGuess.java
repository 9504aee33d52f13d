package dev.faultline.store;

import org.jspecify.annotations.Nullable;

/**
 * The templates that messages with the same first eight bytes were given lately, a few for each beginning, the one that
 * answered last in front. Each is compared with the message, so that a guess is never wrong.
 */
final class TemplateGuess {
    private static final int WAYS = 4;
    private static final int BEGINNINGS = 1 << 10;

    private final @Nullable MinedTemplate[] templates = new MinedTemplate[WAYS * BEGINNINGS];
    /** Where those of the message looked for last begin. */
    private int place;

    /** A template whose constants the message has, with the places of its varying tokens; null where none is at hand. */
    @Nullable
    MinedTemplate find(byte[] message, int start, int end, int[] from, int[] to) {
        long beginning = Swar.word(message, start, end) * 0x9E3779B97F4A7C15L;
        place = (int) (beginning >>> 54) * WAYS;
        for (int i = place; i < place + WAYS; i++) {
            MinedTemplate template = templates[i];
            if (template == null) {
                return null;
            }
            if (template.fits(message, start, end, from, to)) {
                if (i > place) {
                    templates[i] = templates[i - 1];
                    templates[i - 1] = template;
                }
                return template;
            }
        }
        return null;
    }

    /** What the message looked for last was given. */
    void put(MinedTemplate template) {
        System.arraycopy(templates, place, templates, place + 1, WAYS - 1);
        templates[place] = template;
    }
}
