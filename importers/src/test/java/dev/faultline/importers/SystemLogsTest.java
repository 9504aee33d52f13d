package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operating systems log: systemd's journal and Android's log. */
class SystemLogsTest {
    @TempDir
    Path folder;

    @Test
    void readsTheSameEntriesFromBothExportsOfTheJournal() throws IOException {
        Imported json = Imported.file(folder, SamplesTest.sample("logs/journald/journal.json"));
        Imported export = Imported.file(folder, SamplesTest.sample("logs/journald/journal.export"));
        assertThat(essence(json)).isEqualTo(essence(export)).hasSize(9);
        assertThat(json.events())
                .anySatisfy(event -> assertThat(event.message()).startsWith("first\nsecond ünï"));
        Event started = json.event("service started ok");
        assertThat(Timestamps.format(started.time())).isEqualTo("2026-11-20T20:04:13.051041000Z");
        assertThat(started.service()).isEqualTo("payd");
        assertThat(started.severity()).isEqualTo(Severity.INFO);
        assertThat(started.attributes().get("host.name").text()).isEqualTo("vm");
    }

    private static List<String> essence(Imported log) {
        return log.events().stream()
                .map(event -> event.time() + " " + event.service() + " " + event.severity() + " " + event.message())
                .sorted()
                .toList();
    }

