package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people paste at three in the morning: the output of the tools that they ask. */
class OperatorsToolsTest {
    @TempDir
    Path folder;

    private Imported read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("pasted.log"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T20:10:00Z")));
        return Imported.file(folder, file);
    }

    @Test
    void kubectlsTableOfEventsSaysHowLongAgo() throws IOException {
        Imported log = read("""
                LAST SEEN               TYPE      REASON              OBJECT                          MESSAGE
                5m12s                   Warning   BackOff             pod/payment-6d4cf56db6-x7x2k    Back-off restarting failed container
                4s (x3 over 10m)        Normal    ScalingReplicaSet   deployment/payment              Scaled up replica set payment-6d4cf56db6 to 2
                <unknown>               Normal    Pulled              pod/orders-0                    Container image already present
                """);
        assertThat(log.source().format()).isEqualTo("k8s-event-table");
        assertThat(log.issues()).isEmpty();
        assertThat(log.events()).hasSize(3);
        Event first = log.events().getFirst();
        assertThat(Timestamps.format(first.time())).isEqualTo("2026-11-20T20:04:48.000000000Z");
        assertThat(first.timeQuality()).isEqualTo(TimeQuality.YEAR_ASSUMED);
        assertThat(first.severity()).isEqualTo(Severity.WARN);
        assertThat(first.service()).isEqualTo("payment");
        assertThat(first.name()).isEqualTo("BackOff");
        Event scaled = log.event("Scaled up replica set payment-6d4cf56db6 to 2");
        assertThat(scaled.kind()).isEqualTo(Kind.CHANGE);
        assertThat(scaled.attributes().get("k8s.event.count")).hasToString("3");
        assertThat(log.events().getLast().timeQuality()).isEqualTo(TimeQuality.NONE);
    }

    @Test
    void kubectlsWideTableHasEmptyCells() throws IOException {
        Imported log = read("""
                NAMESPACE   LAST SEEN   TYPE      REASON             OBJECT              SUBOBJECT                  SOURCE            MESSAGE            FIRST SEEN   COUNT   NAME
                shop        66s         Warning   Unhealthy          pod/orders-0        spec.containers{orders}    kubelet, node-1   Readiness failed   3d2h         12      orders-0.17
                shop        2m          Warning   FailedScheduling   pod/payment-1                                  scheduler         0/3 available      2m           1       payment-1.17
                """);
        assertThat(log.issues()).isEmpty();
        assertThat(log.events()).extracting(Event::message).containsExactly("Readiness failed", "0/3 available");
        Event first = log.events().getFirst();
        assertThat(first.logger()).isEqualTo("kubelet");
        assertThat(first.attributes().get("k8s.node.name")).hasToString("node-1");
        assertThat(first.attributes().get("k8s.namespace.name")).hasToString("shop");
        assertThat(first.attributes().get("k8s.event.count")).hasToString("12");
    }

    @Test
    void sternAndKailNameThePodBeforeEachLine() throws IOException {
        Imported stern = read("""
                + payment-6d4cf56db6-x7x2k › payment
                payment-6d4cf56db6-x7x2k payment 2026-11-20T20:02:44.655Z ERROR shop.Pay - failed
                orders-0 orders 2026-11-20T20:02:44.700Z INFO shop.Order - ordered
                payment-6d4cf56db6-x7x2k payment java.io.IOException: closed
                payment-6d4cf56db6-x7x2k payment \tat shop.Pay.run(Pay.java:39)
                """);
        assertThat(stern.source().format()).isEqualTo("stern-log");
        assertThat(stern.event("failed").exception()).isNotNull();
        assertThat(stern.event("failed").service()).isEqualTo("payment");
        assertThat(stern.event("ordered").attributes().get("k8s.pod.name")).hasToString("orders-0");
        Imported kail = read("""
                default/payment-6d4cf56db6-x7x2k[payment]: {"time":"2026-11-20T20:02:44.655Z","level":"error","msg":"failed"}
                default/payment-6d4cf56db6-x7x2k[payment]: {"time":"2026-11-20T20:02:45.655Z","level":"info","msg":"paid"}
                """);
        assertThat(kail.source().format()).isEqualTo("kail-log");
        assertThat(kail.event("failed").severity()).isEqualTo(Severity.ERROR);
        assertThat(kail.event("failed").attributes().get("k8s.namespace.name")).hasToString("default");
    }

