package dev.faultline.importers;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.store.DraftWatch;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Stands before the case: counts what is reported, gives events the source's service, knows of cancellation. */
final class GuardingSink implements EventSink {
    private static final int MOST_ISSUES = 100;
    private static final int MOST_PER_CODE = 20;

    private final EventSink behind;
    private final @Nullable String service;
    private final BooleanSupplier cancelled;
    private final Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
    private final List<Issue> issues = new ArrayList<>();
    private final DraftWatch watch = new DraftWatch(Limits.FIELDS);
    private @Nullable EventDraft draft;
    private long events;
    private boolean storing;

    GuardingSink(EventSink behind, @Nullable String service, BooleanSupplier cancelled) {
        this.behind = behind;
        this.service = service;
        this.cancelled = cancelled;
    }

    Map<IssueCode, Long> counts() {
        return counts;
    }

    List<Issue> issues() {
        return issues;
    }

    long events() {
        return events;
    }

    /** Whether a failure that comes now comes from the store. */
    boolean isStoring() {
        return storing;
    }

    @Override
    public EventDraft draft() {
        EventDraft fresh = behind.draft();
        draft = fresh;
        return fresh;
    }

    @Override
    public void accept() {
        EventDraft given = draft;
        if (service != null && given != null && !given.hasService()) {
            given.service(service);
        }
        events++;
        if (given != null) {
            watch.look(given, this);
        }
        storing = true;
        try {
            behind.accept();
            storing = false;
        } catch (UncheckedIOException told) {
            throw told;
        } catch (RuntimeException broken) {
            // Not a problem of the source: what the store holds of it is in doubt, so nothing more may be added.
            throw new UncheckedIOException(new IOException("the store could not take an event: " + broken, broken));
        }
    }

    /** After the last event: says what only all of them together show. */
    void end() {
        watch.end(this);
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        count(new Issue(code, true, detail, offset, line));
        behind.reject(code, detail, offset, length, line);
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        count(new Issue(code, false, detail, offset, line));
        behind.report(code, detail, offset, line);
    }

    private void count(Issue issue) {
        long count = counts.merge(issue.code(), 1L, Long::sum);
        if (issues.size() < MOST_ISSUES && count <= MOST_PER_CODE) {
            issues.add(issue);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
