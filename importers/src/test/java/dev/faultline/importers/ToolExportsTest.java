package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What platforms and tools export: tested with texts of the documented shapes. */
class ToolExportsTest {
    @TempDir
    Path folder;

    private Imported read(String name, String text) throws IOException {
        return Imported.text(folder, name, text);
    }

    @Test
    void flowLogsNameTheirColumnsInTheFirstLine() throws IOException {
        Imported log = read("flow.log", """
                version vpc-id interface-id srcaddr srcport dstaddr dstport protocol start end action log-status
                5 vpc-0a eni-0a 10.0.0.2 5001 10.0.0.3 443 6 1795204964 1795205020 REJECT OK
                5 vpc-0a eni-0a - - - - - 1795204965 1795205020 - NODATA
                5 vpc-0a eni-0a 10.0.0.2
                """);
        assertThat(log.source().format()).isEqualTo("flow-log");
        assertThat(log.events()).hasSize(2);
        assertThat(log.issues()).hasSize(1);
        Event first = log.events().getFirst();
        assertThat(first.message()).isEqualTo("REJECT 10.0.0.2:5001 → 10.0.0.3:443");
        assertThat(first.severity()).isEqualTo(Severity.WARN);
        assertThat(log.times().getFirst()).isEqualTo("2026-11-20T20:02:44.000000000Z");
    }

    @Test
    void aTransitGatewayThatLosesPacketsIsAWarning() throws IOException {
        Imported log = read("tgw.log", """
                version tgw-id srcaddr dstaddr srcport dstport start end log-status packets-lost-blackhole
                6 tgw-0a 10.0.0.2 10.1.0.3 5001 443 1795204964 1795205020 OK 3
                """);
        assertThat(log.event("10.0.0.2:5001 → 10.1.0.3:443, packets lost").severity())
                .isEqualTo(Severity.WARN);
    }

