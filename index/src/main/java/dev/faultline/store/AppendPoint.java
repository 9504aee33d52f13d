package dev.faultline.store;

import java.security.MessageDigest;

/**
 * Where the reading of a source that grew goes on, so that all before need not be read again.
 *
 * @param hashed SHA-256 of exactly the bytes that the case holds of it; left as it is
 * @param calls how many of the events that the source gave already are given once more
 * @param rejects how many of its rejected records are
 * @param lastTime time of the last event before those; {@link Long#MIN_VALUE} for none
 */
public record AppendPoint(MessageDigest hashed, long calls, long rejects, long lastTime) {}