    @Test
    void wordsWithDashesAreNoPods() throws IOException {
        assertThat(read("retry-12345 started with 3\nretry-12346 started with 4\nretry-12347 ended now\n")
                        .source()
                        .format())
                .isEqualTo("text");
    }

    @Test
    void logcliPutsTheLabelsOfLokiBeforeEachLine() throws IOException {
        Imported log = read("""
                2026-11-20T20:02:44Z {app="payment", namespace="shop", path="/a{b}"} level=error msg="failed" order=42
                2026-11-20T20:02:45+01:00 {app="orders", pod="orders-0"}             level=info msg="ordered" order=42
                """);
        assertThat(log.source().format()).isEqualTo("logcli");
        assertThat(log.event("failed").service()).isEqualTo("payment");
        assertThat(log.event("failed").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.000000000Z", "2026-11-20T19:02:45.000000000Z");
    }

    @Test
    void journalctlPrintsEveryFieldWhenItIsVerbose() throws IOException {
        Imported log = read("""
                Fri 2026-11-20 20:02:44.655123 UTC [s=0f1a;i=1;b=2;m=3;t=4;x=5]
                    _TRANSPORT=journal
                    PRIORITY=3
                    MESSAGE=payment failed
                            for the second time
                    _SYSTEMD_UNIT=payment.service
                    _HOSTNAME=host1
                Fri 2026-11-20 20:02:45.655123 UTC [s=0f1a;i=2;b=2;m=3;t=4;x=5]
                    PRIORITY=6
                    MESSAGE=ok
                    SYSLOG_IDENTIFIER=orders
                """);
        assertThat(log.source().format()).isEqualTo("journald-verbose");
        Event first = log.events().getFirst();
        assertThat(first.message()).isEqualTo("payment failed\nfor the second time");
        assertThat(first.severity()).isEqualTo(Severity.ERROR);
        assertThat(first.service()).isEqualTo("payment");
        assertThat(first.attributes().get("host.name")).hasToString("host1");
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.655123000Z", "2026-11-20T20:02:45.655123000Z");
    }

    @Test
    void syslogWithLengthsNeedsNoLineFeeds() throws IOException {
        String modern = "<131>1 2026-11-20T20:02:44.655Z host1 payment 12 - - failed";
        String other = "<134>1 2026-11-20T20:02:45.655Z host1 orders 13 - - ordered";
        String old = "<131>Nov 20 20:02:44 host1 payment[12]: failed";
        String oldOther = "<134>Nov 20 20:02:45 host1 orders[13]: ordered";
        for (List<String> records : List.of(List.of(modern, other), List.of(old, oldOther))) {
            for (String end : List.of("", "\n")) {
                StringBuilder text = new StringBuilder();
                for (String each : records) {
                    text.append(each.length() + end.length())
                            .append(' ')
                            .append(each)
                            .append(end);
                }
                Imported log = read(text.toString());
                assertThat(log.source().format()).isEqualTo("syslog");
                assertThat(log.events()).extracting(Event::message).containsExactly("failed", "ordered");
                assertThat(log.event("failed").service()).isEqualTo("payment");
                assertThat(log.event("failed").severity()).isEqualTo(Severity.ERROR);
            }
        }
    }

    @Test
    void oneRowOfATableShowsTheOrderOfItsDates() throws IOException {
        Imported log = read("Time,Level,Message\n03/11/2026 20:02:44,error,one\n20/11/2026 20:02:44,info,two\n");
        assertThat(log.source().format()).isEqualTo("csv");
        assertThat(log.times()).containsExactly("2026-11-03T20:02:44.000000000Z", "2026-11-20T20:02:44.000000000Z");
    }

    @Test
    void nextcloudCountsItsLevelsFromZero() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < 5; level++) {
            text.append(
                    "{\"reqId\":\"0f1a\",\"level\":%d,\"time\":\"2026-11-20T20:02:44+00:00\",\"remoteAddr\":\"\",\"message\":\"m%d\"}\n"
                            .formatted(level, level));
        }
        assertThat(read(text.toString()).events())
                .extracting(Event::severity)
                .containsExactly(Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR, Severity.FATAL);
    }

    @Test
    void collectionsOfOpenJ9KnowTheHeapBeforeAndAfter() throws IOException {
        Imported log = read("""
                <?xml version="1.0" encoding="UTF-8"?>

                <verbosegc xmlns="http://www.ibm.com/j9/verbosegc" version="0f1a">

                <exclusive-start id="2" timestamp="2026-11-20T20:02:44.655" intervalms="100.000">
                  <response-info timems="0.012" idlems="0.012" threads="0" lastid="0000" lastname="main" />
                </exclusive-start>
                <gc-start id="3" type="scavenge" contextid="2" timestamp="2026-11-20T20:02:44.656">
                  <mem-info id="4" free="400" total="1000" percent="40">
                    <mem type="nursery" free="0" total="100" percent="0" />
                  </mem-info>
                </gc-start>
                <gc-end id="5" type="scavenge" contextid="2" durationms="12.345" timestamp="2026-11-20T20:02:44.668345">
                  <mem-info id="6" free="700" total="1000" percent="70">
                  </mem-info>
                </gc-end>
                """);
        assertThat(log.source().format()).isEqualTo("openj9-gc-log");
        assertThat(log.events()).hasSize(3);
        Event end = log.events().getLast();
        assertThat(end.name()).isEqualTo("GC scavenge");
        assertThat(end.duration()).isEqualTo(12_345_000);
        assertThat(Timestamps.format(end.time())).isEqualTo("2026-11-20T20:02:44.656000000Z");
        assertThat(end.attributes().get("jvm.gc.heap_before_bytes")).hasToString("600");
        assertThat(end.attributes().get("jvm.gc.heap_after_bytes")).hasToString("300");
        Imported older = read("""
                <?xml version="1.0" ?>
                <verbosegc version="200703">
                <af type="nursery" id="1" timestamp="Nov 20 20:02:44 2026" intervalms="0.000">
                  <minimum requested_bytes="520" />
                  <gc type="scavenger" id="1" totalid="1" intervalms="0.000">
                    <timesms total="5.2" />
                  </gc>
                  <time totalms="5.6" />
                </af>
                """);
        assertThat(older.events()).hasSize(1);
        assertThat(older.events().getFirst().duration()).isEqualTo(5_600_000);
    }

    @Test
    void eachLineOfAStackMayHaveWebSpheresHeader() throws IOException {
        String header = "[11/20/26 20:02:4%d:655 UTC] %s SystemErr     R ";
        String own = header.formatted(4, "00000012");
        Imported log = read(own + "java.lang.NullPointerException: tier\n"
                + own + "\tat shop.Pay.run(Pay.java:39)\n"
                + own + "Caused by: java.io.IOException: closed\n"
                + own + "\tat shop.Pay.read(Pay.java:12)\n"
                + own + "\t... 14 more\n"
                + header.formatted(5, "00000012") + "java.lang.IllegalStateException: again\n"
                + header.formatted(5, "00000013") + "\tat of.another.Thread.run(Thread.java:1)\n");
        assertThat(log.source().format()).isEqualTo("websphere");
        assertThat(log.events()).hasSize(3);
        Event first = log.events().getFirst();
        assertThat(first.exception().type()).isEqualTo("java.lang.NullPointerException");
        assertThat(first.exception().frames()).hasSize(1);
        assertThat(first.exception().cause().type()).isEqualTo("java.io.IOException");
        assertThat(log.source().format()).isEqualTo("websphere");
    }

    @Test
    void zeekNamesItsColumns() throws IOException {
        Imported log = read("""
                #separator \\x09
                #unset_field\t-
                #path\thttp
                #fields\tts\tuid\tid.orig_h\tid.orig_p\tmethod\thost\turi\tstatus_code
                1795204964.655123\tCg9\t10.0.0.1\t52025\tGET\tshop.example\t/pay\t503
                1795204965.655123\tCg9\t10.0.0.1\t52025\tGET\tshop.example\t/pay\t-
                #close\t2026-11-20-21-00-00
                """);
        assertThat(log.source().format()).isEqualTo("zeek");
        assertThat(log.issues()).isEmpty();
        Event first = log.event("GET shop.example/pay 503");
        assertThat(first.severity()).isEqualTo(Severity.ERROR);
        assertThat(first.logger()).isEqualTo("http");
        assertThat(first.attributes().get("source.address")).hasToString("10.0.0.1");
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.655123000Z", "2026-11-20T20:02:45.655123000Z");
    }
}
