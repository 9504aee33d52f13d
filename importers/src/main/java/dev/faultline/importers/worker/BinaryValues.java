package dev.faultline.importers.worker;

import dev.faultline.model.Timestamps;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values in the binary XML of Windows event logs, as the event viewer prints them. */
final class BinaryValues {
    private static final long EPOCH_DIFFERENCE = 116_444_736_000_000_000L;
    private static final int ARRAY = 0x80;
    private static final int MOST = 1_000;
    private static final Charset ANSI = Charset.forName("windows-1252");

    private BinaryValues() {}

    /** The value as text; null for one that is not there or of a type that is not known. */
    static @Nullable String text(ByteBuffer chunk, int type, int from, int size) {
        if (size == 0) {
            return null;
        }
        if ((type & ARRAY) != 0) {
            return array(chunk, type & ~ARRAY, from, size);
        }
        return switch (type) {
            case 0x01 -> string(chunk, from, size, StandardCharsets.UTF_16LE);
            case 0x02 -> string(chunk, from, size, ANSI);
            case 0x0E -> bytes(chunk, from, size);
            case 0x13 -> identity(chunk, from, size);
            default -> size < width(type) || width(type) == 0 ? null : fixed(chunk, type, from, size);
        };
    }

    private static int width(int type) {
        return switch (type) {
            case 0x03, 0x04 -> 1;
            case 0x05, 0x06 -> 2;
            case 0x07, 0x08, 0x0B, 0x0D, 0x14 -> 4;
            case 0x09, 0x0A, 0x0C, 0x11, 0x15 -> 8;
            case 0x0F, 0x12 -> 16;
            case 0x10 -> 4;
            default -> 0;
        };
    }

    private static String fixed(ByteBuffer chunk, int type, int from, int size) {
        return switch (type) {
            case 0x03 -> Byte.toString(chunk.get(from));
            case 0x04 -> Integer.toString(chunk.get(from) & 0xFF);
            case 0x05 -> Short.toString(chunk.getShort(from));
            case 0x06 -> Integer.toString(chunk.getShort(from) & 0xFFFF);
            case 0x07 -> Integer.toString(chunk.getInt(from));
            case 0x08 -> Integer.toUnsignedString(chunk.getInt(from));
            case 0x09 -> Long.toString(chunk.getLong(from));
            case 0x0A -> Long.toUnsignedString(chunk.getLong(from));
            case 0x0B -> Float.toString(chunk.getFloat(from));
            case 0x0C -> Double.toString(chunk.getDouble(from));
            case 0x0D -> Boolean.toString(chunk.getInt(from) != 0);
            case 0x0F -> guid(chunk, from);
            case 0x11 -> Timestamps.format((chunk.getLong(from) - EPOCH_DIFFERENCE) * 100);
            case 0x12 -> systemTime(chunk, from);
            case 0x14 -> "0x" + Integer.toHexString(chunk.getInt(from));
            case 0x15 -> "0x" + Long.toHexString(chunk.getLong(from));
            default ->
                "0x" + (size >= 8 ? Long.toHexString(chunk.getLong(from)) : Integer.toHexString(chunk.getInt(from)));
        };
    }

    private static String string(ByteBuffer chunk, int from, int size, Charset charset) {
        byte[] bytes = new byte[size];
        chunk.get(from, bytes);
        String text = new String(bytes, charset);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String bytes(ByteBuffer chunk, int from, int size) {
        byte[] bytes = new byte[size];
        chunk.get(from, bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static String guid(ByteBuffer chunk, int from) {
        byte[] rest = new byte[8];
        chunk.get(from + 8, rest);
        String hex = HexFormat.of().withUpperCase().formatHex(rest);
        return String.format(
                "{%08X-%04X-%04X-%s-%s}",
                chunk.getInt(from),
                chunk.getShort(from + 4),
                chunk.getShort(from + 6),
                hex.substring(0, 4),
                hex.substring(4));
    }

    private static String systemTime(ByteBuffer chunk, int from) {
        return String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                chunk.getShort(from),
                chunk.getShort(from + 2),
                chunk.getShort(from + 6),
                chunk.getShort(from + 8),
                chunk.getShort(from + 10),
                chunk.getShort(from + 12),
                chunk.getShort(from + 14));
    }

    /** A security identifier: {@code S-1-5-18}. */
    private static @Nullable String identity(ByteBuffer chunk, int from, int size) {
        int parts = size < 8 ? -1 : chunk.get(from + 1) & 0xFF;
        if (parts < 0 || 8 + parts * 4 > size) {
            return null;
        }
        long authority = 0;
        for (int i = 2; i < 8; i++) {
            authority = authority << 8 | chunk.get(from + i) & 0xFF;
        }
        StringBuilder text = new StringBuilder("S-")
                .append(chunk.get(from) & 0xFF)
                .append('-')
                .append(authority);
        for (int i = 0; i < parts; i++) {
            text.append('-').append(Integer.toUnsignedString(chunk.getInt(from + 8 + i * 4)));
        }
        return text.toString();
    }

    private static @Nullable String array(ByteBuffer chunk, int type, int from, int size) {
        if (type == 0x01) {
            return string(chunk, from, size, StandardCharsets.UTF_16LE).replace('\0', '\n');
        }
        int width = width(type);
        if (width == 0) {
            return bytes(chunk, from, size);
        }
        StringJoiner items = new StringJoiner(", ");
        for (int i = 0; i + width <= size && i / width < MOST; i += width) {
            items.add(fixed(chunk, type, from + i, width));
        }
        return items.toString();
    }
}
