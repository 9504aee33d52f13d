package dev.faultline.analysis.suspect;

import dev.faultline.model.Attribution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ranked explanation; a candidate, never the cause.
 *
 * @param rank from 1; equal scores share the worst rank of theirs
 * @param kind what it is
 * @param subject which one: a service, an operation, a function, a commit…
 * @param score how surprising × how early × how connected
 * @param service the service it belongs to; empty where none is known
 * @param state how the investigation stands to it
 * @param reasons what speaks for it, each factor in a sentence
 * @param counterEvidence what speaks against it
 * @param disproof what would rule it out
 * @param attribution who wrote it, for a change
 */
public record Suspect(
        int rank,
        Kind kind,
        String subject,
        double score,
        String service,
        State state,
        List<Reason> reasons,
        List<Reason> counterEvidence,
        String disproof,
        @Nullable Attribution attribution) {
    /** Copies the lists. */
    public Suspect {
        reasons = List.copyOf(reasons);
        counterEvidence = List.copyOf(counterEvidence);
    }

    /** What can be suspect. */
    public enum Kind {
        SERVICE,
        OPERATION,
        CODE,
        EXCEPTION,
        PATTERN,
        HOST,
        VARIABLE,
        CHANGE;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the investigation stands to a suspect. */
    public enum State {
        OPEN,
        SUPPORTED,
        RULED_OUT;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Its name in every ranking of this case: what, which one and of which service, without its score. */
    public String id() {
        String name = kind.label() + "\n" + service + "\n" + subject;
        return "s-"
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
    }

    Suspect withState(State newState) {
        return new Suspect(
                rank, kind, subject, score, service, newState, reasons, counterEvidence, disproof, attribution);
    }

    Suspect withRank(int newRank) {
        return new Suspect(
                newRank, kind, subject, score, service, state, reasons, counterEvidence, disproof, attribution);
    }
}
