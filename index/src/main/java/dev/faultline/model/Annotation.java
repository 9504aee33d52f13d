package dev.faultline.model;

import java.util.List;

/** What an investigator says of a case, beside the evidence and never mixed with it. */
public sealed interface Annotation permits Annotation.Pin, Annotation.Note, Annotation.Hypothesis {
    /** What all of them have. */
    Entry entry();

    /**
     * Who said what, and when.
     *
     * @param id its number in this case
     * @param uid its name in every copy of this case, so that two boards can be merged
     * @param position its place among those of its type, as a person ordered them
     * @param text Markdown
     * @param tags words to find it by
     * @param author who wrote it last
     * @param created nanoseconds since 1970 UTC
     * @param changed nanoseconds since 1970 UTC
     */
    record Entry(
            long id,
            String uid,
            int position,
            String text,
            List<String> tags,
            String author,
            long created,
            long changed) {
        /** Copies the tags. */
        public Entry {
            tags = List.copyOf(tags);
        }
    }

    /** Something that matters, and why. */
    record Pin(Entry entry, Reference reference) implements Annotation {}

    /** A thought. */
    record Note(Entry entry) implements Annotation {}

    /** A possible explanation, with what speaks for it and against it. */
    record Hypothesis(Entry entry, State state, List<Citation> citations) implements Annotation {
        /** Copies the citations. */
        public Hypothesis {
            citations = List.copyOf(citations);
        }

        /** What speaks for it, or against it. */
        public List<Citation> citations(boolean supporting) {
            return citations.stream()
                    .filter(citation -> citation.supports() == supporting)
                    .toList();
        }
    }

    /** How far a hypothesis came. */
    enum State {
        OPEN,
        SUPPORTED,
        RULED_OUT;

        private final String label = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

        /** The word that the command line and JSON use. */
        public String label() {
            return label;
        }

        /** The state with this label. */
        public static java.util.Optional<State> of(String label) {
            for (State state : values()) {
                if (state.label.equals(label)) {
                    return java.util.Optional.of(state);
                }
            }
            return java.util.Optional.empty();
        }
    }

    /**
     * A piece of evidence for or against a hypothesis.
     *
     * @param supports whether it speaks for it
     * @param reference the evidence
     * @param text why
     */
    record Citation(boolean supports, Reference reference, String text) {}
}
