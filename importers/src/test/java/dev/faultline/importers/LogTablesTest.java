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

/** Tables of log records, by the documented shapes of the stores that export them, and lines of pairs. */
class LogTablesTest {
    @TempDir
    Path folder;

    @Test
    void findsTheColumnsOfDatadogsExport() throws IOException {
        Imported log = Imported.text(folder, "extract-2026-11-20.csv", """
                Date,Host,Service,Status,Message
                2026-11-20T19:49:29.420Z,node-1,payment,error,"charge failed for customer c-300
                java.lang.IllegalStateException: no rate
                \tat shop.Payment.charge(Payment.java:39)"
                2026-11-20T19:49:28.100Z,node-1,orders,info,"{""message"":""order placed"",""trace_id"":""5b8aa5a2d2c872e8321cf37308d69df2"",""level"":""WARN""}"
                """);
        Event failed = log.event("charge failed for customer c-300");
        Event placed = log.event("order placed");
        assertThat(log.source().format()).isEqualTo("csv");
        assertThat(log.events()).hasSize(2);
        assertThat(Timestamps.format(failed.time())).isEqualTo("2026-11-20T19:49:29.420000000Z");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("payment");
        assertThat(failed.exception()).isNotNull();
        assertThat(failed.location().line()).isEqualTo(2);
        assertThat(placed.traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(placed.severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void readsKibanasTimeInTheAssumedZone() throws IOException {
        Imported log = Imported.text(folder, "discover.csv", """
                "@timestamp",message,"log.level","service.name"
                "Nov 20, 2026 @ 19:49:29.420","rate is missing",WARN,payment
                """);
        Event event = log.event("rate is missing");
        assertThat(Timestamps.format(event.time())).isEqualTo("2026-11-20T19:49:29.420000000Z");
        assertThat(event.timeQuality()).isEqualTo(TimeQuality.ZONE_ASSUMED);
        assertThat(event.severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void readsTheLinesWithinSplunksAndGrafanasExports() throws IOException {
        Imported splunk = Imported.text(folder, "splunk.csv", """
                "_raw","_time",host,source,sourcetype
                "2026-11-20 19:49:29.420 ERROR [main] shop.Payment - charge failed","2026-11-20T19:49:29.420+0100",node-1,/var/log/payment.log,log4j
                """);
        Event failed = splunk.event("charge failed");
        assertThat(Timestamps.format(failed.time())).isEqualTo("2026-11-20T18:49:29.420000000Z");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.logger()).isEqualTo("shop.Payment");
        Imported grafana = Imported.text(folder, "Logs-data.csv", """
                sep=,
                Time,Line,tsNs
                2026-11-20 20:49:29.420,level=warn msg="rate is missing",1795204169420009401
                """);
        assertThat(Timestamps.format(grafana.event("rate is missing").time()))
                .isEqualTo("2026-11-20T19:49:29.420009401Z");
        assertThat(grafana.event("rate is missing").severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void takesEveryLineForARowWhereAQuoteIsNeverClosed() throws IOException {
        Imported log = Imported.text(folder, "broken.csv", """
                timestamp,level,message
                2026-11-20T19:49:29Z,INFO,one
                2026-11-20T19:49:30Z,INFO,"two
                2026-11-20T19:49:31Z,INFO,three
                2026-11-20T19:49:32Z,INFO,four
                """);
        assertThat(log.events()).hasSize(4);
        assertThat(log.issues()).anyMatch(issue -> issue.code() == IssueCode.BAD_CSV);
    }

    @Test
    void readsPairsWithQuotesAndWithoutValues() throws IOException {
        Imported log = Imported.text(folder, "alertmanager.log", """
                ts=2026-11-20T19:49:29.420Z caller=main.go:240 level=error component=dispatcher msg="notify for \\"payment\\" failed" err="no route" attempts= final
                ts=2026-11-20T19:49:30.420Z caller=main.go:241 level=info msg=done
                signal: interrupt
                """);
        Event failed = log.event("notify for \"payment\" failed");
        assertThat(log.source().format()).isEqualTo("logfmt");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.attributes().get("err").text()).isEqualTo("no route");
        assertThat(failed.attributes().get("final").text()).isEqualTo("true");
        assertThat(log.events()).hasSize(3);
    }
}
