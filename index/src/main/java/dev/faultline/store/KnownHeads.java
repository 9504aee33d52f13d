package dev.faultline.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * With which bytes the sources of a case begin. Nearly every source of a large archive is new, and that is told here without
 * reading what the case knows of all others. A beginning is never forgotten: who finds one here looks more closely.
 */
final class KnownHeads {
    /** By the length of the beginning, the first 64 bits of their SHA-256. */
    private final Map<Long, Set<Long>> hashes = new TreeMap<>();

    KnownHeads(Collection<StoredSource> sources) {
        sources.forEach(this::add);
    }

    synchronized void add(StoredSource source) {
        byte[] hash = HexFormat.of().parseHex(source.headHash());
        hashes.computeIfAbsent(source.headBytes(), key -> new HashSet<>()).add(start(hash));
    }

    private static long start(byte[] hash) {
        return hash.length < Long.BYTES ? 0 : ByteBuffer.wrap(hash).getLong();
    }

    /** Whether a source may begin as these bytes do, which are as many as a source is looked for by. */
    synchronized boolean mayHold(byte[] head) {
        MessageDigest digest = EvidenceWriter.sha256();
        int hashed = 0;
        try {
            for (Map.Entry<Long, Set<Long>> each : hashes.entrySet()) {
                long length = each.getKey();
                if (length > head.length || length == 0 && head.length > 0) {
                    continue;
                }
                digest.update(head, hashed, (int) length - hashed);
                hashed = (int) length;
                if (each.getValue().contains(start(((MessageDigest) digest.clone()).digest()))) {
                    return true;
                }
            }
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
        return false;
    }
}
