package dev.faultline.otlp;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a request is written, and how many of them stand in one file: as the collector's file exporter writes them. */
enum Encoding {
    JSON("application/json", "otlp-json", "jsonl") {
        @Override
        byte[] record(byte[] body) {
            byte[] line = new byte[body.length + 1];
            for (int i = 0; i < body.length; i++) {
                // In JSON a line feed is nothing but space between values.
                line[i] = body[i] == '\n' || body[i] == '\r' ? (byte) ' ' : body[i];
            }
            line[body.length] = '\n';
            return line;
        }
    },
    PROTOBUF("application/x-protobuf", "otlp-protobuf", "otlp") {
        @Override
        byte[] record(byte[] body) {
            return ByteBuffer.allocate(Integer.BYTES + body.length)
                    .putInt(body.length)
                    .put(body)
                    .array();
        }
    };

    private final String mediaType;
    private final String format;
    private final String ending;

    Encoding(String mediaType, String format, String ending) {
        this.mediaType = mediaType;
        this.format = format;
        this.ending = ending;
    }

    static Optional<Encoding> of(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (Encoding encoding : values()) {
            if (encoding.mediaType.equals(type)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    /** A request as it stands in a file. */
    abstract byte[] record(byte[] body);

    String mediaType() {
        return mediaType;
    }

    /** The importer that reads it. */
    String format() {
        return format;
    }

    String ending() {
        return ending;
    }
}
