package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Detail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a block holds beside its columns, unpacked: tables of attribute names and values, and for each row its message (where no
 * record has it), its attributes and its detail, one after the other.
 *
 * @param rows where the first row begins in {@code bytes}
 */
record BlockPayload(ByteBuffer bytes, List<String> keys, List<String> values, int rows) {
    /** Reads the tables; {@code in} stands at their beginning. */
    static BlockPayload of(ByteBuffer in) {
        List<String> keys = BytesDictionary.read(in);
        List<String> values = BytesDictionary.read(in);
        return new BlockPayload(in, keys, values, in.position());
    }

    /** The bytes from a place behind the tables on. */
    ByteBuffer from(int place) {
        int start = rows + place;
        return bytes.slice(start, bytes.capacity() - start).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a row's attributes; {@code in} stands behind its message, and then at its detail. */
    Map<String, AttributeValue> attributes(ByteBuffer in) {
        int count = (int) Bytes.number(in);
        Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = keys.get((int) Bytes.number(in));
            AttributeValue.Type type = AttributeValue.Type.values()[in.get()];
            attributes.put(key, new AttributeValue(type, values.get((int) Bytes.number(in))));
        }
        return attributes;
    }

    /** Reads a row's detail; null where it has none. */
    static @Nullable Detail detail(ByteBuffer in) {
        return in.get() == 0 ? null : DetailCodec.read(in);
    }
}
