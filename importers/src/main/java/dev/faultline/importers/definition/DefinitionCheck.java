package dev.faultline.importers.definition;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tests a definition by its own samples. They are read as if the file had been written at the end of 2026 by a machine in
 * UTC.
 */
public final class DefinitionCheck {
    private static final long WRITTEN = 1_798_761_599_000_000_000L;

    private DefinitionCheck() {}

    /**
     * What came of it.
     *
     * @param format null where there are problems
     */
    public record Result(@Nullable DefinedFormat format, List<DefinitionProblem> problems) {
        static Result refused(String why) {
            return new Result(null, List.of(new DefinitionProblem(1, 1, why)));
        }
    }

    /** Reads and tests. */
    public static Result of(String text) {
        DefinitionReader.Result read = DefinitionReader.read(text);
        Definition definition = read.definition();
        if (definition == null) {
            return new Result(null, read.problems());
        }
        List<DefinitionProblem> problems = new ArrayList<>();
        for (Definition.Sample sample : definition.samples()) {
            for (String wrong : wrong(definition, sample)) {
                problems.add(new DefinitionProblem(sample.line(), sample.column(), wrong));
            }
        }
        for (int i = 0; i < definition.samples().size() && problems.isEmpty(); i++) {
            Definition.Sample sample = definition.samples().get(i);
            for (DefinedFormat other : ShippedFormats.all()) {
                boolean same = other.format().equals(definition.name());
                if (!same && other.recognises(head(sample.text())) > 0.75) {
                    problems.add(new DefinitionProblem(
                            sample.line(),
                            sample.column(),
                            "the shipped format " + other.format() + " reads this sample: is another one needed?"));
                }
            }
        }
        return new Result(problems.isEmpty() ? new DefinedFormat(definition) : null, problems);
    }

    private static Head head(String text) {
        return new Head("sample", (text + "\n").getBytes(StandardCharsets.UTF_8), true, false);
    }

    private static List<String> wrong(Definition definition, Definition.Sample sample) {
        List<Event> events = read(definition, sample.text());
        if (events.size() != 1) {
            return List.of("the sample gives " + events.size() + " records instead of one");
        }
        Event event = events.getFirst();
        List<String> wrong = new ArrayList<>();
        if (!matches(definition, sample.text())) {
            wrong.add("no pattern matches the sample"
                    + (definition.time().form() == Definition.TimeForm.PATTERN ? ", or its time is not read" : ""));
            return wrong;
        }
        sample.expected().forEach((name, expected) -> {
            String found = value(event, name);
            if (!expected.equals(found)) {
                wrong.add(name + " is " + (found == null ? "absent" : "\"" + found + "\"") + " instead of \"" + expected
                        + "\"");
            }
        });
        return wrong;
    }

    private static boolean matches(Definition definition, String text) {
        return new DefinedFormat(definition).recognises(head(text)) > 0;
    }

    /** The events that text gives by this definition, as a preview shows them. */
    public static List<Event> read(Definition definition, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        SourceContext context = new SourceContext("sample", null, ZoneOffset.UTC, WRITTEN);
        LineParser parser = new DefinedFormat(definition).parser(head(text), context);
        Kept kept = new Kept();
        try {
            Lines lines = new Lines(new ByteArrayInputStream(bytes), position -> position);
            while (lines.next()) {
                parser.line(lines.line(), kept);
            }
        } catch (IOException impossible) {
            return kept.events;
        }
        parser.end(kept);
        return kept.events;
    }

    private static @Nullable String value(Event event, String name) {
        return switch (name) {
            case "time" ->
                event.timeQuality() == TimeQuality.NONE
                        ? null
                        : event.timeQuality() == TimeQuality.RELATIVE
                                ? Long.toString(event.time())
                                : Timestamps.format(event.time());
            case "level" ->
                event.severityNumber() == 0 ? null : event.severity().name().toLowerCase(Locale.ROOT);
            case "message" -> event.message();
            case "service" -> event.service();
            case "thread" -> event.thread();
            case "logger" -> event.logger();
            case "name" -> event.name();
            case "trace_id" -> event.traceId();
            case "span_id" -> event.spanId();
            case "duration" -> event.duration() < 0 ? null : Long.toString(event.duration());
            case "exception" ->
                event.exception() == null ? null : event.exception().type();
            default ->
                event.attributes().containsKey(name)
                        ? event.attributes().get(name).text()
                        : null;
        };
    }

    /** Keeps all events. */
    private static final class Kept implements EventSink {
        private final EventDraft draft = new EventDraft();
        private final List<Event> events = new ArrayList<>();

        @Override
        public EventDraft draft() {
            return draft.clear();
        }

        @Override
        public void accept() {
            events.add(draft.toEvent(new EventId(1, events.size())));
        }

        @Override
        public void reject(IssueCode code, String detail, long offset, long length, long line) {
            // Text is never rejected.
        }

        @Override
        public void report(IssueCode code, String detail, long offset, long line) {
            // A sample is short.
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
