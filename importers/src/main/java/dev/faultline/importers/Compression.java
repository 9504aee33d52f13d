package dev.faultline.importers;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.model.IssueCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
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
        return this == ZSTD && beginsWithSkippable(head) || beginsWithMagic(head);
    }

    /** A frame of notes that readers of zstd pass over, RFC 8878; parallel packers begin with one. */
    private static boolean beginsWithSkippable(byte[] head) {
        return head.length > 3 && (head[0] & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18;
    }

    private boolean beginsWithMagic(byte[] head) {
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
                    case BZIP2 -> new Bzip2(buffered);
                    case XZ -> new XZInputStream(buffered, XZ_KILOBYTES);
                    case ZSTD -> new ZstdInputStream(buffered).setContinuous(false);
                };
        return new BoundedStream(plain, counted::count, new AtomicLong());
    }

    /** The library's reader forgets what it has unpacked in a call that ends with an exception; here that comes first. */
    private static final class Bzip2 extends FilterInputStream {
        private @Nullable IOException broken;

        Bzip2(InputStream in) throws IOException {
            super(new BZip2CompressorInputStream(in, true));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = 0;
            while (count < length && broken == null) {
                int next = next();
                if (next < 0) {
                    break;
                }
                buffer[offset + count++] = (byte) next;
            }
            if (count == 0 && broken != null) {
                throw broken;
            }
            return count > 0 || length == 0 ? count : -1;
        }

        private int next() {
            try {
                return in.read();
            } catch (IOException failure) {
                boolean behind = String.valueOf(failure.getMessage()).startsWith("Unexpected data after");
                broken = behind
                        ? new LimitException(
                                IssueCode.TRAILING_GARBAGE, "bytes behind the end of the packed data belong to nothing")
                        : failure;
                return -1;
            }
        }
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
