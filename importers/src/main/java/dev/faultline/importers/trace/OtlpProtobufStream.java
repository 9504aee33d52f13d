package dev.faultline.importers.trace;

import dev.faultline.importers.trace.OtlpRecords.Signal;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks through one export request in protobuf and holds one record at a time. */
final class OtlpProtobufStream {
    private static final int RESOURCES = 0x0A;
    private static final int RESOURCE = 0x0A;
    private static final int SCOPES = 0x12;
    private static final long OLD_SCOPES = 1000L << 3 | Wire.BYTES;
    private static final int SCOPE = 0x0A;
    private static final int RECORD = 0x12;
    private static final int LONGEST_RECORD = 16 << 20;

    private final InputStream stream;
    private final EventSink sink;
    private final Place place;
    private final int fixedLength;
    private long at;
    private long recordAt;
    private Signal signal = Signal.LOG;

    /** Where a byte of the message is in the source. */
    interface Place {
        /** Original offset of the byte at this position. */
        long offset(long position);
    }

    /** What ends the reading of a message. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final IssueCode code;

        Broken(IssueCode code, String detail) {
            super(detail);
            this.code = code;
        }
    }

    /** Reads the stream to its end. {@code fixedLength} is every record's length in the source, -1 for its own. */
    OtlpProtobufStream(InputStream stream, EventSink sink, Place place, int fixedLength) {
        this.stream = stream;
        this.sink = sink;
        this.place = place;
        this.fixedLength = fixedLength;
    }

    void read() throws IOException {
        try {
            int first = stream.read();
            while (first >= 0 && !sink.cancelled()) {
                at++;
                recordAt = at - 1;
                long tag = varint(first);
                if (tag == RESOURCES) {
                    resource(inside(Long.MAX_VALUE));
                } else {
                    skip(tag, Long.MAX_VALUE);
                }
                first = stream.read();
            }
        } catch (Broken broken) {
            long length = fixedLength >= 0 ? fixedLength : at - recordAt;
            sink.reject(broken.code, String.valueOf(broken.getMessage()), place.offset(recordAt), length, 0);
        }
    }

    private void resource(long end) throws IOException, Broken {
        Map<String, Json> shared = Map.of();
        while (at < end && !sink.cancelled()) {
            long tag = varint(next());
            if (tag == RESOURCE) {
                shared = OtlpValues.attributes(small("Resource", end).at("attributes"));
            } else if (tag == SCOPES || tag == OLD_SCOPES) {
                scope(inside(end), shared);
            } else {
                skip(tag, end);
            }
        }
    }

    private void scope(long end, Map<String, Json> shared) throws IOException, Broken {
        String name = null;
        while (at < end && !sink.cancelled()) {
            recordAt = at;
            long tag = varint(next());
            if (tag == SCOPE) {
                name = small("Scope", end).at("name").word();
            } else if (tag == RECORD) {
                record(inside(end), shared, name);
            } else {
                skip(tag, end);
            }
        }
    }

    private void record(long end, Map<String, Json> shared, @Nullable String scope) throws IOException, Broken {
        long length = end - at;
        int shown = (int) Math.min(Integer.MAX_VALUE, fixedLength >= 0 ? fixedLength : end - recordAt);
        long offset = place.offset(recordAt);
        if (length > LONGEST_RECORD) {
            skipBytes(length);
            sink.reject(IssueCode.BAD_RECORD, "a record of " + length + " bytes", offset, shown, 0);
            return;
        }
        byte[] bytes = bytes((int) length);
        signal = OtlpShape.signal(new Wire(bytes, 0, bytes.length)).orElse(signal);
        String type =
                switch (signal) {
                    case SPAN -> "Span";
                    case LOG -> "LogRecord";
                    case METRIC -> "Metric";
                };
        Json.Span span = new Json.Span(offset, shown, 0);
        OtlpSchema.Decoded decoded = OtlpSchema.decode(type, new Wire(bytes, 0, bytes.length), span);
        if (decoded.broken()) {
            sink.reject(IssueCode.BAD_RECORD, "not protobuf of a " + type, offset, shown, 0);
            return;
        }
        if (decoded.cut()) {
            sink.report(IssueCode.TOO_DEEP, "nested deeper, or larger, than is kept", offset, 0);
        }
        OtlpRecords.take(signal, decoded.tree(), shared, scope, sink);
    }

    private Json small(String type, long end) throws IOException, Broken {
        long length = inside(end) - at;
        if (length > LONGEST_RECORD) {
            throw new Broken(IssueCode.BAD_RECORD, "a resource or scope of " + length + " bytes");
        }
        byte[] bytes = bytes((int) length);
        return OtlpSchema.decode(type, new Wire(bytes, 0, bytes.length), new Json.Span(0, 0, 0))
                .tree();
    }

    private byte[] bytes(int length) throws IOException, Broken {
        byte[] bytes = stream.readNBytes(length);
        at += bytes.length;
        if (bytes.length < length) {
            throw new Broken(IssueCode.TRUNCATED, "the message ends within a record");
        }
        return bytes;
    }

    /** Where the length-delimited field that begins here ends. */
    private long inside(long end) throws IOException, Broken {
        long length = varint(next());
        if (length < 0 || length > end - at) {
            throw new Broken(IssueCode.BAD_RECORD, "a field is longer than what it is in");
        }
        return at + length;
    }

    private void skip(long tag, long end) throws IOException, Broken {
        switch ((int) tag & 7) {
            case Wire.VARINT -> varint(next());
            case Wire.FIXED64 -> skipBytes(8);
            case Wire.FIXED32 -> skipBytes(4);
            case Wire.BYTES -> skipBytes(inside(end) - at);
            default -> throw new Broken(IssueCode.BAD_RECORD, "not protobuf of OTLP");
        }
    }

    private void skipBytes(long count) throws IOException, Broken {
        byte[] ignored = new byte[1 << 12];
        long left = count;
        while (left > 0) {
            int read = stream.read(ignored, 0, (int) Math.min(ignored.length, left));
            if (read < 0) {
                throw new Broken(IssueCode.TRUNCATED, "the message ends within a field");
            }
            left -= read;
            at += read;
        }
    }

    private int next() throws IOException, Broken {
        int b = stream.read();
        if (b < 0) {
            throw new Broken(IssueCode.TRUNCATED, "the message ends within a field");
        }
        at++;
        return b;
    }

    private long varint(int first) throws IOException, Broken {
        long value = first & 0x7F;
        int b = first;
        for (int shift = 7; b >= 0x80; shift += 7) {
            if (shift > 63) {
                throw new Broken(IssueCode.BAD_RECORD, "not protobuf: a number of more than ten bytes");
            }
            b = next();
            value |= (long) (b & 0x7F) << shift;
        }
        return value;
    }
}
