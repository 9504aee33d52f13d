package dev.faultline.importers.tree;

import dev.faultline.importers.Head;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The names that the first value of a JSON source uses, as paths such as {@code data.result[].metric}: what document
 * formats tell each other by. Only the head is looked at; where it is cut off, the names before the cut are known.
 */
public final class HeadKeys {
    private static final int DEPTH = 6;
    private static final int MOST = 4_000;

    private static volatile @Nullable Known last;

    private final Set<String> paths = new HashSet<>();

    private record Known(Head head, HeadKeys keys) {}

    private HeadKeys() {}

    /** The names of this head; none where it begins no JSON object or array. */
    public static HeadKeys of(Head head) {
        // Every format that is a document asks for the same head, one after the other.
        Known known = last;
        if (known == null || !isSame(known.head, head)) {
            known = new Known(head, read(head));
            last = known;
        }
        return known.keys;
    }

    @SuppressWarnings("ReferenceEquality") // the very same head, not one with equal bytes
    private static boolean isSame(Head one, Head other) {
        return one == other;
    }

    private static HeadKeys read(Head head) {
        HeadKeys keys = new HeadKeys();
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return keys;
        }
        try (JsonTree tree = new JsonTree(new ByteArrayInputStream(head.bytes()), position -> position, 1, DEPTH)) {
            keys.read(tree);
        } catch (BadJson | IOException cutOff) {
            return keys;
        }
        return keys;
    }

    /** Whether a member with this path is there. */
    public boolean has(String path) {
        return paths.contains(path);
    }

    /** Whether all of these are there. */
    public boolean hasAll(String... all) {
        for (String path : all) {
            if (!paths.contains(path)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no name was found. */
    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /**
     * The outermost object of which there may be many and that has a member of one of these names: {@code ""}, {@code []}
     * or a path that ends so.
     */
    public Optional<String> outermostWith(Collection<String> names) {
        return paths.stream()
                .filter(path -> names.contains(path.substring(path.lastIndexOf('.') + 1)))
                .map(path -> path.substring(0, Math.max(path.lastIndexOf('.'), 0)))
                .filter(outer -> outer.isEmpty() || outer.endsWith("[]"))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private void read(JsonTree tree) throws IOException, BadJson {
        List<String> open = new ArrayList<>();
        JsonToken token = tree.next();
        while (token != null && paths.size() < MOST) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    if (open.size() >= DEPTH) {
                        tree.skip();
                    } else {
                        open.add(path(open, tree) + (token == JsonToken.START_ARRAY ? "[]" : ""));
                    }
                }
                case END_OBJECT, END_ARRAY -> {
                    open.removeLast();
                    if (open.isEmpty()) {
                        return;
                    }
                }
                case PROPERTY_NAME -> paths.add(path(open, tree));
                default -> {
                    // A scalar says nothing that its name did not.
                }
            }
            token = tree.next();
        }
    }

    private static String path(List<String> open, JsonTree tree) {
        String outer = open.isEmpty() ? "" : open.getLast();
        String name = tree.name();
        if (name == null) {
            return outer;
        }
        return outer.isEmpty() ? name : outer + "." + name;
    }
}
