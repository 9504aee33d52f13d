package dev.faultline.analysis.stats;

import dev.faultline.model.Attribution;

/**
 * A commit that was there when an incident began, and so could have been behind it.
 *
 * @param author who wrote it
 * @param lines how many lines it added
 */
public record Exposed(Attribution.Author author, long lines) {}
