package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns OTLP's protobuf messages into the trees that its JSON encoding would give, so that both share one mapping.
 * Fields as in opentelemetry-proto 1.x; unknown ones are read over. Trees are of a bounded depth and size.
 */
final class OtlpSchema {
    private static final int DEEPEST = 60;
    private static final int MOST_VALUES = 200_000;

    /** A line for each message: its fields as name:number:type, a star behind those that repeat. */
    private static final String SCHEMA = """
            Resource attributes:1:KeyValue*
            Scope name:1:text version:2:text attributes:3:KeyValue*
            KeyValue key:1:text value:2:AnyValue
            AnyValue stringValue:1:text boolValue:2:bool intValue:3:int doubleValue:4:double arrayValue:5:ArrayValue \
            kvlistValue:6:KeyValueList bytesValue:7:bytes
            ArrayValue values:1:AnyValue*
            KeyValueList values:1:KeyValue*
            Span traceId:1:hex spanId:2:hex traceState:3:text parentSpanId:4:hex name:5:text kind:6:int \
            startTimeUnixNano:7:fixed64 endTimeUnixNano:8:fixed64 attributes:9:KeyValue* droppedAttributesCount:10:int \
            events:11:SpanEvent* droppedEventsCount:12:int links:13:SpanLink* droppedLinksCount:14:int status:15:Status \
            flags:16:fixed32
            SpanEvent timeUnixNano:1:fixed64 name:2:text attributes:3:KeyValue* droppedAttributesCount:4:int
            SpanLink traceId:1:hex spanId:2:hex traceState:3:text attributes:4:KeyValue* flags:6:fixed32
            Status message:2:text code:3:int
            LogRecord timeUnixNano:1:fixed64 severityNumber:2:int severityText:3:text body:5:AnyValue \
            attributes:6:KeyValue* droppedAttributesCount:7:int flags:8:fixed32 traceId:9:hex spanId:10:hex \
            observedTimeUnixNano:11:fixed64 eventName:12:text
            Metric name:1:text description:2:text unit:3:text gauge:5:Points sum:7:Points histogram:9:Histogram \
            exponentialHistogram:10:ExponentialHistogram summary:11:Summary
            Points dataPoints:1:NumberPoint* aggregationTemporality:2:int isMonotonic:3:bool
            Histogram dataPoints:1:HistogramPoint* aggregationTemporality:2:int
            ExponentialHistogram dataPoints:1:ExponentialPoint* aggregationTemporality:2:int
            Summary dataPoints:1:SummaryPoint*
            NumberPoint startTimeUnixNano:2:fixed64 timeUnixNano:3:fixed64 asDouble:4:double exemplars:5:Exemplar* \
            asInt:6:sfixed64 attributes:7:KeyValue* flags:8:int
            HistogramPoint startTimeUnixNano:2:fixed64 timeUnixNano:3:fixed64 count:4:fixed64 sum:5:double \
            bucketCounts:6:fixed64* explicitBounds:7:double* exemplars:8:Exemplar* attributes:9:KeyValue* flags:10:int \
            min:11:double max:12:double
            ExponentialPoint attributes:1:KeyValue* startTimeUnixNano:2:fixed64 timeUnixNano:3:fixed64 count:4:fixed64 \
            sum:5:double scale:6:sint zeroCount:7:fixed64 positive:8:Buckets negative:9:Buckets flags:10:int \
            exemplars:11:Exemplar* min:12:double max:13:double zeroThreshold:14:double
            Buckets offset:1:sint bucketCounts:2:int*
            SummaryPoint startTimeUnixNano:2:fixed64 timeUnixNano:3:fixed64 count:4:fixed64 sum:5:double \
            quantileValues:6:Quantile* attributes:7:KeyValue* flags:8:int
            Quantile quantile:1:double value:2:double
            Exemplar timeUnixNano:2:fixed64 asDouble:3:double spanId:4:hex traceId:5:hex asInt:6:sfixed64 \
            filteredAttributes:7:KeyValue*
            """;

    private static final Map<String, Map<Integer, Field>> MESSAGES = parse();

    private final Json.Span place;
    private int values;
    private boolean cut;

    private OtlpSchema(Json.Span place) {
        this.place = place;
    }

    private record Field(String name, String type, boolean repeats) {}

    /**
     * A decoded message.
     *
     * @param broken whether it breaks the wire format somewhere; the tree holds what came before
     * @param cut whether something was beyond the limits
     */
    record Decoded(Json.Members tree, boolean broken, boolean cut) {}

