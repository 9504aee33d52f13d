package dev.faultline.analysis.link;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.suspect.Deployments;
import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Which revision ran when an event happened: as the event says, else as other events of its service around it say. */
public final class RevisionOf {
    private static final long NEAR = 3_600_000_000_000L;

    private RevisionOf() {}

    /** The revision behind an event. */
    public static CodeHistory.Deployment event(CaseReader reader, Event event, BooleanSupplier cancelled)
            throws IOException {
        long time = event.hasTime() ? event.time() : Long.MAX_VALUE;
        TimeRange near = event.hasTime() ? new TimeRange(time - NEAR, time + NEAR) : TimeRange.ALL;
        String service = event.service() == null ? "" : event.service();
        CodeHistory.Deployment found = new Deployments(reader, cancelled).of(service, List.of(event.id()), near);
        return new CodeHistory.Deployment(found.revisions(), time);
    }
}
