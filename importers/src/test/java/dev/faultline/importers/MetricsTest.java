package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series and samples of metrics. */
class MetricsTest {
    @TempDir
    Path folder;

    @Test
    void saysOfASeriesWhenItChanged() throws IOException {
        Imported up = Imported.file(folder, SamplesTest.sample("metrics/prometheus-query_range_up.json"));
        Event payment = up.event("up{instance=\"127.0.0.1:19191\",job=\"payment\"}");
        assertThat(payment.kind()).isEqualTo(Kind.METRIC);
        assertThat(payment.service()).isEqualTo("payment");
        assertThat(Timestamps.format(payment.time())).isEqualTo("2026-11-20T20:21:22.000000000Z");
        assertThat(payment.duration()).isEqualTo(45_000_000_000L);
        assertThat(payment.message()).endsWith("10 samples: 1, 0 at 20:21:37Z, 1 at 20:21:57Z");
        assertThat(payment.attributes().get("metric.min").text()).isEqualTo("0");
    }

    @Test
    void readsSamplesWithTheirTimesAndExemplars() throws IOException {
        Imported scrape = Imported.text(folder, "metrics.txt", """
                # TYPE http_requests counter
                # UNIT http_requests requests
                # HELP http_requests All of them.
                http_requests_total{path="/a \\"b\\" }",job="shop"} 17.0 1520879607.789 # {trace_id="5b8aa5a2d2c872e8321cf37308d69df2"} 0.67 1520879607.789
                http_requests_total{path="/c"} +Inf
                # EOF
                """);
        Event first = scrape.events().getFirst();
        assertThat(scrape.source().format()).isEqualTo("openmetrics");
        assertThat(Timestamps.format(first.time())).isEqualTo("2018-03-12T18:33:27.789000000Z");
        assertThat(first.traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(first.attributes().get("label.path").text()).isEqualTo("/a \"b\" }");
        assertThat(first.attributes().get("metric.unit").text()).isEqualTo("requests");
        assertThat(scrape.events().getLast().timeQuality()).isEqualTo(TimeQuality.NONE);
    }
}
