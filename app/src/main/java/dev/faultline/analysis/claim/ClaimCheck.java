package dev.faultline.analysis.claim;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What became of a sentence that was held against the records it cites. Only what can be decided is: that the records
 * exist, and that ids, times, numbers and quotes stand in them. Whether the sentence follows from them is not.
 *
 * @param verdict all parts together
 * @param findings one per part
 */
public record ClaimCheck(Verdict verdict, List<Finding> findings) {
    private static final int MOST_NAMED = 5;

    /** Copies the findings. */
    public ClaimCheck {
        findings = List.copyOf(findings);
    }

    /** What can be said of a sentence. */
    public enum Verdict {
        /** Every part stands in a cited record. */
        HOLDS("every part that can be checked stands in the cited records"),
        /** At least one does not. */
        REJECTED("at least one part does not stand in the cited records"),
        /** The records exist, and the sentence says nothing that could be looked for. */
        NOTHING_TO_CHECK("the cited records exist; the sentence holds no id, time, number or quote to look for"),
        /** It cites nothing. */
        CITES_NOTHING("the sentence cites no event, so nothing proves it");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * What became of a part.
     *
     * @param events cited events that hold it, at most five
     * @param reason for a person
     */
    public record Finding(ClaimPart part, boolean found, List<EventId> events, String reason) {
        /** Copies the events. */
        public Finding {
            events = List.copyOf(events);
        }
    }

    /** Whether it may be said. */
    public boolean holds() {
        return verdict == Verdict.HOLDS;
    }

    /** The verdict in words. */
    public String reason() {
        return verdict.sentence;
    }

    /** Checks a sentence; {@code cited} are ids of events, and those that the sentence names as #3.17 count too. */
    public static ClaimCheck of(CaseReader reader, String claim, List<String> cited, BooleanSupplier cancelled)
            throws IOException {
        List<ClaimPart> parts = ClaimParts.of(claim);
        Set<String> named = new LinkedHashSet<>();
        Stream.concat(
                        cited.stream().map(String::strip),
                        parts.stream()
                                .filter(part -> part.kind() == ClaimPart.Kind.EVENT)
                                .map(ClaimPart::text))
                .forEach(id -> named.add(id.startsWith("#") ? id.substring(1) : id));
        List<Finding> findings = new ArrayList<>();
        List<EventId> events = new ArrayList<>();
        for (String id : named) {
            findings.add(event(reader, id, events));
        }
        List<ClaimPart> wanted = parts.stream()
                .filter(part -> part.kind() != ClaimPart.Kind.EVENT)
                .toList();
        findings.addAll(look(reader, wanted, events, cancelled));
        return new ClaimCheck(verdict(named, wanted, findings), findings);
    }

    private static Finding event(CaseReader reader, String text, List<EventId> events) throws IOException {
        ClaimPart part = new ClaimPart(ClaimPart.Kind.EVENT, text.length() > 40 ? text.substring(0, 40) + "…" : text);
        Optional<EventId> id = EventId.parse(text);
        if (id.isEmpty()) {
            return new Finding(part, false, List.of(), "is no event id; one looks like 3.17");
        }
        if (reader.event(id.get()).isEmpty()) {
            return new Finding(part, false, List.of(), "the case has no such event");
        }
        events.add(id.get());
        return new Finding(part, true, List.of(id.get()), "exists");
    }

    /** One record at a time is held: a record may be megabytes long. */
    private static List<Finding> look(
            CaseReader reader, List<ClaimPart> parts, List<EventId> events, BooleanSupplier cancelled)
            throws IOException {
        List<List<EventId>> found = new ArrayList<>();
        parts.forEach(part -> found.add(new ArrayList<>()));
        for (EventId id : events) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the check was cancelled");
            }
            Event event = reader.event(id).orElseThrow();
            CitedRecord record = new CitedRecord(event, reader.text(event.location()));
            for (int i = 0; i < parts.size(); i++) {
                if (found.get(i).size() < MOST_NAMED && record.holds(parts.get(i))) {
                    found.get(i).add(id);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean holds = !found.get(i).isEmpty();
            findings.add(new Finding(parts.get(i), holds, found.get(i), reason(holds, events)));
        }
        return findings;
    }

    private static String reason(boolean holds, List<EventId> events) {
        if (holds) {
            return "stands in a cited record";
        }
        return events.isEmpty() ? "no event is cited that could hold it" : "stands in none of the cited records";
    }

    private static Verdict verdict(Set<String> named, List<ClaimPart> wanted, List<Finding> findings) {
        if (named.isEmpty()) {
            return Verdict.CITES_NOTHING;
        }
        if (!findings.stream().allMatch(Finding::found)) {
            return Verdict.REJECTED;
        }
        return wanted.isEmpty() ? Verdict.NOTHING_TO_CHECK : Verdict.HOLDS;
    }
}
