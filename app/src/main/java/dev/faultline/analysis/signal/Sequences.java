package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens inside a span, in two sequences that are kept apart, for they may be ordered by different clocks: its log
 * statements, and its calls to children. Steps are numbers; {@link #START} and {@link #END} frame each sequence.
 */
final class Sequences {
    static final int START = 0;
    static final int END = 1;
    /** Stands between a call and whom it reaches. */
    static final String REACHES = " → ";

    private static final int FIRST = 2;

    /** Which of the two. */
    enum Track {
        STATEMENTS,
        CALLS
    }

    private final SpanTable spans;
    private final StatementTable statements;
    private final List<String> calls = new ArrayList<>();
    private final int[] callOf;

    Sequences(SpanTable spans, StatementTable statements) {
        this.spans = spans;
        this.statements = statements;
        this.callOf = new int[spans.size];
        Map<String, Integer> ids = new HashMap<>();
        for (int span = 0; span < spans.size; span++) {
            callOf[span] = ids.computeIfAbsent(label(span), text -> {
                calls.add(text);
                return calls.size() - 1;
            });
        }
    }

    /** A call by what it is and whom it reaches: a client span alone says "HTTP GET". */
    private String label(int span) {
        String own = spans.operations.get(spans.operation[span]).name();
        int above = spans.parent[span];
        if (above >= 0 && !spans.service(above).equals(spans.service(span))) {
            // Whom a call reaches was decided above the span that makes it.
            return "the other side";
        }
        for (int i = spans.childFrom[span]; i < spans.childFrom[span + 1]; i++) {
            Operation inner = spans.operations.get(spans.operation[spans.child[i]]);
            if (!inner.service().equals(spans.service(span))) {
                return own + REACHES + inner.service() + " " + inner.name();
            }
        }
        return own;
    }

    int length(Track track, int span) {
        return switch (track) {
            case STATEMENTS -> statements.from[span + 1] - statements.from[span];
            case CALLS -> spans.childFrom[span + 1] - spans.childFrom[span];
        };
    }

    /** The step at a position, -1 being the start and the length the end. */
    int step(Track track, int span, int position) {
        if (position < 0) {
            return START;
        }
        if (position >= length(track, span)) {
            return END;
        }
        return switch (track) {
            case STATEMENTS -> statements.statement[statements.from[span] + position] + FIRST;
            case CALLS -> callOf[spans.child[spans.childFrom[span] + position]] + FIRST;
        };
    }

    /** The event at a position; that of the span where it is the start or the end. */
    EventId event(Track track, int span, int position) {
        if (position < 0 || position >= length(track, span)) {
            return spans.event(span);
        }
        return switch (track) {
            case STATEMENTS -> statements.event(statements.from[span] + position);
            case CALLS -> spans.event(spans.child[spans.childFrom[span] + position]);
        };
    }

    String text(Track track, int step) {
        if (step == START) {
            return "the start";
        }
        if (step == END) {
            return "the end";
        }
        return switch (track) {
            case STATEMENTS -> statements.statements.get(step - FIRST);
            case CALLS -> calls.get(step - FIRST);
        };
    }

    /** No step is as large as this. */
    int steps(Track track) {
        return FIRST
                + switch (track) {
                    case STATEMENTS -> statements.statements.size();
                    case CALLS -> calls.size();
                };
    }
}
