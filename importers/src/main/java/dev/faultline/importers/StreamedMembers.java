package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of an archive that is read from its beginning to its end: a tar, or a zip whose directory is lost. Names and
 * extended headers are read into memory by the library whatever their length, so what a header may take is bounded here.
 */
final class StreamedMembers implements Member.Reader {
    private static final int HEADER = 1 << 20;

    private final CountedStream counted;
    private final Budget budget;
    private final ArchiveInputStream<? extends ArchiveEntry> archive;
    private final AtomicLong total = new AtomicLong();
    private boolean begun;

    private StreamedMembers(CountedStream counted, Budget budget, ArchiveInputStream<? extends ArchiveEntry> archive) {
        this.counted = counted;
        this.budget = budget;
        this.archive = archive;
    }

    static StreamedMembers tar(InputStream in) {
        CountedStream counted = new CountedStream(in);
        Budget budget = new Budget(new BufferedInputStream(counted, 1 << 16));
        return new StreamedMembers(counted, budget, new TarArchiveInputStream(budget));
    }

    static StreamedMembers zip(InputStream in) {
        CountedStream counted = new CountedStream(in);
        Budget budget = new Budget(new BufferedInputStream(counted, 1 << 16));
        return new StreamedMembers(counted, budget, new ZipArchiveInputStream(budget, "UTF-8", true, true));
    }

    /** A member ends; the archive that it is read from does not. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The reader closes the archive.
        }
    }

    /** Lets a header take only so much. */
    private static final class Budget extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Budget(InputStream in) {
            super(in);
        }

        void allow(long bytes) {
            left = bytes;
        }

        private void take(long bytes) throws LimitException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new LimitException(IssueCode.BAD_HEADER, "a member's header is larger than " + HEADER + " bytes");
            }
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            take(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            take(read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            take(skipped);
            return skipped;
        }
    }

    @Override
    public @Nullable Member next() throws IOException {
        skipRest();
        budget.allow(HEADER);
        ArchiveEntry entry = archive.getNextEntry();
        budget.allow(Long.MAX_VALUE);
        begun = entry != null;
        if (entry == null) {
            return null;
        }
        Long modified = entry.getLastModifiedDate() == null
                ? null
                : entry.getLastModifiedDate().getTime() * 1_000_000;
        return new Member(
                entry.getName(),
                modified,
                entry.isDirectory(),
                refusal(entry),
                remarks(entry),
                () -> new Unclosed(new BoundedStream(archive, counted::count, total)));
    }

    /** What nobody wanted of the member before counts as unpacked too: skipping it costs as much as reading it. */
    private void skipRest() throws IOException {
        if (!begun) {
            return;
        }
        InputStream rest = new BoundedStream(archive, counted::count, total);
        byte[] buffer = new byte[1 << 16];
        int read = 0;
        while (read >= 0) {
            try {
                read = rest.read(buffer);
            } catch (org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException closed) {
                return;
            }
        }
    }

    private static List<Item.Remark> remarks(ArchiveEntry entry) {
        return entry instanceof TarArchiveEntry tar && !tar.isCheckSumOK()
                ? List.of(new Item.Remark(
                        IssueCode.CRC_MISMATCH,
                        "the checksum of its header in the archive is wrong; it may be damaged"))
                : List.of();
    }

    private Item.@Nullable Remark refusal(ArchiveEntry entry) {
        if (entry instanceof TarArchiveEntry tar) {
            if (tar.isSymbolicLink() || tar.isLink()) {
                return Member.link(tar.getLinkName());
            }
            if (tar.isFIFO() || tar.isBlockDevice() || tar.isCharacterDevice()) {
                return Member.special();
            }
            return archive instanceof TarArchiveInputStream in && !in.canReadEntryData(tar)
                    ? Member.unsupported()
                    : null;
        }
        if (entry instanceof ZipArchiveEntry zip) {
            if (zip.getGeneralPurposeBit().usesEncryption()) {
                return Member.encrypted();
            }
            return archive instanceof ZipArchiveInputStream in && !in.canReadEntryData(zip)
                    ? Member.unsupported()
                    : null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
