package dev.faultline.playbook;

import org.jspecify.annotations.Nullable;

/**
 * A value taken from hits, such as {@code top(service, pool-timeout)}.
 *
 * @param function {@code top} (the most frequent), {@code first} or {@code last}
 * @param field whose value
 * @param indicator whose hits; null for those of the step itself
 */
public record Pick(String function, String field, @Nullable String indicator) {
    static Pick parse(String text) {
        int open = text.indexOf('(');
        String[] parts = text.substring(open + 1, text.indexOf(')')).split(",");
        return new Pick(text.substring(0, open), parts[0].strip(), parts.length > 1 ? parts[1].strip() : null);
    }
}
