package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spans of a resource, or a line with all its resources, in one go where everything in it is as usual: first all
 * of it is read into ranges, and only then given, so that what is not usual is left untouched to the reader of tokens. A
 * token costs more than a plain span's member, and resources come again and again.
 */
final class OtlpGroups {
    private static final int MOST_SPANS = 2_048;

    private final OtlpGiver giver;
    private final Cursor cursor;
    private final Pause pause = new Pause();

    OtlpGroups(SpanTexts texts, OtlpGiver giver) {
        this.giver = giver;
        this.cursor = new Cursor(texts);
    }

    /** A plain span, where it stands, and what stands around it. */
    private static final class Place {
        private final OtlpPlainSpan span = new OtlpPlainSpan();
        private int from;
        private int to;
        private int lines;
        private SharedAttributes shared = SharedAttributes.NONE;
        private SpanTexts.@Nullable Entry scope;
    }

    /** Moves over groups and notes their spans. */
    private static final class Cursor extends OtlpSpanCursor {
        private static final Name RESOURCES = new Name("resourceSpans");
        private static final Name RESOURCE = new Name("resource");
        private static final Name SCOPES = new Name("scopeSpans");
        private static final Name SCOPE = new Name("scope");
        private static final Name SPANS = new Name("spans");
        private static final Name SCHEMA = new Name("schemaUrl");

        private final LearnedObjects<SharedAttributes> resources = new LearnedObjects<>(Cursor::shared);
        private final LearnedObjects<SpanTexts.Entry> scopes = new LearnedObjects<>(Cursor::scope);
        private final List<Place> places = new ArrayList<>();
        private int count;
        private SharedAttributes shared = SharedAttributes.NONE;

        Cursor(SpanTexts texts) {
            super(texts);
        }

        private static @Nullable SharedAttributes shared(Json.Members resource) {
            SharedAttributes shared = new SharedAttributes(OtlpValues.attributes(resource.at("attributes")));
            return shared.simple ? shared : null;
        }

        private static SpanTexts.Entry scope(Json.Members scope) {
            String name = scope.at("name").word();
            return new SpanTexts.Entry(name == null ? "" : name);
        }

        /** One group. */
        @Override
        protected boolean members() {
            count = 0;
            return group();
        }

        /** A document of nothing but groups, which ends where its line does. Returns where that is; -1 for any other. */
        int line(byte[] buffer, int first, int limit, boolean last) {
            begin(buffer, first, limit);
            count = 0;
            if (!closed('{') || !named(RESOURCES) || !closed('[')) {
                return -1;
            }
            do {
                if (!closed('{') || !group() || !closed('}')) {
                    return -1;
                }
            } while (comma());
            boolean good = closed(']') && closed('}') && !wide && !returns && lines == 0;
            while (good && at < end && (bytes[at] == ' ' || bytes[at] == '\r')) {
                at++;
            }
            boolean ended = at < end ? bytes[at] == '\n' : last;
            return good && ended ? at : -1;
        }

        private boolean group() {
            SharedAttributes known = named(RESOURCE) && skim() ? resources.of(bytes, from, to) : null;
            if (known == null || !comma() || !named(SCOPES) || !closed('[')) {
                return false;
            }
            shared = known;
            do {
                if (!closed('{') || !scopeSpans() || !schema() || !closed('}')) {
                    return false;
                }
            } while (comma());
            return closed(']') && schema() && visible() == '}';
        }

        /** Passes the schema's address, if there is one. */
        private boolean schema() {
            return visible() != ',' || comma() && named(SCHEMA) && string();
        }

        private boolean scopeSpans() {
            SpanTexts.Entry scope = named(SCOPE) && skim() ? scopes.of(bytes, from, to) : null;
            if (scope == null || !comma() || !named(SPANS) || !closed('[')) {
                return false;
            }
            if (closed(']')) {
                return true;
            }
            do {
                if (count == MOST_SPANS || visible() != '{' || !spanOf(scope)) {
                    return false;
                }
            } while (comma());
            return closed(']');
        }

        private boolean spanOf(SpanTexts.Entry scope) {
            if (count == places.size()) {
                places.add(new Place());
            }
            Place place = places.get(count++);
            place.shared = shared;
            place.scope = scope;
            place.lines = lines;
            place.from = at++;
            boolean good = members(place.span) && closed('}');
            place.to = at;
            return good;
        }
    }

    /** Where in the source a byte stands. */
    interface Offsets {
        long of(long at);
    }

    /** Gives the group that begins at the tree's current token, and goes to its end. False, and nothing happened, if not. */
    boolean read(JsonTree tree) throws IOException {
        if (pause.isOn()) {
            return false;
        }
        long line = tree.line();
        if (!pause.after(tree.read(cursor))) {
            return false;
        }
        give(at -> tree.offset((int) at), line);
        return true;
    }

    /** Gives the document in the line that is ahead, and passes it. False, and nothing happened, if not. */
    boolean read(JsonLines lines, Offsets inStream) throws IOException {
        if (pause.isOn()) {
            return false;
        }
        lines.lookAhead();
        int end = cursor.line(lines.buffer(), lines.position(), lines.limit(), lines.isLast());
        if (!pause.after(end >= 0)) {
            return false;
        }
        long before = lines.offset() - lines.position();
        give(at -> inStream.of(before + at), lines.number());
        lines.moveTo(end);
        return true;
    }

    private void give(Offsets offsets, long line) {
        byte[] bytes = cursor.bytes;
        for (int i = 0; i < cursor.count; i++) {
            Place place = cursor.places.get(i);
            SpanTexts.Entry scope = place.scope;
            if (scope != null) {
                giver.give(
                        place.span,
                        bytes,
                        offsets.of(place.from),
                        place.to - place.from,
                        line + place.lines,
                        place.shared,
                        scope);
            }
        }
    }
}
