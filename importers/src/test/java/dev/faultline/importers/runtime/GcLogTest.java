package dev.faultline.importers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {
    private static List<Event> pauses(Reading reading) {
        return reading.events.stream()
                .filter(event ->
                        event.duration() >= 0 && String.valueOf(event.name()).startsWith("Pause"))
                .toList();
    }

    @Test
    void putsAPauseWhereItBegan() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/orders-g1-gc.log", "gc-log");
        assertThat(reading.events).hasSize(307);
        Event pause = pauses(reading).getFirst();
        assertThat(pause.name()).isEqualTo("Pause Young (Normal)");
        assertThat(pause.duration()).isEqualTo(29_201_000);
        assertThat(Timestamps.format(pause.time())).isEqualTo("2026-11-20T19:49:00.738799000Z");
        assertThat(pause.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(pause.attributes().get("jvm.gc.cause")).hasToString("G1 Evacuation Pause");
        assertThat(pause.attributes().get("jvm.gc.heap_before_bytes")).hasToString("17825792");
        assertThat(reading.events)
                .filteredOn(event -> "safepoint".equals(event.logger()))
                .allMatch(event -> event.duration() > 0);
    }

    @Test
    void saysThatUptimesAreRelative() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/payment-g1-uptime-gc.log", "gc-log");
        assertThat(reading.events).hasSize(24).allMatch(event -> event.timeQuality() == TimeQuality.RELATIVE);
        assertThat(pauses(reading)).hasSize(19);
    }

    @Test
    void warnsOfFullCollections() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/leak-serial-gc.log", "gc-log");
        assertThat(reading.events).hasSize(176);
        assertThat(pauses(reading))
                .filteredOn(event -> event.severity() == Severity.WARN)
                .hasSize(10);
    }

    @Test
    void readsTheSecondsOfZgcAndTheWordsOfShenandoah() throws IOException {
        Reading reading = Reading.ofText("""
                [2026-11-20T19:49:00.768+0000][0,729s][info][gc] GC(3) Major Collection (Warmup) 132M(13%)->32M(3%) 0,022s
                [2026-11-20T19:49:00.769+0000][0.730s][info][gc,phases] GC(3) Y: Pause Mark Start (Major) 0.010ms
                [12.5s][gc] GC(4) Pause Init Mark (unload classes) 0.433ms
                [12,600s][4711][info][gc] GC(4) Concurrent marking 81M->84M(256M) 4.213ms
                """, "gc-log");
        assertThat(reading.events)
                .extracting(Event::duration)
                .containsExactly(22_000_000L, 10_000L, 433_000L, 4_213_000L);
        assertThat(reading.events)
                .extracting(Event::name)
                .containsExactly("Major Collection", "Y: Pause Mark Start", "Pause Init Mark", "Concurrent marking");
        assertThat(reading.events.get(3).timeQuality()).isEqualTo(TimeQuality.RELATIVE);
    }

    @Test
    void readsTheLogsOfJava8() throws IOException {
        Reading reading = Reading.ofText("""
                2016-12-19T16:31:46.143+0100: 1.234: [GC (Allocation Failure) [PSYoungGen: 33280K->5104K(38400K)] 33280K->5200K(125952K), 0.0050215 secs] [Times: user=0.02 sys=0.00, real=0.01 secs]
                2.345: [Full GC (Ergonomics) [PSYoungGen: 5104K->0K(38400K)] [ParOldGen: 96K->4963K(87552K)] 5200K->4963K(125952K), [Metaspace: 20983K->20983K(1067008K)], 0.0215371 secs] [Times: user=0.03 sys=0.00, real=0.02 secs]
                3.000: [GC pause (G1 Evacuation Pause) (young), 0.0123 secs]
                   [Parallel Time: 11.2 ms, GC Workers: 4]
                   [Eden: 24.0M(24.0M)->0.0B(13.0M) Survivors: 0.0B->3072.0K Heap: 24.0M(256.0M)->21.2M(256.0M)]
                """, "gc-log-classic");
        assertThat(reading.events).extracting(Event::name).containsExactly("GC", "Full GC", "GC pause");
        assertThat(reading.events).extracting(Event::duration).containsExactly(5_021_500L, 21_537_100L, 12_300_000L);
        assertThat(reading.events)
                .extracting(event -> String.valueOf(event.attributes().get("jvm.gc.heap_after_bytes")))
                .containsExactly("5324800", "5082112", "22020096");
        assertThat(Timestamps.format(reading.events.getFirst().time())).isEqualTo("2016-12-19T15:31:46.143000000Z");
        assertThat(reading.events.get(1).timeQuality()).isEqualTo(TimeQuality.RELATIVE);
    }

    @Test
    void readsShenandoahOfJava8AndSafepointsAlone() throws IOException {
        Reading reading = Reading.ofText("""
                2026-11-20T20:02:44.655+0000: 120835.633: [Pause Full, start]
                    Using 3 of 3 workers for full gc
                2026-11-20T20:02:48.733+0000: 120839.710: [Pause Full 1589M->1002M(1690M), 4077.274 ms]
                Free: 600M, Max: 512K regular, 557M humongous
                2026-11-20T20:02:49.000+0000: 120839.977: [Concurrent cleanup 21278K->4701K(37888K), 0.048 ms]
                """, "gc-log-classic");
        assertThat(reading.events)
                .extracting(Event::name)
                .containsExactly("Pause Full", "Pause Full", "Concurrent cleanup");
        assertThat(reading.events).extracting(Event::duration).containsExactly(-1L, 4_077_274_000L, 48_000L);
        byte[] safepoints = """
                2026-11-20T20:02:44.655+0000: 0.193: Total time for which application threads were stopped: 0.0000746 seconds
                2026-11-20T20:02:45.655+0000: 1.311: Application time: 0.0060964 seconds
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(new ClassicGcLog().recognises(Reading.head(safepoints, false)))
                .isGreaterThan(0.9);
    }
}
