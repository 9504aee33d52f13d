package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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
    /** Another one behind a header that the library refuses. */
    private ArchiveInputStream<? extends ArchiveEntry> archive;

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
        private long at;
        private long marked;

        Budget(InputStream in) {
            super(in);
        }

        void allow(long bytes) {
            left = bytes;
        }

        /** How many bytes were read. */
        long at() {
            return at;
        }

        @Override
        public synchronized void mark(int most) {
            super.mark(most);
            marked = at;
        }

        @Override
        public synchronized void reset() throws IOException {
            super.reset();
            at = marked;
        }

        private void take(long bytes) throws LimitException {
            left -= Math.max(0, bytes);
            at += Math.max(0, bytes);
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
        ArchiveEntry entry;
        Item.@Nullable Remark damage = null;
        try {
            entry = entry();
        } catch (LimitException limit) {
            throw limit;
        } catch (IOException | RuntimeException refused) {
            damage = behind(refused);
            entry = entry();
        }
        begun = entry != null;
        if (entry == null) {
            return null;
        }
        List<Item.Remark> remarks = new ArrayList<>(remarks(entry));
        if (damage != null) {
            remarks.add(damage);
        }
        Long modified = entry.getLastModifiedDate() == null
                ? null
                : entry.getLastModifiedDate().getTime() * 1_000_000;
        return new Member(
                entry.getName(),
                modified,
                entry.isDirectory(),
                refusal(entry),
                remarks,
                () -> new Unclosed(new BoundedStream(whole(), counted::count, total)));
    }

    /** The library calls itself once more for each piece of a file with holes, and there may be one in every byte. */
    private InputStream whole() {
        boolean holes = archive instanceof TarArchiveInputStream tar
                && tar.getCurrentEntry() != null
                && tar.getCurrentEntry().isSparse();
        return holes ? new SmallReads(archive) : archive;
    }

    /** Never asks for many bytes at once. */
    private static final class SmallReads extends FilterInputStream {
        private static final int MOST = 256;

        SmallReads(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(MOST, length));
        }
    }

    private @Nullable ArchiveEntry entry() throws IOException {
        budget.mark(HEADER + TarHeader.SIZE);
        budget.allow(HEADER);
        ArchiveEntry entry = archive.getNextEntry();
        budget.allow(Long.MAX_VALUE);
        return entry;
    }

    /**
     * Goes on behind a header that is refused, such as one with a size or time that is no number: with the next one that
     * is whole. What the refused one said of the member, as its long name, is lost.
     */
    private Item.Remark behind(Exception refused) throws IOException {
        if (!(archive instanceof TarArchiveInputStream)) {
            throw refused instanceof IOException failure ? failure : new IOException(refused);
        }
        budget.allow(Long.MAX_VALUE);
        budget.reset();
        long begin = budget.at();
        // Between two members the archive is filled up to whole blocks.
        budget.skipNBytes(Math.floorMod(-begin, TarHeader.SIZE) + TarHeader.SIZE);
        if (!TarHeader.find(budget)) {
            throw refused instanceof IOException failure ? failure : new IOException(refused);
        }
        archive = new TarArchiveInputStream(budget);
        return new Item.Remark(
                IssueCode.BAD_HEADER,
                "a header before it, behind byte " + begin + " of the archive, is damaged (" + refused.getMessage()
                        + "); what it said is left out");
    }

    /** What nobody wanted of the member before counts as unpacked too: skipping it costs as much as reading it. */
    private void skipRest() throws IOException {
        if (!begun) {
            return;
        }
        InputStream rest = new BoundedStream(whole(), counted::count, total);
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
