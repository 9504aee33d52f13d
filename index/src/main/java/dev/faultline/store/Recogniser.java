package dev.faultline.store;

import dev.faultline.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether some bytes are in the case already: the same, the beginning of them, or what a crash cut short. */
final class Recogniser {
    private static final int HEAD = 64 << 10;

    /**
     * Of a file elsewhere, so many bytes are no accident: two replicas may begin with the same few lines, and the longer
     * log of the one is not the shorter log of the other, grown.
     */
    private static final int SURE = 4 << 10;

    private Recogniser() {}

    /** The bytes that a source is first looked for by. */
    static byte[] head(ByteSource bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            return in.readNBytes(HEAD);
        }
    }

    /** Compares some bytes with sources; reads beyond their head only where that looks known. */
    static Recognition recognise(Collection<StoredSource> sources, String path, ByteSource bytes) throws IOException {
        List<StoredSource> candidates = candidates(sources, bytes);
        if (candidates.isEmpty()) {
            return new Recognition.Fresh();
        }
        Map<Long, String> hashes = hashes(bytes, candidates);
        @Nullable StoredSource best = null;
        for (StoredSource candidate : candidates) {
            String hash = hashes.get(candidate.source().bytes());
            boolean prefix = candidate.prefixHash() == null
                    ? candidate.source().bytes() == 0
                    : candidate.prefixHash().equals(hash);
            long length = candidate.source().bytes();
            boolean sure = length >= SURE || hashes.containsKey(-1L - length);
            boolean samePlace = candidate.source().path().equals(path)
                    || candidate.source().state() == Source.State.COMPLETE && sure;
            boolean better =
                    best == null || candidate.source().bytes() > best.source().bytes();
            if (prefix && samePlace && better) {
                best = candidate;
            }
        }
        if (best == null) {
            return new Recognition.Fresh();
        }
        if (best.source().state() != Source.State.COMPLETE) {
            return new Recognition.Partial(best.source());
        }
        boolean whole = hashes.containsKey(-1L - best.source().bytes());
        return whole ? new Recognition.Known(best.source()) : new Recognition.Grown(best.source());
    }

    /** Sources whose first bytes are the same. */
    private static List<StoredSource> candidates(Collection<StoredSource> sources, ByteSource bytes)
            throws IOException {
        byte[] head = head(bytes);
        Map<Long, String> hashes = new HashMap<>();
        List<StoredSource> candidates = new ArrayList<>();
        for (StoredSource source : sources) {
            long length = source.headBytes();
            if (length <= head.length && (length > 0 || head.length == 0)) {
                String hash = hashes.computeIfAbsent(length, key -> hash(head, key.intValue()));
                if (hash.equals(source.headHash())) {
                    candidates.add(source);
                }
            }
        }
        return candidates;
    }

    /** SHA-256 in hex. */
    static String hash(byte[] bytes, int length) {
        MessageDigest digest = EvidenceWriter.sha256();
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Hashes of the prefixes that are as long as the candidates; the whole length n is marked by the key -1 - n. */
    private static Map<Long, String> hashes(ByteSource bytes, List<StoredSource> candidates) throws IOException {
        Map<Long, String> hashes = new HashMap<>();
        List<Long> lengths = candidates.stream()
                .map(candidate -> candidate.source().bytes())
                .distinct()
                .sorted()
                .toList();
        MessageDigest digest = EvidenceWriter.sha256();
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        try (InputStream in = bytes.open()) {
            for (long length : lengths) {
                while (position < length) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - position));
                    if (read < 0) {
                        return hashes;
                    }
                    digest.update(buffer, 0, read);
                    position += read;
                }
                hashes.put(length, HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest()));
            }
            if (in.read() < 0) {
                hashes.put(-1L - position, "");
            }
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
        return hashes;
    }
}