    private static Map<String, Map<Integer, Field>> parse() {
        Map<String, Map<Integer, Field>> messages = new HashMap<>();
        for (String line : SCHEMA.lines().toList()) {
            String[] words = line.split(" ");
            Map<Integer, Field> fields = new HashMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split(":");
                boolean repeats = parts[2].endsWith("*");
                String type = repeats ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
                fields.put(Integer.valueOf(parts[1]), new Field(parts[0], type, repeats));
            }
            messages.put(words[0], fields);
        }
        return messages;
    }

    /** The message of this type in the bytes; {@code place} is where they came from. */
    static Decoded decode(String type, Wire wire, Json.Span place) {
        OtlpSchema decoding = new OtlpSchema(place);
        Json.Members tree = decoding.message(type, wire, 0);
        return new Decoded(tree, wire.broken, decoding.cut);
    }

    private Json.Members message(String type, Wire wire, int depth) {
        Map<Integer, Field> fields = MESSAGES.getOrDefault(type, Map.of());
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, List<Json>> lists = new HashMap<>();
        while (wire.hasMore()) {
            long tag = wire.varint();
            int wireType = (int) tag & 7;
            Field field = tag >>> 3 > 1 << 20 ? null : fields.get((int) (tag >>> 3));
            if (field == null || depth > DEEPEST || values > MOST_VALUES) {
                cut |= field != null;
                wire.skip(wireType);
            } else if (field.repeats()) {
                List<Json> list = lists.computeIfAbsent(field.name(), name -> {
                    List<Json> fresh = new ArrayList<>();
                    members.put(name, new Json.Items(fresh, place));
                    return fresh;
                });
                repeated(field, wireType, wire, depth, list);
            } else {
                members.put(field.name(), value(field.type(), wireType, wire, depth));
            }
        }
        return new Json.Members(members, place);
    }

    /** Repeated numbers may be packed into one field. */
    private void repeated(Field field, int wireType, Wire wire, int depth, List<Json> list) {
        Integer own = wireType(field.type());
        if (own == null || own == wireType) {
            list.add(value(field.type(), wireType, wire, depth));
            return;
        }
        if (wireType != Wire.BYTES) {
            wire.broken = true;
            return;
        }
        Wire packed = wire.inside();
        while (packed.hasMore() && values <= MOST_VALUES) {
            list.add(value(field.type(), own, packed, depth));
        }
        wire.broken |= packed.broken;
    }

    /** The wire type of a number; null for what is length-delimited anyway. */
    private static @Nullable Integer wireType(String type) {
        return switch (type) {
            case "int", "sint", "bool" -> Wire.VARINT;
            case "fixed64", "sfixed64", "double" -> Wire.FIXED64;
            case "fixed32" -> Wire.FIXED32;
            default -> null;
        };
    }

    private Json value(String type, int wireType, Wire wire, int depth) {
        values++;
        Integer expected = wireType(type);
        if (wireType != (expected == null ? Wire.BYTES : expected)) {
            wire.broken = true;
            return Json.Nothing.NULL;
        }
        return switch (type) {
            case "int" -> whole(Long.toString(wire.varint()));
            case "sint" -> {
                long zigzag = wire.varint();
                yield whole(Long.toString(zigzag >>> 1 ^ -(zigzag & 1)));
            }
            case "bool" -> new Json.Flag(wire.varint() != 0);
            case "fixed64" -> whole(Long.toUnsignedString(wire.fixed(8)));
            case "sfixed64" -> whole(Long.toString(wire.fixed(8)));
            case "fixed32" -> whole(Long.toString(wire.fixed(4)));
            case "double" -> number(Double.longBitsToDouble(wire.fixed(8)));
            default -> inside(type, wire, depth);
        };
    }

    private static Json whole(String digits) {
        return new Json.Numeral(digits, true);
    }

    private static Json number(double value) {
        return Double.isFinite(value)
                ? new Json.Numeral(Double.toString(value), false)
                : new Json.Text(Double.toString(value));
    }

    private Json inside(String type, Wire wire, int depth) {
        Wire inside = wire.inside();
        int length = inside.end - inside.at;
        Json value =
                switch (type) {
                    case "text" -> new Json.Text(new String(inside.data, inside.at, length, StandardCharsets.UTF_8));
                    case "hex" -> new Json.Text(HexFormat.of().formatHex(inside.data, inside.at, inside.end));
                    case "bytes" -> {
                        byte[] bytes = java.util.Arrays.copyOfRange(inside.data, inside.at, inside.end);
                        yield new Json.Text(Base64.getEncoder().encodeToString(bytes));
                    }
                    default -> message(type, inside, depth + 1);
                };
        wire.broken |= inside.broken;
        return value;
    }
}
