package dev.faultline.analysis.suspect;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Which revision of a service ran, as its events say. */
public final class Deployments {
    private static final List<String> NAMES = List.of(
            "vcs.ref.head.revision",
            "vcs.repository.ref.revision",
            "git.commit.sha",
            "git.commit.id",
            "service.version",
            "version",
            "container.image.tag",
            "container.image.tags",
            "container.image.name",
            "release");

    private final CaseReader reader;
    private final BooleanSupplier cancelled;

    /** Asks this case. */
    public Deployments(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.cancelled = cancelled;
    }

    /** The revisions that the given events name, then those of other spans of the service. */
    public CodeHistory.Deployment of(String service, List<EventId> events, TimeRange incident) throws IOException {
        List<Event> read = new ArrayList<>();
        for (EventId id : events) {
            reader.event(id).ifPresent(read::add);
        }
        if (!service.isEmpty()) {
            read.addAll(spans(service, incident));
        }
        Set<String> revisions = new LinkedHashSet<>();
        for (String name : NAMES) {
            for (Event event : read) {
                var value = event.attributes().get(name);
                if (value != null && !value.text().isBlank()) {
                    String text = value.text();
                    revisions.add(
                            name.equals("container.image.name") ? text.substring(text.lastIndexOf(':') + 1) : text);
                }
            }
        }
        return new CodeHistory.Deployment(List.copyOf(revisions), incident.from());
    }

    private List<Event> spans(String service, TimeRange incident) throws IOException {
        Query query = new Query.And(List.of(new Query.Term("kind", "span"), new Query.Term("service", service)));
        Hits hits = Search.run(reader, query, incident, cancelled);
        return hits.page(0, 3);
    }
}
