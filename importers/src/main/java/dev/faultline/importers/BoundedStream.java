package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Unpacked bytes, until they are suspiciously many for the packed ones or more than an archive may hold. */
final class BoundedStream extends FilterInputStream {
    private final LongSupplier packed;
    private final AtomicLong total;

    /**
     * @param packed how many packed bytes were read so far
     * @param total unpacked bytes of the whole archive, shared by its members
     */
    BoundedStream(InputStream in, LongSupplier packed, AtomicLong total) {
        super(in);
        this.packed = packed;
        this.total = total;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int bytes) throws LimitException {
        long all = total.addAndGet(bytes);
        if (all > Limits.ARCHIVE_BYTES) {
            throw new LimitException(IssueCode.BOMB_MEMORY, "the archive unpacks to more than 20 GB");
        }
        if (all > Limits.RATIO_FROM && all / Math.max(1, packed.getAsLong()) > Limits.RATIO) {
            throw new LimitException(
                    IssueCode.BOMB_RATIO,
                    "it unpacks to more than " + Limits.RATIO + " times its size; reading stopped at " + all
                            + " bytes");
        }
    }
}
