package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The further fields of a draft. Its slots are filled again for every event, so that a field costs no object. */
final class DraftAttributes {
    private Slot[] slots = {};
    private int size;

    /** A field: its value, or where that is null, the text and how to read it. */
    static final class Slot {
        String key = "";

        @Nullable
        AttributeValue value;

        AttributeValue.Type type = AttributeValue.Type.STRING;
        final Text text = new Text();

        AttributeValue read() {
            AttributeValue given = value;
            if (given != null) {
                return given;
            }
            String decoded = text.decode();
            return new AttributeValue(type, decoded == null ? "" : decoded);
        }
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    Slot get(int i) {
        return slots[i];
    }

    void add(String key, AttributeValue value) {
        Slot slot = next(key);
        slot.value = value;
    }

    void add(String key, AttributeValue.Type type, byte[] buffer, int from, int to, boolean json) {
        Slot slot = next(key);
        slot.value = null;
        slot.type = type;
        slot.text.slice(buffer, from, to);
        slot.text.json = json;
    }

    private Slot next(String key) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, Math.max(16, 2 * size));
            for (int i = size; i < slots.length; i++) {
                slots[i] = new Slot();
            }
        }
        Slot slot = slots[size++];
        slot.key = key;
        return slot;
    }
}
