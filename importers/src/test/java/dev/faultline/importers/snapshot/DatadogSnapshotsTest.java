package dev.faultline.importers.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatadogSnapshotsTest {
    @ParameterizedTest
    @CsvSource({
        "shop-0011.json, 3, 2026-11-20T19:51:06.416000000Z, 2026-11-20T19:51:06.440000000Z",
        "shop-0013.json, 5, 2026-11-20T19:51:06.935000000Z, 2026-11-20T19:51:06.984000000Z",
        "shop-0016.json, 4, 2026-11-20T19:51:07.040000000Z, 2026-11-20T19:51:07.064000000Z",
        "dd-smallSnapshot.json, 1, 2023-06-14T09:19:09.534000000Z, 2023-06-14T09:19:09.534000000Z"
    })
    void readsTheCountedSnapshots(String file, int count, String first, String last) throws IOException {
        Reading reading = read(sample(file));
        assertThat(reading.events).hasSize(count);
        assertThat(reading.issues()).isEmpty();
        assertThat(Timestamps.format(reading.events.getFirst().time())).isEqualTo(first);
        assertThat(Timestamps.format(reading.events.getLast().time())).isEqualTo(last);
    }

    @Test
    void showsTheLegacyTierOfTheFailingCall() throws IOException {
        Event failing = read(sample("shop-0013.json")).events.get(3);
        assertThat(failing.detail()).isInstanceOf(Snapshot.class);
        assertThat(((Snapshot) failing.detail()).frames().getFirst().variables())
                .anySatisfy(variable -> {
                    assertThat(variable.name()).isEqualTo("tier");
                    assertThat(variable.type()).isEqualTo("java.lang.String");
                    assertThat(variable.value()).isEqualTo("legacy");
                });
    }

    @Test
    void leadsBackToTheBytesOfTheRecord() throws IOException {
        byte[] bytes = sample("shop-0013.json");
        for (Event event : read(bytes).events) {
            int from = (int) event.location().offset();
            assertThat(bytes[from]).isEqualTo((byte) '{');
            assertThat(bytes[from + event.location().length() - 1]).isEqualTo((byte) '}');
        }
    }

    @Test
    void keepsWhatStandsBeforeACut() throws IOException {
        byte[] bytes = sample("shop-0013.json");
        for (int seventh = 1; seventh < 7; seventh++) {
            Reading reading = read(Arrays.copyOf(bytes, bytes.length * seventh / 7));
            assertThat(reading.issues()).contains(IssueCode.TRUNCATED);
        }
    }

    @Test
    void cutsATreeThatIsTooDeep() throws IOException {
        String deep = "{\"debugger\":{\"snapshot\":{\"timestamp\":1,\"captures\":{\"return\":{\"locals\":{\"x\":"
                + "{\"fields\":{\"x\":".repeat(4_000) + "{}" + "}}".repeat(4_000) + "}}}}}}";
        Reading reading = read(deep.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reading.events).hasSize(1);
        assertThat(reading.issues()).contains(IssueCode.TOO_DEEP);
    }

    private static byte[] sample(String name) throws IOException {
        return Reading.sample("snapshots/datadog/" + name);
    }

    private static Reading read(byte[] bytes) throws IOException {
        return Reading.of(new DatadogSnapshots(), bytes);
    }
}
