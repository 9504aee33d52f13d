package dev.faultline.report;

import dev.faultline.model.EventId;
import java.util.List;

/**
 * One statement of a report.
 *
 * @param key what it is about: the same key and the same case give the same sentence, which is how it is checked
 * @param basis what it rests on
 * @param text the statement; no markup
 * @param events events that show it
 * @param query the question whose answer it states; empty for none
 */
public record Sentence(String key, Basis basis, String text, List<EventId> events, String query) {
    /** How the keys of a team's own words begin: they are no statements of the case. */
    static final String TEMPLATE = "template/";

    /** What a statement rests on. */
    public enum Basis {
        /** Bytes of the case. */
        EVIDENCE,
        /** The catalogue of the case: hashes, counts, the audit trail. */
        CASE,
        /** Somebody said so. */
        SAID
    }

    /** Copies the events. */
    public Sentence {
        events = List.copyOf(events);
    }

    static Sentence shown(String key, String text, List<EventId> events) {
        return new Sentence(key, Basis.EVIDENCE, text, events, "");
    }

    static Sentence counted(String key, String text, String query, List<EventId> events) {
        return new Sentence(key, Basis.EVIDENCE, text, events, query);
    }

    static Sentence kept(String key, String text) {
        return new Sentence(key, Basis.CASE, text, List.of(), "");
    }

    static Sentence said(String key, String text) {
        return new Sentence(key, Basis.SAID, text, List.of(), "");
    }

    /** What is said beside it where no event shows it. */
    public java.util.Optional<String> mark() {
        return Marks.of(this);
    }
}
