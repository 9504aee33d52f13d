package dev.faultline.cli;

import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.EventJson;
import dev.faultline.text.EventText;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds events. */
@Command(name = "search", description = "Finds events, in the order of time.")
final class SearchCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most N events; default 100.")
    long limit = 100;

    @Option(names = "--order", paramLabel = "asc|desc", defaultValue = "asc", description = "Oldest or newest first.")
    Order order = Order.asc;

    @Option(names = "--count", description = "Only how many there are.")
    boolean count;

    @Option(names = "--raw", description = "The original text of each event.")
    boolean raw;

    @Option(names = "--fail-if-empty", description = "Exit with 1 where nothing is found.")
    boolean failIfEmpty;

    /** As typed. */
    enum Order {
        asc,
        desc
    }

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            Hits hits = query.search(open.reader());
            if (count) {
                printCount(hits.count());
            } else {
                print(hits);
            }
            return failIfEmpty && hits.count() == 0 ? ExitCode.NO : ExitCode.DONE;
        }
    }

    private void printCount(long found) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> json.writeNumberProperty("count", found));
        } else {
            System.out.println(found);
        }
    }

    private void print(Hits hits) throws IOException {
        PrintStream out = System.out;
        long wanted = Math.min(Math.max(0, limit), hits.count());
        if (output.json) {
            printDocument(out, hits, wanted);
        } else {
            for (long done = 0; done < wanted; done += PAGE) {
                for (Event event : page(hits, done, wanted)) {
                    printLine(out, hits.reader(), event);
                }
            }
        }
        out.flush();
        if (!output.json && !output.jsonLines) {
            System.err.printf("%,d of %,d events%n", wanted, hits.count());
            if (hits.count() == 0) {
                NothingFoundText.print(System.err, hits.reader(), query);
            }
        }
    }

    private void printDocument(PrintStream out, Hits hits, long wanted) {
        Map<Integer, Source> sources = sources(hits.reader());
        JsonOutput.document(out, json -> {
            json.writeNumberProperty("count", hits.count());
            json.writeArrayPropertyStart("events");
            for (long done = 0; done < wanted; done += PAGE) {
                for (Event event : pageUnchecked(hits, done, wanted)) {
                    json.writeStartObject();
                    EventJson.write(json, event, sources.get(event.id().source()));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }

    private void printLine(PrintStream out, CaseReader reader, Event event) throws IOException {
        if (output.jsonLines) {
            Map<Integer, Source> sources = sources(reader);
            JsonOutput.document(
                    out,
                    json -> EventJson.write(json, event, sources.get(event.id().source())));
        } else if (raw) {
            out.println(SafeText.block(reader.text(event.location())));
        } else {
            out.println(EventText.line(event));
        }
    }

    private List<Event> page(Hits hits, long done, long wanted) throws IOException {
        int size = (int) Math.min(PAGE, wanted - done);
        if (order == Order.asc) {
            return hits.page(done, size);
        }
        List<Event> newestFirst = new ArrayList<>(hits.page(hits.count() - done - size, size));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private List<Event> pageUnchecked(Hits hits, long done, long wanted) {
        try {
            return page(hits, done, wanted);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static Map<Integer, Source> sources(CaseReader reader) {
        Map<Integer, Source> sources = new HashMap<>();
        reader.sources().forEach(source -> sources.put(source.id(), source));
        return sources;
    }
}
