package dev.faultline.importers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashesTest {
    @Test
    void showsWhereTheVirtualMachineDied() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/hs_err_pid6813.log", "hs-err");
        assertThat(reading.events).hasSize(1);
        Event crash = reading.events.getFirst();
        assertThat(crash.severity()).isEqualTo(Severity.FATAL);
        assertThat(Timestamps.format(crash.time())).isEqualTo("2026-11-20T19:55:58.000000000Z");
        assertThat(crash.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(crash.thread()).isEqualTo("native-decoder");
        assertThat(crash.message()).startsWith("SIGSEGV (0xb) at pc=").endsWith(" in Unsafe_PutInt");
        assertThat(crash.exception().frames()).extracting(Frame::function).contains("Crash.parseFrame");
        assertThat(Reading.variable(crash, "RCX").value()).isEqualTo("0x0000000000000008");
        assertThat(crash.attributes())
                .containsKey("hs_err.command_line")
                .doesNotContainKey("hs_err.environment_variables");
        assertThat(crash.attributes().toString()).doesNotContain("SHELL=");
        assertThat(reading.issues()).containsExactly(IssueCode.SECRETS);
    }

    @Test
    void takesTheZoneFromAnotherLineInOldFiles() throws IOException {
        Event crash = Reading.ofSample("snapshots/java/hs_err-jdk8-zip-getentry.log", "hs-err")
                .events
                .getFirst();
        assertThat(Timestamps.format(crash.time())).isEqualTo("2026-03-27T09:58:23.000000000Z");
        assertThat(crash.exception().frames())
                .extracting(Frame::function)
                .contains("newEntry", "java.util.zip.ZipFile.getEntry");
    }

    @Test
    void readsTheThreadsOfOpenJ9() throws IOException {
        Reading reading = Reading.ofText("""
                0SECTION       TITLE subcomponent dump routine
                1TISIGINFO     Dump Event "gpf" (00002000) received
                1TIDATETIMEUTC Date: 2021/03/08 at 12:34:56:789 (UTC)
                1TIDATETIME    Date: 2021/03/08 at 13:34:56:789
                2CIENVVAR      PASSWORD=secret
                3XMTHREADINFO      "worker-1" J9VMThread:0x0000000000A1, omrthread_t:0x0, java/lang/Thread:0x0, state:B, prio=5
                3XMTHREADBLOCK     Blocked on: java/lang/Object@0xE1 Owned by: "worker-2" (J9VMThread:0x0)
                4XESTACKTRACE                at shop/Stock.reserve(Stock.java:12(Compiled Code))
                5XESTACKTRACE                   (entered lock: java/lang/Object@0xE2, entry count: 1)
                3XMTHREADINFO      "worker-2" J9VMThread:0x0000000000A2, omrthread_t:0x0, java/lang/Thread:0x0, state:B, prio=5
                3XMTHREADBLOCK     Blocked on: java/lang/Object@0xE2 Owned by: "worker-1" (J9VMThread:0x0)
                5XESTACKTRACE                   (entered lock: java/lang/Object@0xE1, entry count: 1)
                """, "javacore");
        assertThat(reading.events)
                .extracting(Event::message)
                .contains(
                        "Dump Event \"gpf\" (00002000) received", "2 threads: 2 BLOCKED; deadlock: worker-1, worker-2");
        assertThat(reading.events.get(2).exception().frames())
                .extracting(Frame::toString)
                .containsExactly("shop.Stock.reserve(Stock.java:12)");
        assertThat(Timestamps.format(reading.events.getFirst().time())).isEqualTo("2021-03-08T12:34:56.789000000Z");
        assertThat(reading.events.toString()).doesNotContain("secret");
    }

    @Test
    void givesTheGoroutineThatPanickedFirst() throws IOException {
        Reading reading = Reading.ofSample("snapshots/go/go-panic-all.txt", "go-dump");
        assertThat(reading.events).hasSize(5);
        Event panic = reading.events.getFirst();
        assertThat(panic.severity()).isEqualTo(Severity.FATAL);
        assertThat(panic.message()).isEqualTo("panic: assignment to entry in nil map");
        assertThat(panic.exception().frames())
                .extracting(Frame::function)
                .containsExactly("main.(*Cart).Add", "main.worker", "main.main");
        assertThat(reading.events.get(1).attributes().get("thread.state")).hasToString("semacquire");
        assertThat(Reading.ofSample("snapshots/go/go-sigquit-dump.txt", "go-dump").events)
                .hasSize(10)
                .allMatch(event -> event.kind() == Kind.PROFILE);
    }

    @Test
    void countsIdenticalGoroutinesTogether() throws IOException {
        Reading reading = Reading.ofText(
                "goroutine profile: total 3\n2 @ 0x43 0x44\n#\t0x43a\tmain.work+0x12\t/srv/a.go:12\n\n1 @ 0x45\n#\t0x45\tmain.main+0x1\t/srv/a.go:3\n",
                "go-dump");
        assertThat(reading.events)
                .extracting(Event::message)
                .containsExactly("2 goroutines in main.work(/srv/a.go:12)", "1 goroutines in main.main(/srv/a.go:3)");
    }

    @Test
    void keepsTheEnvironmentOutOfANodeReport() throws IOException {
        Event event = Reading.ofSample("snapshots/node/node-report-uncaught.json", "node-report")
                .events
                .getFirst();
        assertThat(event.message()).isEqualTo("TypeError: Cannot read properties of undefined (reading 'items')");
        assertThat(event.exception().frames().getFirst().line()).isEqualTo(3);
        assertThat(Timestamps.format(event.time())).isEqualTo("2026-11-20T20:01:21.085000000Z");
        Reading secret = Reading.ofText(
                "{\"header\":{\"reportVersion\":4},\"javascriptStack\":{},\"environmentVariables\":{\"A\":\"hidden\"}}",
                "node-report");
        assertThat(secret.events.toString()).doesNotContain("hidden");
        assertThat(secret.issues()).containsExactly(IssueCode.SECRETS);
    }

    @Test
    void readsTheThreadsOfAPlainDump() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/orders.threads.txt", "thread-dump-plain");
        assertThat(reading.events)
                .filteredOn(event -> "thread".equals(event.name()))
                .hasSize(31);
        assertThat(reading.events.getFirst().message()).endsWith("deadlock: stock-reserver, stock-restocker");
    }

    @Test
    void writesClassNamesAsTheLanguageDoes() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/payment.histo.txt", "class-histogram");
        assertThat(reading.events).hasSize(4215);
        assertThat(reading.events)
                .extracting(Event::name)
                .startsWith("byte[]", "jdk.internal.vm.FillerElement[]", "int[]");
        long bytes = reading.events.stream()
                .mapToLong(event ->
                        Long.parseLong(event.attributes().get("jvm.class.bytes").text()))
                .sum();
        assertThat(bytes).isEqualTo(46_116_736);
    }

    @Test
    void turnsACollapsedStackRound() throws IOException {
        Reading reading = Reading.ofSample("snapshots/profiles/async-profiler-sample1.collapsed", "collapsed-stacks");
        assertThat(reading.events).hasSize(17);
        assertThat(reading.events.get(1).exception().frames())
                .extracting(Frame::function)
                .containsExactly("InputStream.read", "BusyClient.run");
    }

    @ParameterizedTest
    @CsvSource({
        "snapshots/java/hs_err_pid6813.log, hs-err",
        "snapshots/go/go-sigquit-dump.txt, go-dump",
        "snapshots/node/node-report-uncaught.json, node-report",
        "snapshots/profiles/async-profiler-sample1.collapsed, collapsed-stacks"
    })
    void survivesACutAnywhere(String file, String format) throws IOException {
        byte[] bytes = Reading.sample(file);
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 60) {
            assertThat(Reading.of(Arrays.copyOf(bytes, length), format)).isNotNull();
        }
    }
}