    @Test
    void keepsWhatIsWholeOfAJournalThatWasCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(SamplesTest.sample("logs/journald/journal.export"));
        for (int length = 600; length < whole.length; length += 613) {
            Path cut = Files.write(folder.resolve("cut-" + length + ".export"), Arrays.copyOf(whole, length));
            assertThat(Imported.file(folder, cut).events()).isNotEmpty();
        }
    }

    @Test
    void saysThatJournalctlLeftOutALargeMessage() throws IOException {
        Imported log = Imported.text(
                folder,
                "large.json",
                "{\"__REALTIME_TIMESTAMP\":\"1795205053051041\",\"MESSAGE\":null,\"PRIORITY\":\"3\"}\n");
        assertThat(log.events()).singleElement().satisfies(event -> assertThat(event.severity())
                .isEqualTo(Severity.ERROR));
        assertThat(log.issues()).anyMatch(issue -> issue.code() == IssueCode.TRUNCATED);
    }

    @Test
    void readsAllFormsOfLogcat() throws IOException {
        Imported log = Imported.file(folder, SamplesTest.sample("logs/text/android_logcat.log"));
        Event brief = log.event("test of default time format");
        Event user = log.event("test of threadtime w/ UTC, year and uid");
        assertThat(log.source().format()).isEqualTo("logcat");
        assertThat(log.events()).hasSize(10);
        assertThat(brief.timeQuality()).isEqualTo(TimeQuality.YEAR_ASSUMED);
        assertThat(brief.logger()).isEqualTo("sometag");
        assertThat(user.severity()).isEqualTo(Severity.ERROR);
        assertThat(user.thread()).isEqualTo("3066");
        assertThat(user.attributes().get("process.pid").text()).isEqualTo("1885");
        assertThat(Timestamps.format(log.event("test of time w/ zone, year").time()))
                .isEqualTo("2022-01-02T01:44:23.183801000Z");
    }

    @Test
    void readsColouredLinesAsTheyAreSeen() throws IOException {
        Imported log = Imported.text(folder, "web.log", """
                \033[32m2026-11-20 19:49:29.420\033[0m \033[31;1mERROR\033[0m [main] shop.Payment - charge \033[1mfailed\033[0m
                java.lang.IllegalStateException: no rate
                \tat shop.Payment.charge(Payment.java:39)
                """);
        Event failed = log.event("charge failed");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.exception()).isNotNull();
    }

    @Test
    void takesTheSecondOfASlowQueryFromItsTimestamp() throws IOException {
        Imported log = Imported.file(folder, SamplesTest.sample("logs/db/mariadb-10.11-slow.log"));
        Event first = log.event("select sleep(0.12), 'multi\nline; literal'");
        assertThat(first.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(first.duration()).isEqualTo(120_230_000L);
        assertThat(first.attributes().get("db.namespace").text()).isEqualTo("shop");
    }

    @Test
    void readsASyslogOfWhichSomeLinesNameNoProgram() throws IOException {
        Imported log = Imported.text(folder, "messages", """
                Jan 22 07:52:33 web1.example.com client[30840]: ERROR No new content.
                Jan 22 07:53:01 web1.example.com CRON[31051]: (root) CMD (touch /var/run/crond.somecheck)
                Jan 22 07:54:32 web1.example.com Job `cron.daily' terminated
                Jan 22 07:54:40: --- last message repeated 5 times ---
                Jan 22 07:55:20 kernel: [997.390602] sda2: rw=0, want=65, limit=2
                Jan 22 07:56:01 web1.example.com CRON[31068]: (root) CMD (touch /var/run/crond.somecheck)
                """);
        assertThat(log.source().format()).isEqualTo("syslog");
        Event client = log.event("ERROR No new content.");
        assertThat(client.service()).isEqualTo("client");
        assertThat(client.severity()).isEqualTo(Severity.ERROR);
        assertThat(client.attributes().get("host.name").text()).isEqualTo("web1.example.com");
        assertThat(log.event("[997.390602] sda2").service()).isEqualTo("kernel");
    }

    @Test
    void placesTheTwentyNinthOfFebruaryInALeapYear() throws IOException {
        Imported log = Imported.text(folder, "leap.log", "Feb 29 01:15:43 web1 client[1]: twice a decade\n");
        assertThat(Timestamps.format(log.event("twice a decade").time())).isEqualTo("2024-02-29T01:15:43.000000000Z");
    }

    @Test
    void readsAnHourOfOneDigitAsMariadbWritesIt() throws IOException {
        Imported log = Imported.text(folder, "mariadb.log", """
                2026-11-20  7:29:32 0 [Warning] You need to use --log-bin
                2026-11-20 17:29:33 0 [Note] mariadbd (initiated by: root[root] @ localhost []): Normal shutdown
                """);
        assertThat(log.times()).containsExactly("2026-11-20T07:29:32.000000000Z", "2026-11-20T17:29:33.000000000Z");
        assertThat(log.event("You need").severity()).isEqualTo(Severity.WARN);
        assertThat(log.event("mariadbd (initiated by: root").logger()).isNull();
    }

    @Test
    void findsTheLevelOfPostgresBehindWhateverPrefix() throws IOException {
        Imported log = Imported.text(folder, "postgres.log", """
                2026-11-20 20:02:44.655 UTC [5237] anna psql shop [local] 5a0348cd.1475 ERROR:  relation "carts" does not exist
                2026-11-20 20:02:44.655 UTC [5237] anna psql shop [local] 5a0348cd.1475 STATEMENT:  select * from carts
                2026-11-20 20:02:45.655 UTC [5238] bill psql shop 10.0.0.7 5a0348cd.1476 LOG:  duration: 0.140 ms
                """);
        assertThat(log.events()).extracting(Event::severity).containsExactly(Severity.ERROR, Severity.INFO);
        assertThat(log.events().getFirst().message())
                .startsWith("relation \"carts\" does not exist")
                .contains("select");
    }

    @Test
    void takesHadoopsPlaceInTheCodeForNoMessage() throws IOException {
        Event slow = Imported.text(
                        folder,
                        "datanode.log",
                        "2026-11-20 20:02:44,655 WARN  datanode.DataNode (BlockReceiver.java:flush(419)) - Slow flush\n")
                .event("Slow flush");
        assertThat(slow.message()).isEqualTo("Slow flush");
        assertThat(slow.logger()).isEqualTo("datanode.DataNode");
    }

    @Test
    void readsTheLevelThatTheProgramWroteBehindSyslogsHeader() throws IOException {
        Imported log = Imported.text(folder, "messages", """
                Nov 2 20:02:44 web1 registry[1297]: time="2026-11-02T20:02:44Z" level=warning msg="no token" method=GET
                Nov 2 20:02:45 web1 jobs[1304]: 2026-11-02T20:02:45Z [ERROR] [/common/rest.go:27]: connection refused
                Nov 2 20:02:46 web1 charts[1305]: {"L":"INFO","T":"2026-11-02T20:02:46.523Z","M":"Starting","port":9999}
                Nov 2 20:02:47 web1 cron[1306]: user level=3 is no pair
                """);
        assertThat(log.source().format()).isEqualTo("syslog");
        assertThat(log.events()).extracting(Event::severity).startsWith(Severity.WARN, Severity.ERROR, Severity.INFO);
        assertThat(log.events()).extracting(Event::service).containsExactly("registry", "jobs", "charts", "cron");
        assertThat(log.event("Starting").attributes().get("port").text()).isEqualTo("9999");
    }

    @Test
    void takesNoLevelForAHost() throws IOException {
        Imported log = Imported.text(folder, "xdcr.log", """
                2026-11-20T20:02:44.655Z INFO Pipeline: starting replication
                2026-11-20T20:02:45.655Z ERROR Router: failed to route
                """);
        assertThat(log.event("Router: failed to route").severity()).isEqualTo(Severity.ERROR);
        assertThat(log.events()).extracting(Event::service).doesNotContain("Router");
    }
}
