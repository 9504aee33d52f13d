package dev.faultline.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request, unpacked, of which no more is read than may be taken. */
final class Body {
    /** Bytes after decompression. */
    static final int MOST = 4 << 20;

    private Body() {}

    /** Refuses what says itself that it is too large. The server has looked that the length is a number. */
    static void requireFitting(@Nullable String length) throws Refusal {
        if (length != null && length.length() > 6 && Long.parseLong(length) > MOST) {
            throw tooLarge();
        }
    }

    static byte[] read(InputStream in, @Nullable String encoding) throws IOException, Refusal {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "gzip" -> bounded(unpacked(in));
            case "identity", "" -> bounded(in);
            default -> throw new Refusal(415, "Content-Encoding is gzip or absent");
        };
    }

    private static InputStream unpacked(InputStream in) throws IOException, Refusal {
        try {
            return new GZIPInputStream(in, 1 << 16);
        } catch (ZipException | java.io.EOFException broken) {
            throw new Refusal(400, "the body is not gzip");
        }
    }

    private static byte[] bounded(InputStream in) throws IOException, Refusal {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MOST + 1);
        } catch (ZipException | java.io.EOFException broken) {
            throw new Refusal(400, "the body is cut off or no gzip");
        }
        if (bytes.length > MOST) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "a request may be 4 MB after decompression; send smaller batches");
    }
}
