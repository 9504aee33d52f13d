package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests, as servers, proxies and browsers log them. */
class WebLogsTest {
    @TempDir
    Path folder;

    private static String text(Event event, String attribute) {
        return event.attributes().get(attribute).text();
    }

    @Test
    void readsRequestStatusAndTimesOfACombinedLog() throws IOException {
        Imported log = Imported.text(folder, "shop.access.log", """
                10.0.0.7 - ann [20/Nov/2026:20:02:42 +0100] "GET /api/slow?q=1 HTTP/1.1" 504 167 "-" "curl/7.88 \\"odd\\" agent" "-" rt=1.001 uct="0.000" urt="1.002"
                10.0.0.7 - - [20/Nov/2026:20:02:43 +0100] "GARBAGE \\x16\\x03\\x01 bytes" 400 157 "-" "-"
                shop.example:443 10.0.0.7 - - [20/Nov/2026:20:02:44 +0100] "GET / HTTP/2.0" 200 - "-" "-" "00-5b8aa5a2d2c872e8321cf37308d69df2-051581bf3cb55c13-01"
                """);
        Event slow = log.event("GET /api/slow?q=1 504");
        assertThat(log.source().format()).isEqualTo("access-log");
        assertThat(Timestamps.format(slow.time())).isEqualTo("2026-11-20T19:02:42.000000000Z");
        assertThat(slow.severity()).isEqualTo(Severity.ERROR);
        assertThat(slow.duration()).isEqualTo(1_001_000_000L);
        assertThat(text(slow, "url.path")).isEqualTo("/api/slow");
        assertThat(text(slow, "user.name")).isEqualTo("ann");
        assertThat(text(slow, "user_agent.original")).isEqualTo("curl/7.88 \"odd\" agent");
        assertThat(log.event("GARBAGE").severity()).isEqualTo(Severity.WARN);
        assertThat(log.event("GET / 200").traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(text(log.event("GET / 200"), "server.address")).isEqualTo("shop.example");
    }

    @Test
    void keepsWhatAContainerPrintsBetweenItsAccesses() throws IOException {
        Imported log = Imported.text(folder, "proxy.log", """
                /docker-entrypoint.sh: ready for start up
                10.0.0.7 - - [20/Nov/2026:20:02:42 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                2026/11/20 20:02:43 [error] 7#7: *1 open() failed
                10.0.0.7 - - [20/Nov/2026:20:02:44 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                10.0.0.7 - - [20/Nov/2026:20:02:45 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                """);
        assertThat(log.events()).hasSize(5);
        assertThat(log.event("*1 open()").severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void saysOfAnNginxErrorWhichRequestItWas() throws IOException {
        Imported log = Imported.text(folder, "error.log", """
                2026/11/20 20:02:42 [error] 14801#14802: *7 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 127.0.0.1, server: , request: "GET /api/slow HTTP/1.1", upstream: "http://127.0.0.1:18091/api/slow", host: "127.0.0.1:18090"
                """);
        Event event = log.event("upstream timed out");
        assertThat(log.source().format()).isEqualTo("nginx-error");
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(event.timeQuality()).isEqualTo(TimeQuality.ZONE_ASSUMED);
        assertThat(text(event, "process.pid")).isEqualTo("14801");
        assertThat(text(event, "url.path")).isEqualTo("/api/slow");
        assertThat(text(event, "upstream.address")).isEqualTo("http://127.0.0.1:18091/api/slow");
    }

    @Test
    void readsBothFormsOfApachesErrors() throws IOException {
        Imported log = Imported.text(folder, "error_log", """
                [Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6
                [Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187:4711] File does not exist: /usr/local/favicon.ico
                """);
        Event modern = log.event("File does not exist");
        assertThat(log.source().format()).isEqualTo("apache-error");
        assertThat(log.event("mod_jk child").severity()).isEqualTo(Severity.ERROR);
        assertThat(Timestamps.format(modern.time())).isEqualTo("2011-09-09T10:42:29.902022000Z");
        assertThat(modern.severity()).isEqualTo(Severity.ERROR);
        assertThat(modern.logger()).isEqualTo("core");
        assertThat(text(modern, "client.address")).isEqualTo("72.15.99.187");
    }

    /** By the documented shape: no permissive real file is known. */
    @Test
    void readsEnvoysDefaultFormAndIstios() throws IOException {
        Imported log = Imported.text(folder, "envoy.log", """
                [2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"
                [2020-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 503 UF,URX via_upstream - "delayed connect error: 111" 0 135 3 1 "-" "curl" "84961386" "httpbin:8000" "127.0.0.1:80" inbound|8000|| 127.0.0.1:41854 10.44.1.27:80 10.44.1.23:37652 outbound_.8000_._.httpbin default
                """);
        assertThat(log.source().format()).isEqualTo("envoy-access");
        assertThat(log.event("POST /api/v1/locations 204").duration()).isEqualTo(226_000_000L);
        Event failed = log.event("GET /status/418 503 UF,URX delayed connect error: 111");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(text(failed, "envoy.upstream.cluster")).isEqualTo("inbound|8000||");
    }

    @Test
    void followsFieldsThatChangeInTheMiddleOfAFile() throws IOException {
        Imported log = Imported.text(folder, "u_ex.log", """
                #Fields: date time cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent) time-taken
                2026-11-20 20:02:41 GET /a x=1 200 Mozilla/5.0+(Windows) 65
                2026-11-20 20:02:42 GET /short
                #Date: 2026-11-21 00:00:00
                #Fields: time cs-method cs-uri-stem sc-status
                00:00:01 POST /b 500
                """);
        Event first = log.event("GET /a?x=1 200");
        assertThat(first.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(first.duration()).isEqualTo(65_000_000L);
        assertThat(text(first, "user_agent.original")).isEqualTo("Mozilla/5.0 (Windows)");
        assertThat(Timestamps.format(log.event("POST /b 500").time())).isEqualTo("2026-11-21T00:00:01.000000000Z");
        assertThat(log.source().rejected()).isEqualTo(1);
    }

    @Test
    void joinsARecordedRequestToItsTraceAndWarnsOfSecrets() throws IOException {
        Imported har = Imported.file(folder, SamplesTest.sample("logs/har/checkout-open.har"));
        Event pay = har.event("POST http://127.0.0.1:18095/api/pay 503");
        Event cart = har.event("GET http://127.0.0.1:18095/api/cart 200");
        assertThat(pay.severity()).isEqualTo(Severity.ERROR);
        assertThat(pay.duration()).isEqualTo(51_638_000L);
        assertThat(cart.traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(har.issues()).anyMatch(issue -> issue.code() == IssueCode.SECRETS);
        assertThat(har.events())
                .allMatch(event -> !event.attributes().toString().contains("4111111111111111"));
    }

    @Test
    void takesTheStatusOfJsonAccessLogsForTheirSeverity() throws IOException {
        Imported log = Imported.file(folder, SamplesTest.sample("logs/web/nginx-access.json"));
        assertThat(log.event("GET /api/boom 500").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.event("GET /api/slow 504").duration()).isEqualTo(1_001_000_000L);
    }

    @Test
    void keepsRequestsWhoseDayNoCalendarHas() throws IOException {
        Imported access = Imported.text(folder, "impossible.access.log", """
                10.0.0.7 - - [20/Nov/2026:20:02:42 +0000] "GET /good HTTP/1.1" 200 5 "-" "-"
                10.0.0.7 - - [31/Feb/2026:20:02:43 +0000] "GET /no-day HTTP/1.1" 200 5 "-" "-"
                """);
        assertThat(access.event("GET /good").hasTime()).isTrue();
        assertThat(access.event("GET /no-day").hasTime()).isFalse();
        assertThat(access.issues()).extracting(issue -> issue.code()).containsExactly(IssueCode.TIME_RANGE);

        Imported extended = Imported.text(folder, "impossible.u_ex.log", """
                #Fields: date time cs-method cs-uri-stem sc-status
                2026-11-20 20:02:41 GET /good 200
                2026-02-31 20:02:42 GET /no-day 200
                """);
        assertThat(extended.event("GET /good").timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(extended.event("GET /no-day").hasTime()).isFalse();
        assertThat(extended.issues()).extracting(issue -> issue.code()).containsExactly(IssueCode.TIME_RANGE);
    }

    @Test
    void aVirtualHostAndTheAddressesOfAllProxiesMayStandBeforeTheUser() throws IOException {
        Imported log = Imported.text(folder, "shop.access.log", """
                shop.example 10.0.0.7, 10.0.0.8, 192.0.2.1 - ann [20/Nov/2026:20:02:42 +0000] "GET /a HTTP/1.1" 200 5 "-" "-"
                shop.example 2001:db8::7 - - [20/Nov/2026:20:02:43 +0000] "GET /b HTTP/1.1" 502 5 "-" "-"
                10.0.0.7, 10.0.0.8 - ben [20/Nov/2026:20:02:44 +0000] "GET /c HTTP/1.1" 200 5 "-" "-"
                10.0.0.7 - John Doe [20/Nov/2026:20:02:45 +0000] "GET /d HTTP/1.1" 200 5 "-" "-"
                """);
        assertThat(log.events())
                .extracting(Event::message)
                .containsExactly("GET /a 200", "GET /b 502", "GET /c 200", "GET /d 200");
        assertThat(log.events().stream().map(event -> text(event, "client.address")))
                .containsExactly("10.0.0.7", "2001:db8::7", "10.0.0.7", "10.0.0.7");
        assertThat(text(log.events().getFirst(), "server.address")).isEqualTo("shop.example");
        assertThat(text(log.events().getFirst(), "user.name")).isEqualTo("ann");
        assertThat(text(log.events().get(2), "user.name")).isEqualTo("ben");
    }

    @Test
    void iisIsReadWithoutItsFirstLinesThatNameTheFields() throws IOException {
        String agent = "Mozilla/5.0+(compatible;+MSIE+9.0;+Windows+NT+6.1;+Trident/5.0)";
        Imported withReferer = Imported.text(folder, "u_ex261120.log", """
                2026-11-20 20:02:42 10.0.0.1 GET /pay id=1 443 - 10.0.0.7 %1$s https://shop.example/ 500 0 0 31
                2026-11-20 20:02:43 10.0.0.1 GET /pay - 443 ann 10.0.0.7 %1$s - 200 0 0 12
                """.formatted(agent));
        assertThat(withReferer.source().format()).isEqualTo("w3c-log");
        Event failed = withReferer.event("GET /pay?id=1 500");
        assertThat(failed.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.duration()).isEqualTo(31_000_000L);
        assertThat(text(failed, "http.request.header.referer")).isEqualTo("https://shop.example/");
        Imported old = Imported.text(folder, "u_ex101120.log", """
                2026-11-20 20:02:42 10.0.0.1 GET /pay - 443 - 10.0.0.7 %1$s 404 0 2 46
                """.formatted(agent));
        assertThat(old.source().format()).isEqualTo("w3c-log");
        assertThat(old.event("GET /pay 404").severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void whatIsPrintedBetweenAccessesIsALineEachUnlessItPlainlyGoesOn() throws IOException {
        Imported log = Imported.text(folder, "proxy.log", """
                10.0.0.7 - - [20/Nov/2026:20:02:42 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                reloading the configuration
                workers: 4
                Traceback (most recent call last):
                  File "/app/pay.py", line 10, in pay
                    return 1 / 0
                ZeroDivisionError: division by zero
                restarting
                /app/pay.js:39
                    throw new Error('tier');
                    ^

                Error: tier
                    at run (/app/pay.js:39:11)

                Node.js v22.1.0
                done
                10.0.0.7 - - [20/Nov/2026:20:02:44 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                10.0.0.7 - - [20/Nov/2026:20:02:45 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                10.0.0.7 - - [20/Nov/2026:20:02:46 +0000] "GET / HTTP/1.1" 200 5 "-" "-"
                """);
        assertThat(log.events())
                .extracting(event -> event.location().line())
                .containsExactly(1L, 2L, 3L, 4L, 8L, 9L, 17L, 18L, 19L, 20L);
        assertThat(log.events().get(3).exception()).isNotNull().satisfies(thrown -> assertThat(thrown.type())
                .isEqualTo("ZeroDivisionError"));
        assertThat(log.events().get(5).exception()).isNotNull().satisfies(thrown -> assertThat(thrown.type())
                .isEqualTo("Error"));
    }

    @Test
    void readsEnvoyWhereOnlyAFailureStandsBeforeTheSizes() throws IOException {
        Event request = Imported.text(
                        folder,
                        "istio.log",
                        "[2026-11-20T20:02:44.655Z] \"GET /cart HTTP/1.1\" 503 UF \"refused\" 0 135 11 - \"-\" \"curl/7\""
                                + " \"d209e46f\" \"shop:8000\" \"10.0.0.7:80\" outbound|8000||shop - 10.0.0.8:8000 10.0.0.9:60290 -\n")
                .event("GET /cart 503 UF refused");
        assertThat(request.duration()).isEqualTo(11_000_000L);
        assertThat(request.attributes()
                        .get("envoy.upstream.transport_failure_reason")
                        .text())
                .isEqualTo("refused");
    }

    @Test
    void readsIisAlsoWhereTheNamesOfTheFieldsAreMissing() throws IOException {
        Imported log = Imported.text(folder, "u_ex.log", """
                #Software: Microsoft Internet Information Services 10.0
                2026-11-20 20:02:44 ::1 GET /cart - 80 - ::1 Mozilla/5.0 http://shop/ 200 0 0 18
                2026-11-20 20:02:45 ::1 GET /pay - 80 - ::1 Mozilla/5.0 - 500 0 0 352
                """);
        assertThat(log.source().format()).isEqualTo("w3c-log");
        assertThat(log.event("GET /pay 500").severity()).isEqualTo(Severity.ERROR);
    }
}
