package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace of Jaeger's in one go where everything in it is as usual: first all of it into spans that are used again for
 * the next trace, and only then, with its processes known, they are given. What is not usual is left untouched to the
 * reader of tokens.
 */
final class JaegerTraces {
    private static final int MOST_SPANS = 2_048;

    private final EventSink sink;
    private final Cursor cursor;
    private final Pause pause = new Pause();

    JaegerTraces(SpanTexts texts, EventSink sink) {
        this.sink = sink;
        this.cursor = new Cursor(texts);
    }

    /** A span and where it stands. */
    private static final class Place {
        private final JaegerSpan span = new JaegerSpan();
        private int from;
        private int to;
        private int lines;
    }

    /** Moves over a trace and notes its spans and processes. */
    private static final class Cursor extends JaegerSpanCursor {
        private static final int SPANS = 1;
        private static final int PROCESSES = 2;

        private final Names ofTrace = new Names("traceID", "spans", "processes", "warnings");
        private final SpanTexts texts;
        private final LearnedObjects<JaegerProcess> learned = new LearnedObjects<>(Cursor::simple);
        private final Map<String, JaegerProcess> processes = new HashMap<>();
        private final List<Place> places = new ArrayList<>();
        private int count;
        /** The processes of the trace before, as they are often the same again, and the lines in them. */
        private byte[] before = {};

        private int linesBefore;

        Cursor(SpanTexts texts) {
            super(texts);
            this.texts = texts;
        }

        private static @Nullable JaegerProcess simple(Json.Members object) {
            JaegerProcess process = new JaegerProcess(object);
            return process.simple ? process : null;
        }

        @Override
        protected boolean members() {
            count = 0;
            int seen = 0;
            for (int place = 0; visible() == '"'; place++) {
                int name = name(ofTrace, place);
                if (name < 0 || (seen >>> name & 1) != 0 || !colon() || !member(name)) {
                    return false;
                }
                seen |= 1 << name;
                if (!comma()) {
                    boolean both = (seen >>> SPANS & 1) != 0 && (seen >>> PROCESSES & 1) != 0;
                    return both && visible() == '}' && areKnown();
                }
            }
            return false;
        }

        private boolean member(int name) {
            return switch (name) {
                case 0 -> string();
                case SPANS -> spans();
                case PROCESSES -> processes();
                default -> nothing();
            };
        }

        /** Whether all spans name processes that are there. */
        private boolean areKnown() {
            for (int i = 0; i < count; i++) {
                SpanTexts.Entry id = places.get(i).span.process;
                if (id == null || !processes.containsKey(id.text)) {
                    return false;
                }
            }
            return true;
        }

        private boolean spans() {
            if (!closed('[')) {
                return false;
            }
            if (closed(']')) {
                return true;
            }
            do {
                if (count == MOST_SPANS || visible() != '{' || !spanHere()) {
                    return false;
                }
            } while (comma());
            return closed(']');
        }

        private boolean spanHere() {
            if (count == places.size()) {
                places.add(new Place());
            }
            Place place = places.get(count++);
            place.lines = lines;
            place.from = at++;
            boolean good = members(place.span) && closed('}');
            place.to = at;
            return good;
        }

        private boolean processes() {
            if (visible() != '{') {
                return false;
            }
            int start = at;
            int behind = start + before.length;
            if (before.length > 0 && behind <= end && Arrays.equals(bytes, start, behind, before, 0, before.length)) {
                at = behind;
                lines += linesBefore;
                return true;
            }
            before = new byte[0];
            processes.clear();
            int linesFirst = lines;
            at++;
            boolean good = closed('}') || each();
            if (good && !returns) {
                before = Arrays.copyOfRange(bytes, start, at);
                linesBefore = lines - linesFirst;
            }
            return good;
        }

        private boolean each() {
            do {
                if (!string()) {
                    return false;
                }
                String id = texts.of(bytes, from, to).text;
                JaegerProcess process = colon() && skim() ? learned.of(bytes, from, to) : null;
                if (process == null || processes.put(id, process) != null) {
                    return false;
                }
            } while (comma());
            return closed('}');
        }
    }

    /** Gives the trace that begins at the tree's current token, and goes to its end. False, and nothing happened, if not. */
    boolean read(JsonTree tree) throws IOException {
        if (pause.isOn()) {
            return false;
        }
        long line = tree.line();
        if (!pause.after(tree.read(cursor))) {
            return false;
        }
        for (int i = 0; i < cursor.count; i++) {
            Place place = cursor.places.get(i);
            JaegerSpan span = place.span;
            SpanTexts.Entry id = span.process;
            JaegerProcess process = id == null ? null : cursor.processes.get(id.text);
            if (process != null) {
                span.place = new Json.Span(tree.offset(place.from), place.to - place.from, line + place.lines);
                JaegerProcesses.give(span, process, sink);
            }
        }
        return true;
    }
}
