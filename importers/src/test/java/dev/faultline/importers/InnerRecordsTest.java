package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose level and message stand deeper than those of others, or nowhere in one piece. */
class InnerRecordsTest {
    @TempDir
    Path folder;

    private List<Event> read(String name, String format, String content) throws IOException {
        Imported log = Imported.text(folder, name, content);
        assertThat(log.source().format()).isEqualTo(format);
        return log.events();
    }

    @Test
    void whoDidWhatToAClusterIsTheMessageOfItsAuditLog() throws IOException {
        String line = """
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a1","stage":"ResponseComplete",\
                "requestURI":"/api/v1/x","verb":"delete","user":{"username":"jane"},"objectRef":{"resource":"pods",\
                "namespace":"shop","name":"pay-1"%s},"responseStatus":{"code":%d},\
                "requestReceivedTimestamp":"2026-11-20T20:02:44.655000Z"}
                """;
        List<Event> events = read(
                "audit.log", "json-log", line.formatted("", 403) + line.formatted(",\"subresource\":\"exec\"", 200));
        assertThat(events)
                .extracting(Event::message)
                .containsExactly("delete pods shop/pay-1 by jane: 403", "delete pods/exec shop/pay-1 by jane: 200");
        assertThat(events).extracting(Event::severity).containsExactly(Severity.WARN, Severity.INFO);
    }

    @Test
    void whatHappenedToAContainerIsTheMessageOfDockersEvents() throws IOException {
        String line = """
                {"status":"die","id":"8d","Type":"container","Action":"die","Actor":{"ID":"8d","Attributes":\
                {"exitCode":"%d","name":"pay"}},"scope":"local","time":1795204964}
                """;
        List<Event> events = read("events.json", "json-log", line.formatted(137) + line.formatted(0));
        assertThat(events)
                .extracting(Event::message)
                .containsExactly("container die pay (exit code 137)", "container die pay (exit code 0)");
        assertThat(events).extracting(Event::severity).containsExactly(Severity.ERROR, Severity.INFO);
        assertThat(events).allSatisfy(event -> assertThat(event.service()).isEqualTo("pay"));
    }

    @Test
    void whatPostgresSaysCountsInALineOfItsOperator() throws IOException {
        String line = """
                {"level":"info","ts":"2026-11-20T20:02:44.655Z","logger":"postgres","msg":"record","logging_pod":"pg-1",\
                "record":{"error_severity":"ERROR","sql_state_code":"23505","message":"duplicate key"}}
                """;
        assertThat(read("pg.log", "json-log", line.repeat(3))).hasSize(3).allSatisfy(event -> {
            assertThat(event.message()).isEqualTo("duplicate key");
            assertThat(event.severity()).isEqualTo(Severity.ERROR);
            assertThat(event.attributes().get("sql_state_code").text()).isEqualTo("23505");
        });
    }

    @Test
    void jsonBehindTheHeaderOfSyslogIsRead() throws IOException {
        List<Event> events = read("web.log", "syslog", """
                <14>Nov 20 20:02:44 web1 pay[77]: @cee: {"level":"error","msg":"card refused","user":7}
                <11>Nov 20 20:02:45 web1 pay[77]: {"message":"no level of its own","user":8}
                <14>Nov 20 20:02:46 web1 pay[77]: {"no":"message"}
                <14>Nov 20 20:02:47 web1 pay[77]: {set} of braces, {plain}
                """);
        assertThat(events)
                .extracting(Event::message)
                .containsExactly(
                        "card refused", "no level of its own", "{\"no\":\"message\"}", "{set} of braces, {plain}");
        assertThat(events)
                .extracting(Event::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR, Severity.INFO, Severity.INFO);
        assertThat(events.getFirst().service()).isEqualTo("pay");
        assertThat(events.getFirst().attributes().get("user").text()).isEqualTo("7");
    }

    @Test
    void theStatusIsTheSeverityOfARequestOfHaproxy() throws IOException {
        String line = "<134>Nov 20 20:02:44 lb1 haproxy[9]: 10.0.1.2:3 [20/Nov/2026:20:02:44.655] in api/a1"
                + " 10/0/30/69/109 %s 2750 - - SC-- 1/1/1/1/0 0/0 \"GET /x HTTP/1.1\"\n";
        List<Event> events = read(
                "lb.log",
                "syslog",
                line.formatted("503") + line.formatted("404") + line.formatted("200") + line.formatted("-1"));
        assertThat(events)
                .extracting(Event::severity)
                .containsExactly(Severity.ERROR, Severity.WARN, Severity.INFO, Severity.ERROR);
        assertThat(events.getFirst().duration()).isEqualTo(109_000_000);
        assertThat(Timestamps.format(events.getFirst().time())).endsWith("20:02:44.000000000Z");
    }
}
