package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes in which known formats are met in the open, written down here as public files have them. */
class LooseShapesTest {
    @TempDir
    Path folder;

    private Imported read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("app.log"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T03:00:00Z")));
        return Imported.file(folder, file);
    }

    private void assertTime(String line, String time) throws IOException {
        Imported log = read(line + " INFO one\n" + line + " ERROR two\n\tmore\n");
        assertThat(log.times()).as(line).containsExactly(time, time);
        assertThat(log.events().getLast().severity()).as(line).isEqualTo(Severity.ERROR);
    }

    @Test
    void datesOfNumbersInTheOrdersThatTheirValuesAllow() throws IOException {
        assertTime("26/11/20 20:02:44", "2026-11-20T20:02:44.000000000Z");
        assertTime("11/20/26 20:02:44", "2026-11-20T20:02:44.000000000Z");
        assertTime("20.11.2026 20:02:44,655", "2026-11-20T20:02:44.655000000Z");
        assertTime("5.11.2026 20:02:44", "2026-11-05T20:02:44.000000000Z");
        assertTime("20-11-2026 20:02:44.655", "2026-11-20T20:02:44.655000000Z");
        assertTime("11/20/2026 20:02:44", "2026-11-20T20:02:44.000000000Z");
        assertTime("20/11/2026 20:02:44", "2026-11-20T20:02:44.000000000Z");
        assertTime("11/5/2026, 8:02:44 PM", "2026-11-05T20:02:44.000000000Z");
        assertTime("2026.11.20 20:02:44.655123", "2026-11-20T20:02:44.655123000Z");
        assertTime("Fri Nov 20 2026 20:02:44 GMT+0100", "2026-11-20T19:02:44.000000000Z");
    }

    @Test
    void oneDateShowsTheOrderOfTheOthers() throws IOException {
        assertThat(read("11/10/2026 20:02:44 one\n28/10/2026 20:02:44 two\n").times())
                .containsExactly("2026-10-11T20:02:44.000000000Z", "2026-10-28T20:02:44.000000000Z");
    }

