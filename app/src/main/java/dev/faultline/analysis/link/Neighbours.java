package dev.faultline.analysis.link;

import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import java.io.IOException;
import java.util.List;

/** Events that share a name with an event: its trace, its thread, its template. */
final class Neighbours {
    private static final int MOST = 6;
    private static final long NEAR = 5_000_000_000L;

    private final Events events;

    Neighbours(Events events) {
        this.events = events;
    }

    void of(Event event, List<Links.Group> groups) throws IOException {
        if (event.traceId() != null) {
            Query trace = Events.term("trace_id", event.traceId());
            Hits failed = events.hits(Events.and(trace, new Query.Range("severity", "error", true, null, true)));
            Hits all = failed.count() > 0 ? failed : events.hits(trace);
            String query = "trace_id:" + event.traceId() + (failed.count() > 0 ? " AND severity:>=error" : "");
            add(groups, Links.To.TRACE, failed.count() > 0 ? "what failed in it" : "all of it", query, all, event);
        }
        if (event.thread() != null && event.hasTime() && event.service() != null) {
            Query thread = Events.and(Events.term("service", event.service()), Events.term("thread", event.thread()));
            TimeRange near = new TimeRange(event.time() - NEAR, event.time() + NEAR);
            add(
                    groups,
                    Links.To.THREAD,
                    "on " + event.service() + "'s thread " + event.thread() + ", at most 5 s away",
                    "service:" + quoted(event.service()) + " AND thread:" + quoted(event.thread()) + " AND time:["
                            + Timestamps.format(near.from()) + " TO " + Timestamps.format(near.to() - 1) + "]",
                    events.hits(thread, near),
                    event);
        }
        if (event.pattern() >= 0) {
            String query = "pattern:" + event.pattern();
            Hits same = events.hits(Events.term("pattern", Integer.toString(event.pattern())));
            add(groups, Links.To.TEMPLATE, "the same sentence with other values", query, same, event);
        }
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void add(List<Links.Group> groups, Links.To to, String reason, String query, Hits hits, Event itself)
            throws IOException {
        long own = hits.position(itself.id()).isPresent() ? 1 : 0;
        if (hits.count() > own) {
            List<Links.Link> links = hits.page(0, MOST + 1).stream()
                    .filter(each -> !each.id().equals(itself.id()))
                    .limit(MOST)
                    .map(each -> new Links.Link(each.id(), Events.text(each), null))
                    .toList();
            groups.add(new Links.Group(to, reason, query, hits.count() - own, true, links));
        }
    }
}
