package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of UTF-8 text that is filled again and again without garbage: a slice of somebody's buffer, or bytes of its
 * own. The slice is valid until the buffer's owner changes it.
 */
public final class Text {
    private static final byte[] NONE = {};

    byte[] bytes = NONE;
    int from;
    int to;
    /** Whether the slice is the inside of a JSON string and may hold escapes. */
    boolean json;

    private boolean set;
    private byte[] own = NONE;

    /** Forgets the text. */
    void clear() {
        set = false;
        json = false;
        from = 0;
        to = 0;
    }

    void slice(byte[] buffer, int start, int end) {
        bytes = buffer;
        from = start;
        to = end;
        json = false;
        set = true;
    }

    void copy(@Nullable String text) {
        if (text == null) {
            clear();
            return;
        }
        own = text.getBytes(StandardCharsets.UTF_8);
        slice(own, 0, own.length);
    }

    /** Whether there is a text at all; it may be empty. */
    public boolean isSet() {
        return set;
    }

    int length() {
        return to - from;
    }

    @Nullable
    String decode() {
        if (!set) {
            return null;
        }
        return json ? JsonText.unescape(bytes, from, to) : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    boolean sameAs(byte[] other) {
        return set && Arrays.equals(bytes, from, to, other, 0, other.length);
    }
}
