package dev.faultline.importers.trace;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.store.Swar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What objects of JSON mean that stand in a file again and again: resources, scopes, processes. The same bytes mean the same,
 * so each is made a tree once and known by its bytes from then on. Holds a fixed number; of two that share a place the
 * later one stays.
 */
final class LearnedObjects<T> {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 1 << 12;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final Function<Json.Members, @Nullable T> meaning;
    private final List<@Nullable Known<T>> known = new ArrayList<>(Collections.nCopies(PLACES, null));

    /** A meaning of null is that the object is not for whoever asks. */
    LearnedObjects(Function<Json.Members, @Nullable T> meaning) {
        this.meaning = meaning;
    }

    /** An object's bytes and what they mean. */
    private static final class Known<T> {
        private final byte[] text;
        private final @Nullable T meaning;

        Known(byte[] text, @Nullable T meaning) {
            this.text = text;
            this.meaning = meaning;
        }

        boolean is(byte[] bytes, int from, int to) {
            return Arrays.equals(text, 0, text.length, bytes, from, to);
        }
    }

    /** What the object in this range means; null where it is none, too long or not for whoever asks. */
    @Nullable
    T of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        int place = place(bytes, from, to);
        Known<T> there = known.get(place);
        if (there == null || !there.is(bytes, from, to)) {
            there = new Known<>(Arrays.copyOfRange(bytes, from, to), learn(bytes, from, to));
            known.set(place, there);
        }
        return there.meaning;
    }

    private static int place(byte[] bytes, int from, int to) {
        long hash = to - from;
        for (int i = from; i < to; i += 8) {
            hash = (hash ^ Swar.word(bytes, i, to)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32) & PLACES - 1;
    }

    private @Nullable T learn(byte[] bytes, int from, int to) {
        ByteArrayInputStream text = new ByteArrayInputStream(bytes, from, to - from);
        try (JsonTree tree = new JsonTree(text, position -> position, 1, Limits.JSON_DEPTH)) {
            tree.next();
            Json value = tree.value();
            boolean whole = !tree.wasCut() && tree.next() == null;
            return whole && value instanceof Json.Members object ? meaning.apply(object) : null;
        } catch (BadJson broken) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
