package dev.faultline.importers;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.model.IssueCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Kinds of packing, told by their first bytes. */
public enum Compression {
    GZIP(".gz", "\u001f\u008b"),
    BZIP2(".bz2", "BZh"),
    XZ(".xz", "\u00fd7zXZ"),
    ZSTD(".zst", "(\u00b5/\u00fd");

    /** What {@code xz -9} needs, and a little more. */
    private static final int XZ_KILOBYTES = 80 << 10;

    private final String suffix;
    /** A character per byte. */
    private final String magic;

    Compression(String suffix, String magic) {
        this.suffix = suffix;
        this.magic = magic;
    }

    static Optional<Compression> of(byte[] head) {
        for (Compression each : values()) {
            if (each.matches(head)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private boolean matches(byte[] head) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The member's name: that of the archive without the suffix. */
    String member(String archive) {
        String name = archive.substring(Math.max(archive.lastIndexOf('/'), archive.lastIndexOf('\\')) + 1);
        if (name.endsWith(".tgz")) {
            return name.substring(0, name.length() - 4) + ".tar";
        }
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** The unpacked bytes, bounded. */
    public InputStream open(InputStream packed) throws IOException {
        CountedStream counted = new CountedStream(packed);
        InputStream buffered = new BufferedInputStream(counted, 1 << 16);
        InputStream plain =
                switch (this) {
                    // The JDK's gives what it has before it finds the stream cut off; it reads all members too.
                    case GZIP -> new Gzip(buffered);
                    case BZIP2 -> new BZip2CompressorInputStream(buffered, true);
                    case XZ -> new XZInputStream(buffered, XZ_KILOBYTES);
                    case ZSTD -> new ZstdInputStream(buffered).setContinuous(false);
                };
        return new BoundedStream(plain, counted::count, new AtomicLong());
    }

    /** The JDK's reader passes over what follows the last member; here that is said. */
    private static final class Gzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        private boolean told;

        Gzip(InputStream in) throws IOException {
            super(in, 1 << 16);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0 && !told) {
                told = true;
                int behind = inf.getRemaining() - TRAILER;
                if (behind > 0) {
                    throw new LimitException(
                            IssueCode.TRAILING_GARBAGE,
                            "at least " + behind + " bytes behind the end of the packed data belong to nothing");
                }
            }
            return read;
        }
    }
}
