package dev.faultline.export;

import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Writes the events of a search into one file, page by page. */
public final class ListExport {
    private static final int PAGE = 1_000;

    private final Hits hits;
    private final EventView view;
    private final long most;
    private final BooleanSupplier cancelled;
    private final Map<Integer, String> paths = new HashMap<>();

    /** What a list can be written as. */
    public enum Format {
        HTML,
        CSV,
        JSON,
        JSONL
    }

    /** Writes at most {@code most} events, the earliest. */
    public ListExport(Hits hits, EventView view, long most, BooleanSupplier cancelled) {
        this.hits = hits;
        this.view = view;
        this.most = Math.min(most, hits.count());
        this.cancelled = cancelled;
        for (Source source : hits.reader().sources()) {
            paths.put(source.id(), view.text(source.path()));
        }
    }

    /** How many events are written. */
    public long written() {
        return most;
    }

    /** Writes; the stream stays open. */
    public void write(Format format, String title, OutputStream out) throws IOException {
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
        switch (format) {
            case HTML -> each(new HtmlEvents(text, view.text(title), hits.count(), most, view.isRedacted()));
            case CSV -> each(new CsvEvents(text));
            case JSON -> JsonEvents.document(text, view.text(title), hits.count(), this);
            case JSONL -> each(new JsonEvents.Lines(text));
        }
        text.flush();
        if (text.checkError()) {
            throw new IOException("the export could not be written; is the disk full?");
        }
    }

    /** Only looks, so that the counts of what would be redacted are known. */
    public void preview() throws IOException {
        each(new EventWriter() {
            @Override
            public void write(Event event, String path) {
                // Looking at it was all.
            }

            @Override
            public void end() {
                // Nothing was begun.
            }
        });
    }

    void each(EventWriter writer) throws IOException {
        for (long done = 0; done < most; done += PAGE) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the export was cancelled");
            }
            for (Event event : hits.page(done, (int) Math.min(PAGE, most - done))) {
                writer.write(
                        view.event(event), paths.getOrDefault(event.location().source(), ""));
            }
        }
        writer.end();
    }
}
