package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look over a zip's directory before any library trusts it: how many members it lists (not: claims), whether two share
 * bytes, and which ones are named otherwise where they stand. PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LISTED = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int LISTED_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final long WIDE = 0xFFFFFFFFL;

    private final SeekableByteChannel file;
    private final List<Entry> entries = new ArrayList<>();

    /** One line of the directory, in its order. */
    private record Entry(long offset, long packed, ByteBuffer name) {}

    private ZipDirectory(SeekableByteChannel file) {
        this.file = file;
    }

    /** Null where there is no directory that can be followed. */
    static @Nullable ZipDirectory of(SeekableByteChannel file) throws IOException {
        ZipDirectory directory = new ZipDirectory(file);
        try {
            return directory.read() ? directory : null;
        } catch (java.io.EOFException cut) {
            return null;
        }
    }

    private boolean read() throws IOException {
        long end = findEnd();
        if (end < 0) {
            return false;
        }
        ByteBuffer record = at(end, END_LENGTH);
        long length = record.getInt(12) & WIDE;
        long from = record.getInt(16) & WIDE;
        if (from == WIDE || length == WIDE || (record.getShort(10) & 0xFFFF) == 0xFFFF) {
            long wide = findEnd64(end);
            if (wide >= 0) {
                ByteBuffer large = at(wide, 56);
                length = large.getLong(40);
                from = large.getLong(48);
            }
        }
        if (from < 0 || length < 0 || from > file.size()) {
            return false;
        }
        return list(from) || end == 0;
    }

    private boolean list(long from) throws IOException {
        long position = from;
        while (position + LISTED_LENGTH <= file.size()) {
            ByteBuffer head = at(position, LISTED_LENGTH);
            if (head.getInt(0) != LISTED) {
                break;
            }
            if (entries.size() >= Limits.ARCHIVE_ENTRIES) {
                throw new LimitException(
                        IssueCode.TOO_MANY_ENTRIES, "more than " + Limits.ARCHIVE_ENTRIES + " members");
            }
            int nameLength = head.getShort(28) & 0xFFFF;
            int extraLength = head.getShort(30) & 0xFFFF;
            int commentLength = head.getShort(32) & 0xFFFF;
            ByteBuffer rest = at(position + LISTED_LENGTH, nameLength + extraLength);
            byte[] name = new byte[nameLength];
            rest.get(name);
            entries.add(entry(head, rest, ByteBuffer.wrap(name)));
            position += LISTED_LENGTH + nameLength + extraLength + commentLength;
        }
        // An end that lists nothing behind bytes that something fills stands in a comment, to hide what is there.
        return !entries.isEmpty();
    }

    /** Sizes and offsets beyond 32 bits stand in the extra field 1, each only where its own place says so. */
    private static Entry entry(ByteBuffer head, ByteBuffer extra, ByteBuffer name) {
        long packed = head.getInt(20) & WIDE;
        boolean wideSize = (head.getInt(24) & WIDE) == WIDE;
        long offset = head.getInt(42) & WIDE;
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xFFFF;
            int length = Math.min(extra.getShort() & 0xFFFF, extra.remaining());
            int end = extra.position() + length;
            if (id == 1) {
                if (wideSize && end - extra.position() >= 8) {
                    extra.getLong();
                }
                if (packed == WIDE && end - extra.position() >= 8) {
                    packed = extra.getLong();
                }
                if (offset == WIDE && end - extra.position() >= 8) {
                    offset = extra.getLong();
                }
            }
            extra.position(end);
        }
        return new Entry(offset, packed, name);
    }

    /** The end record stands behind everything but a comment of at most 64 kB. */
    private long findEnd() throws IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_LENGTH + 0xFFFF);
        ByteBuffer last = at(size - tail, tail);
        for (int i = tail - END_LENGTH; i >= 0; i--) {
            if (last.getInt(i) == END) {
                return size - tail + i;
            }
        }
        return -1;
    }

    private long findEnd64(long end) throws IOException {
        if (end < 20) {
            return -1;
        }
        ByteBuffer locator = at(end - 20, 20);
        long wide = locator.getInt(0) == LOCATOR64 ? locator.getLong(8) : -1;
        boolean there = wide >= 0 && wide + 56 <= file.size() && at(wide, 56).getInt(0) == END64;
        return there ? wide : -1;
    }

    private ByteBuffer at(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(position);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                throw new java.io.EOFException();
            }
        }
        return buffer.flip();
    }

    int size() {
        return entries.size();
    }

    /** Whether members lie over each other, which no packer does: a few bytes then unpack to any amount. */
    boolean overlaps() {
        List<Entry> byPlace = new ArrayList<>(entries);
        byPlace.sort(java.util.Comparator.comparingLong(Entry::offset));
        for (int i = 1; i < byPlace.size(); i++) {
            Entry before = byPlace.get(i - 1);
            // Its own header may have another name: only what it surely takes is counted.
            long end = before.offset() + LOCAL_LENGTH + before.packed();
            if (end < 0 || byPlace.get(i).offset() < end) {
                return true;
            }
        }
        return false;
    }

    /** Whether the member at this place of the directory has another name, or no header at all, where it stands. */
    boolean differs(int index) throws IOException {
        Entry entry = entries.get(index);
        if (entry.offset() < 0 || entry.offset() + LOCAL_LENGTH + entry.name().remaining() > file.size()) {
            return true;
        }
        ByteBuffer local = at(entry.offset(), LOCAL_LENGTH + entry.name().remaining());
        return local.getInt(0) != LOCAL
                || (local.getShort(26) & 0xFFFF) != entry.name().remaining()
                || !local.position(LOCAL_LENGTH).slice().equals(entry.name());
    }
}
