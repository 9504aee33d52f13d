package dev.faultline.importers.trace;

import com.github.luben.zstd.ZstdIOException;
import dev.faultline.importers.Compression;
import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.LimitException;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * OpenTelemetry's traces, logs and metrics as protobuf: the body of an export request, or what the collector's file
 * exporter writes with {@code format: proto} or with a compression, where each message has its length in four bytes
 * before it and may be compressed with zstd by itself. Specified by opentelemetry-proto and by the collector's
 * exporter/fileexporter. One record is held at a time.
 *
 * <p>Traps: no magic number; the three signals have the same outer fields, so the first record tells them apart; with
 * {@code compression: zstd} the messages may as well be JSON. In a compressed message the place of a record is that of
 * its message. Samples: {@code traces/otlp}, {@code logs/otlp}, {@code metrics}.
 */
public final class OtlpProtobuf implements Importer {
    private static final int ZSTD = 0xFD2FB528;
    private static final int LENGTH_BYTES = 4;
    /** Bytes of one message of the file exporter; more is taken for a broken length. */
    private static final long LONGEST = 1L << 30;

    @Override
    public String format() {
        return "otlp-protobuf";
    }

    @Override
    public double recognises(Head head) {
        return begins(head.bytes()) ? 0.95 : 0;
    }

    /** Whether these are the first bytes of OTLP in protobuf, framed or not. Asked before they are taken for text. */
    public static boolean begins(byte[] head) {
        return OtlpShape.isRequest(head, 0) || isFramed(head);
    }

    private static boolean isFramed(byte[] head) {
        if (head.length < LENGTH_BYTES + 8 || head[0] > 0x3F || head[0] < 0) {
            return false;
        }
        long length = length(head);
        if (length < 8) {
            return false;
        }
        boolean zstd = (head[4] & 0xFF) == 0x28
                && (head[5] & 0xFF) == 0xB5
                && (head[6] & 0xFF) == 0x2F
                && (head[7] & 0xFF) == 0xFD;
        boolean json = head[4] == '{' && head[5] == '"' && head[0] < 8;
        return zstd || json || OtlpShape.isRequest(head, LENGTH_BYTES);
    }

    private static long length(byte[] four) {
        return (four[0] & 0xFFL) << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | four[3] & 0xFF;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(input.stream(), 1 << 16);
        if (isFramed(input.head().bytes())) {
            frames(stream, sink);
        } else {
            new OtlpProtobufStream(stream, sink, at -> at, -1).read();
        }
    }

    private static void frames(InputStream stream, EventSink sink) throws IOException {
        long offset = 0;
        byte[] four = stream.readNBytes(LENGTH_BYTES);
        while (four.length == LENGTH_BYTES && !sink.cancelled()) {
            long length = length(four);
            if (length > LONGEST) {
                sink.reject(IssueCode.BAD_HEADER, "a message of " + length + " bytes", offset, LENGTH_BYTES, 0);
                return;
            }
            Window window = new Window(stream, length);
            frame(window, offset + LENGTH_BYTES, (int) length, sink);
            if (!window.drain()) {
                long there = LENGTH_BYTES + length - window.left;
                sink.reject(IssueCode.TRUNCATED, "the last message is cut off", offset, there, 0);
                return;
            }
            offset += LENGTH_BYTES + length;
            four = stream.readNBytes(LENGTH_BYTES);
        }
        if (four.length > 0 && four.length < LENGTH_BYTES) {
            sink.reject(IssueCode.TRUNCATED, "the file ends within a length", offset, four.length, 0);
        }
    }

    private static void frame(Window window, long offset, int length, EventSink sink) throws IOException {
        BufferedInputStream message = new BufferedInputStream(window);
        message.mark(8);
        byte[] start = message.readNBytes(4);
        message.reset();
        boolean zstd = start.length == 4 && (length(start) == Integer.toUnsignedLong(Integer.reverseBytes(ZSTD)));
        try {
            if (zstd) {
                BufferedInputStream plain = new BufferedInputStream(Compression.ZSTD.open(message));
                plain.mark(8);
                int first = plain.read();
                plain.reset();
                document(plain, first, at -> offset, length, sink);
            } else {
                document(message, start.length == 0 ? -1 : start[0], at -> offset + at, -1, sink);
            }
        } catch (ZstdIOException broken) {
            sink.reject(IssueCode.BAD_RECORD, "not zstd: " + broken.getMessage(), offset, length, 0);
        } catch (LimitException bomb) {
            sink.reject(bomb.code(), String.valueOf(bomb.getMessage()), offset, length, 0);
        }
    }

    /** One message; {@code length} is that of every record in it, or -1 where records have their own. */
    private static void document(
            InputStream message, int first, OtlpProtobufStream.Place place, int length, EventSink sink)
            throws IOException {
        if (first == '{') {
            try (JsonTree tree = new JsonTree(message, place::offset, 1, Limits.JSON_DEPTH)) {
                Json.Span whole = length < 0 ? null : new Json.Span(place.offset(0), length, 0);
                new OtlpStream(tree, sink, whole).read();
            }
        } else if (first >= 0) {
            new OtlpProtobufStream(message, sink, place, length).read();
        }
    }

    /** The bytes of one message. */
    private static final class Window extends InputStream {
        private final InputStream stream;
        private long left;

        Window(InputStream stream, long length) {
            this.stream = stream;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = stream.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        /** Reads over what the message's reader left. False where the source ended before. */
        boolean drain() throws IOException {
            byte[] ignored = new byte[1 << 12];
            while (left > 0 && read(ignored, 0, ignored.length) >= 0) {
                // what is read here is of no message
            }
            return left == 0;
        }
    }
}
