package dev.faultline.otlp;

import dev.faultline.importers.Limits;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks a request over before it is accepted: whole, of the right signal, not too deep. What is refused here leaves
 * nothing behind; what a single record has wrong is the importer's to say.
 */
final class RequestShape {
    private static final int RESOURCES = 0x0A;
    private static final int SCOPES = 0x12;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.JSON_DEPTH)
                    .maxStringLength(Body.MOST)
                    .build())
            .build();

    private RequestShape() {}

    /** What is wrong with it; nothing where it can be taken. */
    static Optional<String> problem(Signal signal, Encoding encoding, byte[] body) {
        return switch (encoding) {
            case JSON -> json(signal, body);
            case PROTOBUF -> protobuf(body);
        };
    }

    /** Whether there is nothing in it to import. */
    static boolean isEmpty(Encoding encoding, byte[] body) {
        if (encoding == Encoding.PROTOBUF) {
            return body.length == 0;
        }
        int values = 0;
        for (byte b : body) {
            values += b == '[' ? 1 : 0;
        }
        return values == 0;
    }

    private static Optional<String> json(Signal signal, byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of("a JSON object was expected");
            }
            boolean right = false;
            boolean any = false;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                if (token == null) {
                    return Optional.of("the JSON ends too early");
                }
                any = true;
                right |= signal.isMember(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return Optional.of("something stands behind the JSON object");
            }
            return right || !any
                    ? Optional.empty()
                    : Optional.of(
                            "this is not an export request of " + signal.name().toLowerCase(java.util.Locale.ROOT));
        } catch (JacksonException broken) {
            return Optional.of("not JSON: " + broken.getOriginalMessage());
        }
    }

    private static Optional<String> protobuf(byte[] body) {
        Fields request = new Fields(body, 0, body.length);
        while (request.next()) {
            if (request.tag == RESOURCES && !isWhole(request.inside(), 1)) {
                return Optional.of("not protobuf of OTLP, or cut off");
            }
        }
        return request.isWhole() ? Optional.empty() : Optional.of("not protobuf of OTLP, or cut off");
    }

    /** Resources and their scopes; records are the importer's. */
    private static boolean isWhole(Fields fields, int depth) {
        while (fields.next()) {
            if (fields.tag == SCOPES && depth > 0 && !isWhole(fields.inside(), depth - 1)) {
                return false;
            }
        }
        return fields.isWhole();
    }

    /** The fields of a message, one after the other. */
    private static final class Fields {
        private final byte[] bytes;
        private final int end;
        private int at;
        private int from;
        private int tag;
        private boolean broken;

        Fields(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        boolean next() {
            if (at >= end || broken) {
                return false;
            }
            tag = (int) varint();
            long length =
                    switch (tag & 7) {
                        case 0 -> {
                            varint();
                            yield 0;
                        }
                        case 1 -> 8;
                        case 2 -> varint();
                        case 5 -> 4;
                        default -> -1;
                    };
            broken |= tag >>> 3 == 0 || length < 0 || length > end - at;
            from = at;
            at = broken ? end : at + (int) length;
            return !broken;
        }

        Fields inside() {
            return new Fields(bytes, from, at);
        }

        boolean isWhole() {
            return !broken;
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (at >= end) {
                    broken = true;
                    return 0;
                }
                byte b = bytes[at++];
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            broken = true;
            return 0;
        }
    }
}