    @Test
    void recordsOfCloudsWithoutASentenceGetOne() throws IOException {
        Imported firewall = read("waf.log", """
                {"timestamp":1795204964655,"webaclId":"arn:1","terminatingRuleId":"RateLimit","action":"BLOCK","httpRequest":{"uri":"/pay","httpMethod":"POST"}}
                {"timestamp":1795204965655,"webaclId":"arn:1","terminatingRuleId":"Default_Action","action":"ALLOW","httpRequest":{"uri":"/","httpMethod":"GET"}}
                """);
        assertThat(firewall.event("BLOCK POST /pay: RateLimit").severity()).isEqualTo(Severity.WARN);
        Imported resolver = read("resolver.log", """
                {"query_timestamp":"2026-11-20T20:02:44Z","query_name":"pay.shop.","query_type":"A","rcode":"SERVFAIL"}
                {"query_timestamp":"2026-11-20T20:02:45Z","query_name":"pay.shop.","query_type":"A","rcode":"NOERROR"}
                """);
        assertThat(resolver.event("A pay.shop. SERVFAIL").severity()).isEqualTo(Severity.WARN);
        assertThat(resolver.times()).contains("2026-11-20T20:02:45.000000000Z");
        Imported cdn = read("logpush.log", """
                {"ClientRequestMethod":"POST","ClientRequestURI":"/pay","EdgeResponseStatus":522,"EdgeStartTimestamp":"2026-11-20T20:02:14Z"}
                {"ClientRequestMethod":"GET","ClientRequestURI":"/","EdgeResponseStatus":200,"EdgeStartTimestamp":"2026-11-20T20:02:15Z"}
                """);
        assertThat(cdn.event("POST /pay 522").severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void aWorkersExceptionIsWhatItThrew() throws IOException {
        Imported log = read("tail.log", """
                {"Event":{"Request":{"URL":"https://shop.example/pay","Method":"POST"}},"EventTimestampMs":1795204964640,"Exceptions":[{"Name":"TypeError","Message":"tier"}],"Outcome":"exception","ScriptName":"pay"}
                {"Event":{"Request":{"URL":"https://shop.example/","Method":"GET"}},"EventTimestampMs":1795204965640,"Exceptions":[],"Outcome":"ok","ScriptName":"pay"}
                """);
        Event failed = log.event("POST https://shop.example/pay exception: TypeError: tier");
        assertThat(failed.exception().type()).isEqualTo("TypeError");
        assertThat(failed.service()).isEqualTo("pay");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void aSignInThatFailedSaysWhy() throws IOException {
        Imported log = read("signins.json", """
                {"value":[
                  {"createdDateTime":"2026-11-20T20:02:44Z","userPrincipalName":"anna@shop.example","appDisplayName":"Portal",
                   "status":{"errorCode":50126,"failureReason":"Invalid password."}},
                  {"createdDateTime":"2026-11-20T20:02:45Z","userPrincipalName":"anna@shop.example","appDisplayName":"Portal",
                   "status":{"errorCode":0,"failureReason":"Other."}}]}
                """);
        assertThat(log.event("sign-in to Portal by anna@shop.example: 50126 Invalid password.")
                        .severity())
                .isEqualTo(Severity.WARN);
        assertThat(log.events()).hasSize(2);
    }

    @Test
    void containerInsightsHoldTheLineOfTheContainer() throws IOException {
        Imported lines = read("insights.log", """
                {"time":"2026-11-20T20:02:44.655Z","TimeGenerated":"2026-11-20T20:02:44.655Z","ContainerName":"payment","LogMessage":{"level":"error","msg":"cannot pay"}}
                {"time":"2026-11-20T20:02:45.655Z","TimeGenerated":"2026-11-20T20:02:45.655Z","ContainerName":"payment","LogMessage":"paid 12","LogLevel":"info"}
                """);
        assertThat(lines.event("cannot pay").severity()).isEqualTo(Severity.ERROR);
        assertThat(lines.event("paid 12").service()).isEqualTo("payment");
        Imported table = read("query.csv", """
                "TimeGenerated [UTC]",ContainerName,LogMessage,LogSource
                "11/20/2026, 8:02:44.655 PM",payment,"{""level"":""error"",""msg"":""cannot pay""}",stderr
                """);
        assertThat(table.source().format()).isEqualTo("csv");
        assertThat(table.event("cannot pay").severity()).isEqualTo(Severity.ERROR);
        assertThat(table.times()).containsExactly("2026-11-20T20:02:44.655000000Z");
    }

    @Test
    void honeycombsEventsAreSpans() throws IOException {
        Imported log = read("honeycomb.csv", """
                Timestamp UTC,name,service.name,duration_ms,error,trace.trace_id,trace.span_id,trace.parent_id
                2026-11-20T20:02:44.655Z,POST /pay,payment,12.5,true,4bf92f3577b34da6a3ce929d0e0e4736,00f067aa0ba902b7,
                2026-11-20T20:02:44.656Z,SELECT,payment,2.5,,4bf92f3577b34da6a3ce929d0e0e4736,00f067aa0ba902b8,00f067aa0ba902b7
                """);
        Event root = log.event("POST /pay");
        assertThat(root.kind()).isEqualTo(Kind.SPAN);
        assertThat(root.severity()).isEqualTo(Severity.ERROR);
        assertThat(root.duration()).isEqualTo(12_500_000L);
        assertThat(log.event("SELECT").parentId()).isEqualTo(root.spanId());
    }

    @Test
    void googlesEntriesAreReadAsTheToolPrintsThem() throws IOException {
        Imported log = read("entries.yaml", """
                ---
                insertId: 1abc
                logName: projects/shop/logs/stderr
                resource:
                  labels:
                    container_name: payment
                  type: k8s_container
                severity: ERROR
                textPayload: cannot pay
                timestamp: '2026-11-20T20:02:44.655123456Z'
                ---
                insertId: 2abc
                jsonPayload:
                  message: paid
                logName: projects/shop/logs/stdout
                timestamp: '2026-11-20T20:02:43.655123456Z'
                trace: projects/shop/traces/4bf92f3577b34da6a3ce929d0e0e4736
                """);
        assertThat(log.source().format()).isEqualTo("gcp-log");
        assertThat(log.event("cannot pay").service()).isEqualTo("payment");
        assertThat(log.event("paid").traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void fluentBitsFileHoldsManyPods() throws IOException {
        Imported log = read("fluent.log", """
                {"log":"2026-11-20 20:02:44,655 ERROR [main] shop.Pay - no tier\\n","stream":"stdout","time":"2026-11-20T20:02:44.655123456Z","kubernetes":{"pod_name":"payment-1","namespace_name":"shop","container_name":"payment"}}
                {"log":"10.0.0.1 - - [20/Nov/2026:20:02:45 +0000] \\"GET /pay HTTP/1.1\\" 500 12 \\"-\\" \\"curl\\"\\n","stream":"stdout","time":"2026-11-20T20:02:45.655123456Z","kubernetes":{"pod_name":"nginx-1","namespace_name":"shop","container_name":"nginx"}}
                {"log":"\\tat shop.Pay.run(Pay.java:12)\\n","stream":"stdout","time":"2026-11-20T20:02:45.755123456Z","kubernetes":{"pod_name":"payment-1","namespace_name":"shop","container_name":"payment"}}
                """);
        assertThat(log.events()).hasSize(2);
        assertThat(log.event("GET /pay 500").service()).isEqualTo("nginx");
        Event failed = log.events().getFirst();
        assertThat(failed.exception()).isNotNull();
        assertThat(failed.attributes().get("k8s.pod.name")).hasToString("payment-1");
        assertThat(failed.attributes().get("log.iostream")).hasToString("stdout");
    }

    @Test
    void composesTimesStandBehindTheName() throws IOException {
        Imported log = read("compose.log", """
                orders-1   | 2026-11-20T20:02:45.655123456Z {"level":"warn","msg":"slow"}
                payment-1  | 2026-11-20T20:02:46.655123456Z paid
                """);
        assertThat(log.event("slow").severity()).isEqualTo(Severity.WARN);
        assertThat(log.times()).contains("2026-11-20T20:02:46.655123456Z");
    }

    @Test
    void pm2NamesTheProcessBeforeEachLine() throws IOException {
        Imported log = read("pm2.log", """
                PM2        | 2026-11-20T20:02:45: PM2 log: App [pay:0] exited with code [1] via signal [SIGINT]
                0|pay      | 2026-11-20 20:02:44 +00:00: listening
                0|pay      | 2026-11-20 20:02:45 +00:00: stopped
                """);
        assertThat(log.source().format()).isEqualTo("pm2-log");
        assertThat(log.event("App [pay:0] exited").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.event("listening").service()).isEqualTo("pay");
    }

    @Test
    void consolesWriteFieldsBehindTheMessage() throws IOException {
        Imported log = read("zap.log", """
                2026-11-20T20:02:44.655Z\tERROR\tpay/pay.go:12\tcannot pay\t{"order": 42, "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"}
                2026-11-20T20:02:45.655Z\tINFO\tpay/pay.go:13\tpaid
                """);
        Event failed = log.events().getFirst();
        assertThat(failed.attributes().get("order")).hasToString("42");
        assertThat(failed.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aStackInPlainTextBelongsToTheLineThatNamesIt() throws IOException {
        Imported log = read("stderr.txt", """
                server listening
                node:events:497
                      throw er; // Unhandled 'error' event
                      ^

                Error: listen EADDRINUSE
                    at listen (/app/pay.js:39:11)
                    at main (/app/pay.js:50:1)

                Node.js v20.11.1
                """);
        assertThat(log.source().format()).isEqualTo("text");
        assertThat(log.events()).hasSize(8);
        Event thrown = log.event("Error: listen EADDRINUSE");
        assertThat(thrown.severity()).isEqualTo(Severity.ERROR);
        assertThat(thrown.exception().frames()).hasSize(2);
        assertThat(log.events().stream().filter(event -> event.exception() != null))
                .hasSize(1);
    }

    @Test
    void aStackWithoutAnEndIsHeldInParts() throws IOException {
        String frames = java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> "\tat shop.Pay.run(Pay.java:" + i + ")\n")
                .collect(Collectors.joining());
        Imported log = read("deep.txt", "java.lang.StackOverflowError\n" + frames);
        assertThat(log.events()).hasSize(3_001);
    }

    @Test
    void structuredDataMayBeANameOnly() throws IOException {
        Imported log = read("syslog.log", """
                <11>1 2026-11-20T20:02:44Z web-1 payd 4711 - [empty] cannot pay
                <14>1 2026-11-20T20:02:45Z web-1 payd 4711 - [order x="1"][empty] paid
                <14>1 2026-11-20T20:02:46Z web-1 payd 4711 - [never closed
                """);
        assertThat(log.source().format()).isEqualTo("syslog");
        assertThat(log.event("cannot pay").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.event("paid").attributes().get("x")).hasToString("1");
        assertThat(log.event("[never closed")).isNotNull();
    }
}
