package dev.faultline.importers.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentryEventsTest {
    private static final String EVENT =
            "{\"event_id\":\"a\",\"platform\":\"python\",\"timestamp\":1795204780,\"message\":\"hello\"}";

    @Test
    void showsTheVariablesOfTheCauseToo() throws IOException {
        Event event = Reading.ofSample("snapshots/sentry/python-locals-event.json", "sentry")
                .events
                .getLast();
        assertThat(event.kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(((Snapshot) event.detail()).frames()).hasSize(5);
    }

    @Test
    void fillsTheParametersIntoTheMessage() throws IOException {
        String record = "{\"event_id\":\"a\",\"platform\":\"python\",\"timestamp\":1795204780,"
                + "\"logentry\":{\"message\":\"order %s of %(x)s, %d%%\",\"params\":[\"o-2\",7]}}";
        assertThat(Reading.ofText(record, "sentry").events)
                .extracting(Event::message)
                .containsExactly("order o-2 of %(x)s, 7%%");
        String old = "{\"event_id\":\"a\",\"platform\":\"python\",\"timestamp\":1795204780,"
                + "\"sentry.interfaces.Message\":{\"message\":\"order {0}\",\"params\":[\"o-2\"]}}";
        assertThat(Reading.ofText(old, "sentry").events)
                .extracting(Event::message)
                .containsExactly("order o-2");
    }

    @Test
    void readsOverTheBytesOfAnAttachment() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text("{\"event_id\":\"a\",\"sent_at\":\"2026-11-20T19:55:15Z\"}\n"));
        bytes.writeBytes(text("{\"type\":\"attachment\",\"length\":12,\"filename\":\"mini.dmp\"}\n"));
        bytes.writeBytes(new byte[] {0, 1, 2, '\n', '{', '}', '\n', -1, -2, -3, 0, 0});
        bytes.writeBytes(text("\n{\"type\":\"event\"}\n" + EVENT + "\n"));
        Reading reading = Reading.of(bytes.toByteArray(), "sentry");
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.events).extracting(Event::message).containsExactly("attachment mini.dmp", "hello");
        Reading cut = Reading.of(Arrays.copyOf(bytes.toByteArray(), 115), "sentry");
        assertThat(cut.issues()).containsExactly(IssueCode.TRUNCATED);
    }

    @Test
    void givesTheSpansOfATransaction() throws IOException {
        String transaction =
                "{\"type\":\"transaction\",\"event_id\":\"a\",\"transaction\":\"GET /\",\"start_timestamp\":1,"
                        + "\"timestamp\":2,\"contexts\":{\"trace\":{\"trace_id\":\"7f6e602d181b4d69bebe80419e391788\"}},\"spans\":["
                        + "{\"op\":\"db\",\"description\":\"select 1\",\"start_timestamp\":1.5,\"timestamp\":1.75,"
                        + "\"trace_id\":\"7f6e602d181b4d69bebe80419e391788\",\"span_id\":\"883c99d0c4c4b8dd\"}]}";
        Reading reading = Reading.ofText(transaction, "sentry");
        assertThat(reading.events).extracting(Event::kind).containsExactly(Kind.SPAN, Kind.SPAN);
        assertThat(reading.events.getLast().duration()).isEqualTo(250_000_000);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