    @Test
    void aMessageOfSentryNeedsNoException() throws IOException {
        Imported log = read("""
                {"event_id":"f88fd32ee1b14530b8e2d4cea173e6a3","platform":"javascript","level":"warning",
                "logentry":{"formatted":"cart is empty"},"timestamp":1795204964.655}
                """);
        assertThat(log.source().format()).isEqualTo("sentry");
        assertThat(log.event("cart is empty").severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void theNameOfAnExceptionMayFollowASentence() throws IOException {
        Imported log = read("""
                2026-11-20 20:02:44,655 ERROR [main] shop.Pay - Payment of shop.Cart failed: java.io.IOException: closed
                \tat shop.Pay.run(Pay.java:39)
                2026-11-20 20:02:45,655 ERROR [main] shop.Pay - gave up: java.util.concurrent.ExecutionException: java.io.IOException: closed
                \tat shop.Pay.run(Pay.java:40)
                Caused by: java.io.IOException: closed
                \tat shop.Pay.run(Pay.java:39)
                2026-11-20 20:02:46,655 ERROR [main] shop.Pay - who calls here?
                \tat shop.Pay.run(Pay.java:41)
                2026-11-20 20:02:47,655 ERROR [main] shop.Pay - no answer: TypeError: tier
                \tat shop.Pay.run(Pay.java:42)
                """);
        assertThat(log.events())
                .extracting(Event::message)
                .containsExactly(
                        "Payment of shop.Cart failed: java.io.IOException: closed",
                        "gave up: java.util.concurrent.ExecutionException: java.io.IOException: closed",
                        "who calls here?",
                        "no answer: TypeError: tier");
        assertThat(log.events())
                .extracting(event ->
                        event.exception().type() + "|" + event.exception().message())
                .containsExactly(
                        "java.io.IOException|closed",
                        "java.util.concurrent.ExecutionException|java.io.IOException: closed",
                        "|who calls here?",
                        "TypeError|tier");
    }

    @Test
    void aTimeWithoutADateIsTheLastOneBeforeTheSourceWasWritten() throws IOException {
        Imported log = read("""
                20:02:44,655 INFO  [shop.Pay] (main) one
                02:59:44,655 INFO  [shop.Pay] (main) two
                """);
        assertThat(log.source().format()).isEqualTo("wildfly");
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.655000000Z", "2026-11-21T02:59:44.655000000Z");
    }

    @Test
    void glogsFirstLineTellsTheYear() throws IOException {
        Imported log = read("""
                Log file created at: 2023/12/30 20:02:44
                Running on machine: host1
                I1230 20:02:44.655123    12 pay.cc:39] one
                E0102 20:02:44.655123    12 pay.cc:40] two
                """);
        assertThat(Timestamps.format(log.event("pay.cc:39] one").time())).startsWith("2023-12-30T20:02:44");
        assertThat(Timestamps.format(log.event("pay.cc:40] two").time())).startsWith("2024-01-02T20:02:44");
    }

    @Test
    void addressesAndVersionsAreNoDates() throws IOException {
        assertThat(read("10.11.12.13 20:02:44 up\n1.12.2 20:02:44 up\n10/11 20:02\n")
                        .source()
                        .format())
                .isEqualTo("text");
    }

    @Test
    void dockersLastLineMayNeverEnd() throws IOException {
        Imported log = read("""
                {"log":"one\\n","stream":"stdout","time":"2026-11-20T20:02:44.655Z"}
                {"log":"two","stream":"stdout","time":"2026-11-20T20:02:45.655Z"}
                """);
        assertThat(log.source().format()).isEqualTo("docker-log");
        assertThat(log.events()).extracting(Event::message).containsExactly("one", "two");
        assertThat(log.times().getLast()).isEqualTo("2026-11-20T20:02:45.655000000Z");
    }

    @Test
    void theContainersTimeTellsTheZoneAndTheDayOfALoggerThatNamesNone() throws IOException {
        Imported clock = read("""
                {"log":"16:59:59.665 INFO  a.Pay#43 paid\\n","stream":"stdout","time":"2023-01-29T08:59:59.666Z"}
                {"log":"00:00:01.002 ERROR a.Pay#44 failed\\n","stream":"stdout","time":"2023-01-29T16:00:09.100Z"}
                """);
        assertThat(clock.times()).containsExactly("2023-01-29T08:59:59.665000000Z", "2023-01-29T16:00:01.002000000Z");
        assertThat(clock.events()).extracting(Event::timeQuality).containsOnly(TimeQuality.EXACT);
        Imported dated = read("""
                {"log":"2023-01-29 03:29:59.665  INFO 1 --- [main] a.Pay : paid\\n","stream":"stdout","time":"2023-01-29T08:59:59.666Z"}
                """);
        assertThat(dated.times()).containsExactly("2023-01-29T08:59:59.665000000Z");
    }

    @Test
    void aLineThatWaitedForTheContainerSaysNothingOfItsZone() throws IOException {
        Imported log = read("""
                {"log":"2023-01-29 08:51:00.000  INFO 1 --- [main] a.Pay : paid\\n","stream":"stdout","time":"2023-01-29T08:59:59.666Z"}
                """);
        assertThat(log.times()).containsExactly("2023-01-29T08:51:00.000000000Z");
        assertThat(log.events()).extracting(Event::timeQuality).containsOnly(TimeQuality.ZONE_ASSUMED);
    }

    @Test
    void aShipperMayTakeDockersLineFeedsOff() throws IOException {
        Imported log = read("""
                {"log":"one","stream":"stdout","time":"2026-11-20T20:02:44.655Z"}
                {"log":"two","stream":"stdout","time":"2026-11-20T20:02:45.655Z"}
                """);
        assertThat(log.events()).extracting(Event::message).containsExactly("one", "two");
    }

    @Test
    void theToolsTimestampsStandBeforeTheLoggers() throws IOException {
        Imported log = read("""
                2026-11-20T20:02:44.655123456Z 2026-11-20 20:02:44.650  INFO 1 --- [main] shop.Pay : paid
                2026-11-20T20:02:45.655123456Z 2026-11-20 20:02:45.650 ERROR 1 --- [main] shop.Pay : failed
                2026-11-20T20:02:45.655123457Z java.lang.NullPointerException: tier
                2026-11-20T20:02:45.655123458Z \tat shop.Pay.run(Pay.java:39)
                """);
        assertThat(log.source().format()).isEqualTo("stamped-log");
        assertThat(log.events()).extracting(Event::message).contains("paid").hasSize(2);
        assertThat(log.events().getLast().exception()).isNotNull();
        assertThat(log.events().getLast().severity()).isEqualTo(Severity.ERROR);
        assertThat(read("2026-11-20T20:02:44.655123456Z INFO paid\n2026-11-20T20:02:45.655123456Z INFO paid\n")
                        .source()
                        .format())
                .isEqualTo("text-log");
    }

    @Test
    void journalctlsShortFormsAreSyslog() throws IOException {
        Imported precise = read("""
                -- Journal begins at Fri 2026-11-20 19:00:00 UTC. --
                Nov 20 20:02:44.655123 host1 payment[123]: paid
                -- Boot 0f1a2b3c4d5e --
                Nov 20 20:02:45.655123 host1 systemd[1]: payment.service: Failed
                """);
        assertThat(precise.source().format()).isEqualTo("syslog");
        assertThat(precise.event("paid").service()).isEqualTo("payment");
        assertThat(Timestamps.format(precise.event("paid").time())).isEqualTo("2026-11-20T20:02:44.655123000Z");
        Imported full = read("""
                Fri 2026-11-20 20:02:44 UTC host1 payment[123]: paid
                Fri 2026-11-20 20:02:45 UTC host1 systemd[1]: payment.service: Failed
                """);
        assertThat(full.source().format()).isEqualTo("syslog");
        assertThat(full.event("paid").attributes().get("host.name")).hasToString("host1");
    }

    @Test
    void macOsSaysTheLevelBehindTheProgram() throws IOException {
        Imported log = read("""
                Nov 20 20:02:44 mac-1 socketfilterfw[112] <Error>: Logging failed
                Nov 20 20:02:45 mac-1 kernel[0]: wake
                Nov 20 20:02:46 mac-1 com.apple.xpc.launchd[1] (com.example.job): exited
                \twith code 1
                """);
        assertThat(log.source().format()).isEqualTo("syslog");
        assertThat(log.event("Logging failed").service()).isEqualTo("socketfilterfw");
        assertThat(log.event("Logging failed").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.event("exited").service()).isEqualTo("com.apple.xpc.launchd");
        assertThat(log.events()).hasSize(3);
    }

    @Test
    void eventsOfCloudTrailAsBotoPrintsThem() throws IOException {
        Imported log = read("""
                {"EventId":"1","EventName":"StopInstances","EventTime":"2026-11-20 21:02:44+01:00","CloudTrailEvent":"{\\"eventVersion\\":\\"1.08\\",\\"eventTime\\":\\"2026-11-20T20:02:44Z\\",\\"eventSource\\":\\"ec2.amazonaws.com\\",\\"eventName\\":\\"StopInstances\\"}"}
                """);
        assertThat(log.source().format()).isEqualTo("cloudtrail");
        assertThat(log.events()).hasSize(1);
        assertThat(log.events().getFirst().service()).isEqualTo("ec2");
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.000000000Z");
    }

    @Test
    void zipkinsFirstVersion() throws IOException {
        Imported log = read("""
                [{"traceId":"463ac35c9f6413ad","id":"a2fb4a1d1a96d312","parentId":"463ac35c9f6413ad","name":"get /pay","annotations":[
                {"timestamp":1795204964655000,"value":"sr","endpoint":{"serviceName":"payment"}},
                {"timestamp":1795204964667000,"value":"ss","endpoint":{"serviceName":"payment"}}],
                "binaryAnnotations":[{"key":"error","value":"boom","endpoint":{"serviceName":"payment"}},
                {"key":"ca","value":true,"endpoint":{"serviceName":"gateway"}}]}]
                """);
        Event span = log.events().getFirst();
        assertThat(log.source().format()).isEqualTo("zipkin");
        assertThat(span.service()).isEqualTo("payment");
        assertThat(span.severity()).isEqualTo(Severity.ERROR);
        assertThat(span.duration()).isEqualTo(12_000_000);
        assertThat(Timestamps.format(span.time())).isEqualTo("2026-11-20T20:02:44.655000000Z");
        assertThat(span.attributes().get("peer.serviceName")).hasToString("gateway");
    }

    @Test
    void threadsAsTheManagementBeansWriteThem() throws IOException {
        Imported log = read("""
                2026-11-20 20:02:44
                Full thread dump Java HotSpot(TM) 64-Bit Server VM

                "pool-1" id=12 in BLOCKED on lock=java.lang.Object@1a2b
                    at shop.Pay.run(Pay.java:39)
                      - blocked on java.lang.Object@1a2b

                "Timer-180" - Thread t@332
                   java.lang.Thread.State: TIMED_WAITING on java.util.TaskQueue@7311acb7
                \tat java.lang.Object.wait(Native Method)

                """);
        assertThat(log.source().format()).isEqualTo("thread-dump");
        assertThat(log.events()).hasSize(3);
        assertThat(log.event("pool-1 BLOCKED").attributes().get("thread.lock.waiting"))
                .hasToString("java.lang.Object@1a2b");
        assertThat(log.event("Timer-180 TIMED_WAITING").attributes().get("thread.id"))
                .hasToString("332");
    }

    @Test
    void agesAndHeapsAroundACollectionOfJava8() throws IOException {
        Imported log = read("""
                {Heap before GC invocations=1 (full 0):
                 PSYoungGen      total 1024K, used 900K
                2026-11-20T20:02:44.655+0000: 12.345: #1: [GC (Allocation Failure)
                Desired survivor size 524288 bytes, new threshold 7 (max 15)
                - age   1:     1234 bytes,     1234 total
                [PSYoungGen: 900K->100K(1024K)] 2900K->2100K(4096K), 0.0123450 secs] [Times: user=0.01 sys=0.00, real=0.01 secs]
                Heap after GC invocations=1 (full 0):
                 PSYoungGen      total 1024K, used 100K
                }
                2026-11-20T20:02:45.655+0000: 13.345: #2: [GC (Allocation Failure)
                Desired survivor size 524288 bytes, new threshold 7 (max 15)
                : 900K->100K(1024K), 0.0023450 secs]
                """);
        assertThat(log.source().format()).isEqualTo("gc-log-classic");
        assertThat(log.events()).hasSize(2).allMatch(event -> event.duration() > 0);
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.655000000Z", "2026-11-20T20:02:45.655000000Z");
        assertThat(log.events().getFirst().attributes().get("jvm.gc.heap_after_bytes"))
                .hasToString(Long.toString(2100 * 1024));
    }

    @Test
    void findsALoggerInASecondBracketAndAClassWithoutADash() throws IOException {
        Imported log = Imported.text(folder, "wiki.log", """
                2026-11-20 20:02:44,489 INFO [main] [wiki.cluster.ClusterManager] startCluster Starting the cluster.
                2026-11-20 20:02:45,084 INFO [main] com.example.boot.BuildInfo Starting 7.4.0
                2026-11-20 20:02:46,084 INFO [main] java.io.IOException closed
                """);
        assertThat(log.event("startCluster Starting the cluster.").logger()).isEqualTo("wiki.cluster.ClusterManager");
        assertThat(log.event("Starting 7.4.0").logger()).isEqualTo("com.example.boot.BuildInfo");
        assertThat(log.event("java.io.IOException closed").logger()).isNull();
    }

    @Test
    void knowsAnErrorForWhichNoStackWasWritten() throws IOException {
        Imported log = Imported.text(
                folder, "leak.txt", "java.lang.OutOfMemoryError: Java heap space\nDumping heap to leak.hprof ...\n");
        Event thrown = log.event("java.lang.OutOfMemoryError: Java heap space");
        assertThat(thrown.severity()).isEqualTo(Severity.ERROR);
        assertThat(thrown.exception().type()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(log.event("Dumping heap").severity()).isEqualTo(Severity.UNSPECIFIED);
    }
}
