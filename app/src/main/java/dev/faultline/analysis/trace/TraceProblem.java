package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import java.util.List;
import java.util.Locale;

/**
 * Something about a trace that the tree cannot show as it happened.
 *
 * @param type what
 * @param count how many spans (or calls) it concerns
 * @param events some of them, at most ten
 * @param sentence for a person
 */
public record TraceProblem(Type type, int count, List<EventId> events, String sentence) {
    /** Copies the events. */
    public TraceProblem {
        events = List.copyOf(events);
    }

    /** Kinds of trouble. */
    public enum Type {
        /** The parent is not in the evidence: it was sampled away, not exported, or its service sends no spans. */
        MISSING_PARENT,
        /** Following the parents leads back to the span. */
        CYCLE,
        /** Several spans of one service have this id. */
        DUPLICATE_ID,
        /** Caller and callee share the id, as Zipkin's old style has it. */
        SHARED_ID,
        /** There are several roots. */
        SEVERAL_ROOTS,
        /** It begins before its parent. */
        BEFORE_PARENT,
        /** The clocks of two services contradict each other. */
        CLOCKS,
        /** The evidence gives it no duration, or a negative one. */
        NO_DURATION;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
