package dev.faultline.report;

import dev.faultline.export.EventView;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import dev.faultline.text.EventDetails;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What cited events contain, to hold against what somebody wrote of them. */
final class CitedText {
    private static final Pattern CLAIM =
            Pattern.compile("“([^”]{1,500})”|\"([^\"]{1,500})\"|(?<![#\\w.])([0-9][0-9.,:TZ-]*[0-9]|[0-9])(?![\\w])");

    private final CaseReader reader;
    private final EventView view;

    CitedText(CaseReader reader, EventView view) {
        this.reader = reader;
        this.view = view;
    }

    /** The first number or quotation that no cited event contains. */
    Optional<String> absent(String said, List<EventId> events) throws IOException {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (EventId id : events) {
            Optional<Event> event = reader.event(id);
            if (event.isEmpty()) {
                return Optional.of("event " + id + ", which is not in the case");
            }
            text.append(content(event.get())).append('\n');
        }
        String content = text.toString().replaceAll("\\s+", " ");
        Matcher claim = CLAIM.matcher(said);
        while (claim.find()) {
            String words = claim.group(1) != null ? claim.group(1) : claim.group(2);
            String wanted = words != null ? words : claim.group(3);
            if (!content.contains(wanted)) {
                return Optional.of(words != null ? "“" + wanted + "”" : wanted);
            }
        }
        return Optional.empty();
    }

    private String content(Event event) throws IOException {
        Event shown = view.event(event);
        return EvidenceSection.line(shown) + " " + EventDetails.line(shown)
                + (view.isRedacted() ? "" : " " + reader.text(event.location()))
                + (event.duration() < 0
                        ? ""
                        : " " + Timestamps.format(event.time() + event.duration()) + " " + event.duration() / 1e6);
    }

    Optional<Sentence> evidence(String id) throws IOException {
        Optional<EventId> event = EventId.parse(id);
        return event.isEmpty()
                ? Optional.empty()
                : new EvidenceSection(reader, view)
                        .sentences(Set.of(event.get()), () -> false).stream().findFirst();
    }
}
