package dev.faultline.bundle;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes members whose bytes depend on nothing but their content, and the seal at the end. */
final class SealedZip implements AutoCloseable {
    private static final LocalDateTime ZERO = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path file;
    private final ZipOutputStream zip;
    private final Map<String, Member> members = new TreeMap<>();

    /** A written member. */
    record Member(String sha256, long bytes) {}

    /** Writes a member's content. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    SealedZip(Path file) throws IOException {
        this.file = file;
        this.zip = new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8);
        zip.setLevel(6);
        zip.setComment(BundleFormat.SEAL + "0".repeat(BundleFormat.DIGITS));
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Map<String, Member> members() {
        return members;
    }

    Member add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ZERO);
        zip.putNextEntry(entry);
        MessageDigest digest = BundleFormat.digest();
        Counted counted = new Counted(new DigestOutputStream(zip, digest));
        content.write(counted);
        zip.closeEntry();
        Member member = new Member(BundleFormat.hex(digest), counted.count);
        members.put(name, member);
        return member;
    }

    /** Counts, and keeps writers of many small documents from flushing each to the disk. */
    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void flush() {
            // Once, at the end.
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Closes the zip and puts the seal where its place was kept. */
    void seal() throws IOException {
        zip.close();
        long sealed = Files.size(file) - BundleFormat.DIGITS;
        byte[] digits = hash(file, sealed).getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(sealed);
            access.write(digits);
            access.getFD().sync();
        }
    }

    /** SHA-256 of the first bytes of a file. */
    static String hash(Path file, long length) throws IOException {
        MessageDigest digest = BundleFormat.digest();
        byte[] buffer = new byte[1 << 16];
        long left = length;
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return BundleFormat.hex(digest);
    }

    /** Whether the file ends with a seal that fits what is before it; a file without one does not. */
    static boolean isSealed(Path file) throws IOException {
        byte[] prefix = BundleFormat.SEAL.getBytes(StandardCharsets.US_ASCII);
        long sealed = Files.size(file) - BundleFormat.DIGITS;
        if (sealed < prefix.length) {
            return false;
        }
        byte[] tail = new byte[prefix.length + BundleFormat.DIGITS];
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(sealed - prefix.length);
            access.readFully(tail);
        }
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        return text.startsWith(BundleFormat.SEAL)
                && text.substring(BundleFormat.SEAL.length()).equals(hash(file, sealed));
    }
}
