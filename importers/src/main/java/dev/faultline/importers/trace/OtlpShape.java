package dev.faultline.importers.trace;

import dev.faultline.importers.trace.OtlpRecords.Signal;
import java.util.Optional;

/** Tells OTLP in protobuf from other bytes, and its three signals from each other, by the first record's fields. */
final class OtlpShape {
    private static final int RESOURCES = 0x0A;
    private static final int SCOPES = 0x12;
    private static final int SCHEMA = 0x1A;
    private static final int RECORD = 0x12;

    private OtlpShape() {}

    /** Whether an export request may begin here: a resource with attributes, as far as the bytes go. */
    static boolean isRequest(byte[] head, int from) {
        int room = head.length - from;
        if (room < 6 || head[from] != RESOURCES) {
            return false;
        }
        Wire outer = new Wire(head, from + 1, head.length);
        long length = outer.varint();
        if (outer.broken || length < 4 || length > 1L << 30 || outer.at >= head.length) {
            return false;
        }
        int end = (int) Math.min(head.length, outer.at + length);
        Wire resource = new Wire(head, outer.at, end);
        return inResource(resource, outer.at + length > head.length);
    }

    private static boolean inResource(Wire wire, boolean cutOff) {
        boolean attributes = false;
        while (wire.at < wire.end) {
            int tag = (int) wire.varint();
            long length = wire.varint();
            if (wire.broken) {
                return cutOff && attributes;
            }
            if (tag != RESOURCES && tag != SCOPES && tag != SCHEMA || length < 0) {
                return false;
            }
            boolean beyond = length > wire.end - wire.at;
            if (beyond && !cutOff) {
                return false;
            }
            int end = (int) Math.min(wire.end, wire.at + length);
            if (tag == RESOURCES && length > 0) {
                attributes = isAttribute(new Wire(wire.data, wire.at, end));
                if (!attributes) {
                    return false;
                }
            }
            if (tag == SCOPES) {
                Optional<Signal> signal = ofScope(new Wire(wire.data, wire.at, end));
                return signal.isPresent() || beyond && attributes;
            }
            wire.at = end;
        }
        return attributes && cutOff;
    }

    /** A resource's first field: an attribute, whose first field is a printable key. */
    private static boolean isAttribute(Wire resource) {
        if (resource.varint() != 0x0A) {
            return false;
        }
        Wire attribute = new Wire(resource.data, resource.at, resource.end);
        attribute.varint();
        if (attribute.varint() != 0x0A) {
            return false;
        }
        long length = attribute.varint();
        if (attribute.broken || length < 1 || length > 200) {
            return false;
        }
        int end = (int) Math.min(attribute.end, attribute.at + length);
        for (int i = attribute.at; i < end; i++) {
            if (attribute.data[i] < ' ') {
                return false;
            }
        }
        return true;
    }

    /** The signal of the first record in a scope; nothing where there is none. */
    private static Optional<Signal> ofScope(Wire scope) {
        while (scope.hasMore()) {
            long tag = scope.varint();
            if (tag == RECORD) {
                long length = scope.varint();
                int end = (int) Math.min(scope.end, scope.at + Math.max(0, length));
                return signal(new Wire(scope.data, scope.at, end));
            }
            scope.skip((int) tag & 7);
        }
        return Optional.empty();
    }

    /** What a record is, by the wire types of the fields that only one signal has. */
    static Optional<Signal> signal(Wire record) {
        boolean text = false;
        while (record.hasMore()) {
            long tag = record.varint();
            int type = (int) tag & 7;
            switch ((int) (tag >>> 3)) {
                case 1, 11 -> {
                    if (type == Wire.FIXED64) {
                        return Optional.of(Signal.LOG);
                    }
                    text = true;
                }
                case 2 -> {
                    if (type == Wire.VARINT) {
                        return Optional.of(Signal.LOG);
                    }
                }
                case 6 -> {
                    if (type == Wire.VARINT) {
                        return Optional.of(Signal.SPAN);
                    }
                }
                case 7 -> {
                    return Optional.of(
                            switch (type) {
                                case Wire.FIXED64 -> Signal.SPAN;
                                case Wire.VARINT -> Signal.LOG;
                                default -> Signal.METRIC;
                            });
                }
                case 9, 10 -> {
                    return text ? Optional.of(Signal.METRIC) : Optional.of(Signal.LOG);
                }
                default -> {}
            }
            record.skip(type);
        }
        return text ? Optional.of(Signal.METRIC) : Optional.empty();
    }
}
