package dev.faultline.analysis.suspect;

import dev.faultline.model.Change;
import dev.faultline.model.EventId;

/**
 * A commit of the case.
 *
 * @param id its event
 * @param time when it was committed, nanoseconds since 1970 UTC
 * @param title first line of its message
 * @param change all about it
 */
public record CommitEvent(EventId id, long time, String title, Change change) {}
