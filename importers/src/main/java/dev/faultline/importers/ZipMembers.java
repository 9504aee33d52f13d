package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The members of a zip as its directory lists them: only there stands what is a link, and what each member's checksum is.
 */
final class ZipMembers implements Member.Reader {
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;

    private final ZipDirectory directory;
    private final ZipFile zip;
    private final Enumeration<ZipArchiveEntry> entries;
    private final AtomicLong total = new AtomicLong();
    private long packed;
    private int index;

    private ZipMembers(ZipDirectory directory, ZipFile zip) {
        this.directory = directory;
        this.zip = zip;
        this.entries = zip.getEntries();
    }

    /** Null where the directory is missing or damaged: then what stands before it may still be read. */
    static @Nullable ZipMembers of(SeekableByteChannel file) throws IOException {
        ZipDirectory directory = ZipDirectory.of(file);
        if (directory == null) {
            return null;
        }
        if (directory.overlaps()) {
            throw new LimitException(
                    IssueCode.BOMB_RATIO,
                    "its members share the same bytes, as only a bomb's do; nothing was unpacked");
        }
        file.position(0);
        ZipFile zip;
        try {
            zip = ZipFile.builder()
                    .setSeekableByteChannel(file)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException damaged) {
            return null;
        }
        return new ZipMembers(directory, zip);
    }

    @Override
    public @Nullable Member next() throws IOException {
        if (!entries.hasMoreElements()) {
            return null;
        }
        ZipArchiveEntry entry = entries.nextElement();
        int place = index++;
        packed += Math.max(0, entry.getCompressedSize());
        boolean differs = place < directory.size() && directory.differs(place);
        return new Member(
                entry.getName(),
                entry.getTime() < 0 ? null : entry.getTime() * 1_000_000,
                entry.isDirectory(),
                refusal(entry),
                differs
                        ? List.of(new Item.Remark(
                                IssueCode.HEADER_MISMATCH,
                                "the archive's directory names it otherwise than its own header; the directory's name"
                                        + " is shown"))
                        : List.of(),
                () -> new BoundedStream(
                        new Checked(zip.getInputStream(entry), entry.getCrc(), entry.getSize()), () -> packed, total));
    }

    private Item.@Nullable Remark refusal(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Member.encrypted();
        }
        int type = entry.getUnixMode() & FILE_TYPE;
        if (entry.isUnixSymlink()) {
            return Member.link(null);
        }
        if (type != 0 && type != REGULAR && type != FOLDER) {
            return Member.special();
        }
        return zip.canReadEntryData(entry) ? null : Member.unsupported();
    }

    /** Compares length and checksum at the end; all of a member lies before us, so whatever fails is damage. */
    private static final class Checked extends FilterInputStream {
        private final CRC32 crc = new CRC32();
        private final long expected;
        private final long size;
        private long count;
        private boolean told;

        Checked(InputStream in, long expected, long size) {
            super(in);
            this.expected = expected;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(buffer, offset, length);
            } catch (IOException damaged) {
                throw new IOException("its CRC cannot be checked, for it does not unpack: " + damaged.getMessage());
            } catch (RuntimeException damaged) {
                throw new IOException("its CRC cannot be checked, for it does not unpack: " + damaged);
            }
            if (read > 0) {
                count += read;
                crc.update(buffer, offset, read);
            } else if (read < 0 && !told) {
                told = true;
                if (crc.getValue() != expected || count != size) {
                    throw new IOException("its CRC is not the one that the archive's directory names");
                }
            }
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
