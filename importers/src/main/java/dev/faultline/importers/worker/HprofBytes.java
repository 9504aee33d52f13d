package dev.faultline.importers.worker;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a large file from anywhere to anywhere in big-endian numbers, through one buffer. */
final class HprofBytes implements Closeable {
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18).limit(0);
    private long start;
    private int idSize = 8;

    HprofBytes(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
    }

    void idSize(int bytes) {
        idSize = bytes;
    }

    int idSize() {
        return idSize;
    }

    long size() {
        return size;
    }

    long position() {
        return start + buffer.position();
    }

    void position(long at) {
        if (at >= start && at <= start + buffer.limit()) {
            buffer.position((int) (at - start));
        } else {
            start = at;
            buffer.position(0).limit(0);
        }
    }

    void skip(long bytes) {
        position(position() + bytes);
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        start += buffer.position();
        buffer.compact();
        while (buffer.position() < bytes) {
            int read = channel.read(buffer, start + buffer.position());
            if (read < 0) {
                buffer.flip();
                throw new EOFException("the file ends at byte " + size);
            }
        }
        buffer.flip();
    }

    int u1() throws IOException {
        need(1);
        return buffer.get() & 0xFF;
    }

    int u2() throws IOException {
        need(2);
        return buffer.getShort() & 0xFFFF;
    }

    long u4() throws IOException {
        need(4);
        return buffer.getInt() & 0xFFFFFFFFL;
    }

    long u8() throws IOException {
        need(8);
        return buffer.getLong();
    }

    long id() throws IOException {
        return idSize == 8 ? u8() : u4();
    }

    /** A value of this type as the format numbers types; 2 is a reference. */
    long value(int type) throws IOException {
        return switch (size(type)) {
            case 1 -> u1();
            case 2 -> u2();
            case 4 -> u4();
            case 8 -> u8();
            default -> throw new IOException("an unknown type " + type);
        };
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[(int) Math.min(count, Math.max(0, size - position()))];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) u1();
        }
        return bytes;
    }

    /** Bytes that a value of this type takes; 0 for an unknown one. */
    int size(int type) {
        return switch (type) {
            case 2 -> idSize;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            case 7, 11 -> 8;
            default -> 0;
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
