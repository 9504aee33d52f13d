package dev.faultline.importers.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoogleSnapshotsTest {
    @Test
    void resolvesTheTableOfVariables() throws IOException {
        Reading reading = Reading.ofSample("snapshots/gcp/fulfil-breakpoint.json", "google-snapshot");
        assertThat(reading.issues()).isEmpty();
        Event event = reading.events.getFirst();
        assertThat(Timestamps.format(event.time())).isEqualTo("2026-11-20T19:59:40.719000000Z");
        assertThat(event.message()).isEqualTo("snapshot at fulfil.js:9 where weightClass === 2");
        assertThat(((Snapshot) event.detail()).frames())
                .extracting(frame -> frame.frame().toString())
                .containsExactly("quote(fulfil.js:8)", "fulfil(fulfil.js:14)");
        Variable parcel = Reading.variable(event, "parcel");
        assertThat(parcel.value()).isEqualTo("Parcel");
        assertThat(parcel.members()).extracting(Variable::name).containsExactly("id", "kg", "dims", "scanned");
        assertThat(parcel.members().get(2).members().getFirst().value()).isEqualTo("40");
        assertThat(Reading.variable(event, "expressions").members().getLast().notCaptured())
                .isEqualTo("ReferenceError: nosuch is not defined");
    }

    @Test
    void endsWhereAVariableHoldsItself() throws IOException {
        Reading reading = Reading.ofText("""
                {"createTimeUnixMsec":1795204780667,"location":{"path":"a.js","line":1},"stackFrames":[{"function":"f",
                "locals":[{"name":"o","varTableIndex":0},{"name":"gone","varTableIndex":7}]}],
                "variableTable":{"0":{"value":"Order","members":[{"name":"self","varTableIndex":0}]}}}""", "google-snapshot");
        Variable order = Reading.variable(reading.events.getFirst(), "o");
        assertThat(order.members().getFirst().notCaptured()).contains("cycle");
        assertThat(Reading.variable(reading.events.getFirst(), "gone").notCaptured())
                .contains("not in the table");
    }
}
