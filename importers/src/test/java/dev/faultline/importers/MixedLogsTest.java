package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in which a program's own lines stand beside what it says when it starts, warns and dies. */
class MixedLogsTest {
    @TempDir
    Path folder;

    @Test
    void whatAProgramSaysAsItDiesIsAnEventThoughItsLogIsJson() throws IOException {
        Imported log = Imported.text(folder, "payment.log", """
                {"time":"2026-11-20T20:02:44Z","level":"info","msg":"started"}
                {"time":"2026-11-20T20:02:45Z","level":"info","msg":"paid"}
                {"time":"2026-11-20T20:02:45Z","level":"info","msg":"paid again"}
                Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
                \tat shop.Pay.run(Pay.java:39)
                {"time":"2026-11-20T20:02:46Z","level":"info","msg":"started again"}
                2026-11-20 20:02:47 ERROR plain text
                """);
        assertThat(log.source().format()).isEqualTo("json-log");
        assertThat(log.issues()).isEmpty();
        assertThat(log.events()).hasSize(6);
        Event died = log.events().get(3);
        assertThat(died.location().line()).isEqualTo(4);
        assertThat(died.exception()).isNotNull().satisfies(thrown -> assertThat(thrown.type())
                .isEqualTo("java.lang.OutOfMemoryError"));
        assertThat(log.event("plain text").severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void anObjectThatWasTornApartIsNoText() throws IOException {
        Imported log = Imported.text(folder, "payment.jsonl", """
                {"time":"2026-11-20T20:02:44Z","level":"info","msg":"one"}
                {"time":"2026-11-20T20:02:45Z","level":"info","ms
                g":"two"}
                {"time":"2026-11-20T20:02:46Z","level":"info","msg":"three"}
                """);
        assertThat(log.events()).extracting(Event::message).containsExactly("one", "three");
        assertThat(log.issues()).extracting(issue -> issue.code()).containsOnly(IssueCode.BAD_JSON);
    }

    @Test
    void theLevelOfARecordMayStandInItsFurtherLines() throws IOException {
        Imported log = Imported.text(folder, "development.log", """
                Started POST "/pay" for 10.0.0.1 at 2026-11-20 20:02:44 +0000
                Processing by PayController#create as JSON
                Completed 500 Internal Server Error in 12ms

                ZeroDivisionError (divided by 0):

                Started GET "/health" for 10.0.0.1 at 2026-11-20 20:02:45 +0000
                Completed 200 OK in 2ms
                """);
        assertThat(log.source().format()).isEqualTo("rails");
        assertThat(log.events()).extracting(Event::severity).isEqualTo(List.of(Severity.ERROR, Severity.INFO));
    }

    @Test
    void durationsMayNameTheirUnits() throws IOException {
        Imported log = Imported.text(folder, "api.log", """
                [GIN] 2026/11/20 - 20:02:43 | 200 |     505.317µs |       10.1.2.3 | GET      "/health"
                [GIN] 2026/11/20 - 20:02:44 | 500 |         1m2.5s |       10.1.2.3 | POST     "/pay"
                [GIN] 2026/11/20 - 20:02:45 | 404 |        12.5ms |       10.1.2.3 | GET      "/nope"
                """);
        assertThat(log.events()).extracting(Event::duration).containsExactly(505_317L, 62_500_000_000L, 12_500_000L);
    }

    @Test
    void logbackWithoutAConfigurationHasNoDateButAllElse() throws IOException {
        Imported log = Imported.text(folder, "test.log", """
                20:02:44.655 [main] INFO  shop.Pay - paid
                20:02:45.655 [main] ERROR shop.Pay - failed
                java.io.IOException: closed
                \tat shop.Pay.run(Pay.java:39)
                """);
        Event failed = log.event("failed");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.logger()).isEqualTo("shop.Pay");
        assertThat(failed.thread()).isEqualTo("main");
        assertThat(failed.exception()).isNotNull();
    }

    @Test
    void aWordBehindTheLevelIsTheMessagesThoughItIsALevelToo() throws IOException {
        Imported log = Imported.text(folder, "kafka.log", """
                [2026-11-20 20:02:44,655] INFO Log directory '/data' not found, creating it. (kafka.log.LogManager)
                [2026-11-20 20:02:45,655] WARN Error while fetching metadata (kafka.Client)
                """);
        assertThat(log.events()).extracting(Event::severity).containsExactly(Severity.INFO, Severity.WARN);
        assertThat(log.events().getFirst().message()).startsWith("Log directory");
        assertThat(log.events().getLast().message()).startsWith("Error while");
    }

    @Test
    void databasesSayTheirLevelsInTheirOwnWays() throws IOException {
        Imported mysql = Imported.text(folder, "mysqld.log", """
                2026-11-20T20:02:44.655123Z 0 [System] [MY-010116] [Server] mysqld starting as process 1
                2026-11-20T20:02:45.655123Z 0 [Warning] [MY-010068] [Server] CA certificate is self signed.
                """);
        assertThat(mysql.events()).extracting(Event::severity).containsExactly(Severity.INFO, Severity.WARN);
        Imported postgres = Imported.text(folder, "postgresql.log", """
                2026-11-20 20:02:44.655 UTC [71] [unknown]@[unknown] LOG:  incomplete startup packet
                2026-11-20 20:02:45.655 UTC [72] LOG:  00000: database system is ready
                2026-11-20 20:02:45.655 UTC [72] LOCATION:  reaper, postmaster.c:3012
                """);
        assertThat(postgres.events()).hasSize(2).allSatisfy(event -> assertThat(event.severity())
                .isEqualTo(Severity.INFO));
        assertThat(postgres.events().getFirst().message()).isEqualTo("incomplete startup packet");
    }

    @Test
    void aLevelBeforeABarIsNoServiceOfCompose() throws IOException {
        Imported log = Imported.text(folder, "audit.log", """
                INFO  | admin called queue.retry[] at 20-11-2026 20:02:44,655 | qtp-47
                WARN  | admin requested /admin/createDestination.action | qtp-39
                """);
        assertThat(log.source().format()).isEqualTo("activemq-audit");
        assertThat(log.events()).extracting(Event::severity).containsExactly(Severity.INFO, Severity.WARN);
    }

    @Test
    void aLaterDateShowsTheOrderOfDayAndMonthInADefinedFormatToo() throws IOException {
        String record = """
                %s 20:02:44 - Process(1234.5) User(mqm) Program(amqrmppa)
                                      Host(host1) Installation(Installation1)

                AMQ9999E: Channel 'SHOP.SVRCONN' ended abnormally.
                ----- amqrmrsa.c : 957 --------------------------------------------------------
                """;
        Imported log =
                Imported.text(folder, "AMQERR01.LOG", record.formatted("11/10/2025") + record.formatted("28/10/2025"));
        assertThat(log.source().format()).isEqualTo("ibm-mq");
        assertThat(log.events().stream().map(event -> Timestamps.format(event.time())))
                .containsExactly("2025-10-11T20:02:44.000000000Z", "2025-10-28T20:02:44.000000000Z");
    }
}
