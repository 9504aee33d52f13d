package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.store.Block;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real exports, read in place, against the truth that was counted for them. */
class SamplesTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /** A sample; the test is left out where the samples are not there. */
    static Path sample(String path) {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        return SAMPLES.resolve(path);
    }

    private ImportReport importAll(Case target, String... paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String path : paths) {
            files.add(sample(path));
        }
        return Import.run(target, files, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
    }

    @ParameterizedTest
    @CsvSource({
        "traces/otlp/shop-traces.otlp.jsonl, otlp-json, 111",
        "traces/otlp/otlp-proto-example-trace.json, otlp-json, 1",
        "traces/otlp/shop-traces-request.pb, otlp-protobuf, 32",
        "traces/otlp/shop-traces.fileexporter.proto, otlp-protobuf, 111",
        "logs/otlp/shop-logs-request.pb, otlp-protobuf, 34",
        "metrics/shop-metrics-request.pb, otlp-protobuf, 20",
        "metrics/shop-metrics.otlp.jsonl, otlp-json, 248",
        "metrics/otlp-proto-example-metrics.json, otlp-json, 4",
        "logs/otlp/shop-logs.otlp.jsonl, otlp-json, 118",
        "logs/otlp/otlp-proto-example-logs.json, otlp-json, 1",
        "logs/otlp/otlp-proto-example-events.json, otlp-json, 1",
        "traces/tempo/kiali-bookinfo-tempo.json, otlp-json, 8",
        "traces/jaeger/jaeger-ui-flamegraph.json, jaeger, 4",
        "traces/jaeger/jaeger-ui-graph.json, jaeger, 11",
        "traces/jaeger/jaeger-ui-genai.json, jaeger, 57",
        "traces/jaeger/jaeger-ui-stats.json, jaeger, 17",
        "traces/jaeger/otlp2jaeger-out.json, jaeger, 2",
        "traces/jaeger/crisp-15.json, jaeger, 7",
        "traces/jaeger/crisp-18.json, jaeger, 9",
        "traces/jaeger/crisp-25.json, jaeger, 9",
        "traces/datadog/django.test_django_snapshots.test_404_exceptions.json, datadog-traces, 30",
        "traces/datadog/integration.test_trace_stats.test_stats_errors.json, datadog-traces, 30",
        "traces/datadog/opentelemetry.test_trace.test_distributed_trace_with_flask_app_with_ddtrace_run_.json,"
                + " datadog-traces, 12",
        "traces/datadog/payment-v0.4-traces.msgpack, datadog-traces, 4",
        "traces/xray/xray-subsegment-sql.json, xray, 1",
        "traces/elastic-apm/events.ndjson, elastic-apm, 5",
        "traces/elastic-apm/errors.ndjson, elastic-apm, 6",
        "traces/elastic-apm/spans.ndjson, elastic-apm, 11",
        "traces/elastic-apm/transactions.ndjson, elastic-apm, 6",
        "traces/chrome/chromium-checkout-trace.json.gz, chrome-trace, 11907",
        "traces/chrome/perfetto-flow-v1.json, chrome-trace, 10",
        "traces/chrome/catapult-big_trace.json, chrome-trace, 1866",
        "traces/zipkin/yelp.json, zipkin, 16",
        "traces/zipkin/messaging-kafka.json, zipkin, 28",
        "traces/zipkin/smartthings-oauth-authorization.json, zipkin, 175",
        "traces/zipkin/envoy.json, zipkin, 1",
        "traces/zipkin/skew.json, zipkin, 4",
        "snapshots/datadog/shop-0011.json, datadog-snapshot, 3",
        "snapshots/datadog/shop-0013.json, datadog-snapshot, 5",
        "logs/java/shop/gateway.log, text-log, 29",
        "logs/java/shop/orders.log, text-log, 46",
        "logs/java/shop/payment.log, text-log, 43",
        "logs/java/shop/gateway.logstash.json, json-log, 29",
        "logs/java/shop/orders.ecs.json, json-log, 46",
        "logs/java/warehouse/warehouse.log, text-log, 10",
        "logs/java/warehouse/warehouse.log4j2-gelf.json, json-log, 10",
        "logs/java/warehouse/warehouse.log4j2-gcp.json, json-log, 10",
        "logs/java/kafka0-server.log, text-log, 399",
        "logs/json/pino.json, json-log, 22",
        "logs/json/bunyan.json, json-log, 22",
        "logs/json/winston.json, json-log, 12",
        "logs/json/zap-production.json, json-log, 14",
        "logs/json/zerolog.json, json-log, 14",
        "logs/json/zerolog-unixms.json, json-log, 4",
        "logs/json/structlog.jsonl, json-log, 3",
        "logs/json/prometheus-server.json.log, json-log, 33",
        "logs/text/zap-console.log, text-log, 14",
        "logs/text/winston-printf.log, text-log, 12",
        "logs/text/checkout-stdlib.log, text-log, 5",
        "logs/syslog/haproxy-rfc3164.log, syslog, 8",
        "logs/syslog/haproxy-rfc5424.log, syslog, 8",
        "logs/syslog/haproxy-iso.log, syslog, 8",
        "logs/db/postgresql-15.log, text-log, 37",
        "logs/db/mariadb-10.11-error.log, text-log, 38",
        // 34 statements, one of two lines, behind the three lines that the server prints when it starts
        "logs/db/mariadb-10.11-general.log, mysql-general, 35",
        "logs/db/redis-7.log, redis, 145",
        // 64 lines: two of the records have stack traces
        "logs/lnav/logfile_laravel.1, laravel, 4",
        // 148 lines with a time, and two before them
        "logs/k8s/dns-client.kubectl-logs.txt, inner-time, 150",
        // 22 lines; what redis' signal handler prints belongs to the record before it
        "logs/lnav/logfile_docker_compose.0, compose-log, 21",
        // 17 lines: the first is a part of the next one of its stream
        "logs/container/cri.log, cri-log, 16",
        // 6 and 3 lines: the others belong to the record before
        "logs/lnav/logfile_invalid_utf8.0, text-log, 1",
        "logs/lnav/logfile_multiline.0, text-log, 2",
        "logs/lnav/logfile_tai64n.0, text-log, 10",
        "logs/lnav/logfile_epoch.0, text-log, 2",
        "logs/loghub/HDFS_2k.log, text-log, 2000",
        "logs/loghub/OpenSSH_2k.log, syslog, 2000",
        "logs/loghub/Apache_2k.log, apache-error, 2000",
        "logs/loghub/Zookeeper_2k.log, text-log, 2000",
        "logs/container/docker-container-json.log, docker-log, 10",
        "logs/k8s/errors.kubectl-logs.txt, text-log, 698",
        "logs/web/nginx-access.log, access-log, 9",
        "logs/web/nginx-access-upstream.log, access-log, 9",
        "logs/web/nginx-access.json, json-log, 9",
        "logs/web/nginx-error.log, nginx-error, 24",
        "logs/web/aws_elb_access.log, aws-elb, 16",
        "logs/web/iis10.log, w3c-log, 1",
        "logs/lnav/logfile_w3c.3, w3c-log, 3",
        "logs/har/checkout-open.har, har, 6",
        "logs/loghub/HDFS_2k.log_structured.csv, csv, 2000",
        "logs/loghub/Zookeeper_2k.log_structured.csv, csv, 2000",
        "logs/loghub/Apache_2k.log_structured.csv, csv, 2000",
        "logs/loghub/OpenSSH_2k.log_structured.csv, csv, 2000",
        "logs/loghub/OpenSSH_2k.log_templates.csv, csv, 27",
        "logs/lnav/logfile_logfmt.0, logfmt, 5",
        "logs/text/android_logcat.log, logcat, 10",
        "logs/journald/journal.json, journald-json, 9",
        "logs/journald/journal.export, journald-export, 9",
        "changes/k8s/events-image-pull-fail.json, k8s-events, 17",
        "changes/alerts/alertmanager-firing.json, alertmanager, 1",
        "changes/github/deployment-payload.json, github, 1",
        "changes/github/deployment_status-payload.json, github, 1",
        "changes/github/pull_request-closed.payload.json, github, 1",
        "changes/github/push-payload.json, github, 1",
        "changes/github/release-published.payload.json, github, 1",
        "changes/gitlab/get_merge_requests.json, gitlab, 3",
        "changes/gitlab/get_commit.json, gitlab, 1",
        "logs/cloud/cloudtrail-1230Z_KV9LZlfXqBel7nqf.json, cloudtrail, 47",
        "logs/cloud/cloudtrail-1230Z_9JM8uKEITHqwJKXr.json, cloudtrail, 22",
        "logs/cloud/azure_activity_log.jsonl, azure-activity, 4",
        "logs/cloud/gcp_logging.jsonl, gcp-log, 11",
        "logs/loki/skywalking-logql-query_range.json, loki, 4",
        "logs/elasticsearch/search-response.json, elasticsearch, 8",
        "metrics/prometheus-query_range_up.json, prometheus, 2",
        "metrics/prometheus-query_range_rate.json, prometheus, 1",
        "metrics/prometheus.openmetrics.txt, openmetrics, 449",
        "changes/git-ai-notes/000841e6607a.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/000c95d4f7aa.note.txt, git-ai-note, 0",
        "changes/git-ai-notes/003bb22b8460.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/004a1adc8d21.note.txt, git-ai-note, 4",
        "changes/git-ai-notes/004d2c7577b3.note.txt, git-ai-note, 2",
        "changes/git-ai-notes/00532b4b9594.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/00546fe4e1a9.note.txt, git-ai-note, 2",
        "changes/git-ai-notes/00562f94e1d6.note.txt, git-ai-note, 2",
        "changes/git-ai-notes/010a71c74b4a.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/017e8e28444c.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/0227c4a74e30.note.txt, git-ai-note, 1",
        "changes/git-ai-notes/02f776d21db7.note.txt, git-ai-note, 1",
        "changes/git/jaeger-log300.txt, git-log, 300",
        "changes/git/jaeger-numstat60.txt, git-log, 60",
        "logs/db/postgresql-15.csv, postgresql-csv, 37",
        "logs/db/postgresql-15.json, json-log, 37",
        "logs/db/mariadb-10.11-slow.log, mysql-slow, 5",
        "logs/syslog/warehouse.rfc5424.log, syslog, 10",
        "logs/syslog/haproxy-traditional.log, syslog, 8",
        "logs/syslog/plaso-syslog_ssh.log, syslog, 9",
        "logs/lnav/logfile_uwsgi.0, uwsgi, 19",
        "logs/lnav/logfile_java.0, text-log, 20",
        "logs/lnav/logfile_glog.0, text-log, 7",
        "logs/lnav/logfile_rust_tracing.0, json-log, 5",
        "logs/lnav/logfile_ecs_log.json, json-log, 5",
        "logs/lnav/logfile_ansi.1, syslog, 10",
        "changes/git/shop.bundle, git, 7",
        "snapshots/sentry/bugsink-laravel.json, sentry, 1",
        "snapshots/sentry/glitchtip-dotnet_error.json, sentry, 1",
        "snapshots/sentry/sentry-java-chained.json, sentry, 1",
        "snapshots/sentry/python-locals-event.json, sentry, 6",
        "snapshots/sentry/python-transaction.envelope, sentry, 1",
        "snapshots/sentry/bugsink-exception-group.json, sentry, 1",
        "snapshots/sentry/sentry-node-exception-weird.json, sentry, 1",
        "snapshots/sentry/sentry-python-http-error.json, sentry, 1",
        "snapshots/gcp/fulfil-breakpoint.json, google-snapshot, 1",
        "snapshots/python/traceback-capture-locals.txt, python-traceback, 1",
        "snapshots/python/exceptiongroup.txt, python-traceback, 2",
        "snapshots/python/cgitb.txt, python-cgitb, 1",
        "snapshots/python/cgitb.html, python-cgitb, 1",
        "snapshots/python/rich-locals.txt, python-rich, 1",
        "snapshots/python/rich-locals-ansi.txt, python-rich, 1",
        "snapshots/python/faulthandler.txt, python-faulthandler, 2",
        "snapshots/profiles/apm-cpu.pprof, pprof, 98",
        "snapshots/profiles/apm-heap.pprof, pprof, 42",
        "snapshots/java/leak-oom.hprof, hprof, 288",
        "logs/windows/Security_short_selected.evtx, evtx, 7",
        "logs/windows/Microsoft-Windows-LanguagePackSetup%4Operational.evtx, evtx, 16",
        "logs/windows/Security_short_selected.xml, windows-event-xml, 7",
        "snapshots/java/orders.jfr, jfr, 14602",
        "snapshots/java/jmc-full_gc_g1.jfr, jfr, 527",
        "snapshots/java/hs_err_pid6813.log, hs-err, 1",
        "snapshots/java/hs_err-jdk8-zip-getentry.log, hs-err, 1",
        "snapshots/java/payment.histo.txt, class-histogram, 4215",
        "snapshots/java/payment-class-histogram.jcmd.txt, class-histogram, 4215",
        "snapshots/go/go-panic-all.txt, go-dump, 5",
        "snapshots/go/go-sigquit-dump.txt, go-dump, 10",
        "snapshots/node/node-report-uncaught.json, node-report, 1",
        "snapshots/profiles/async-profiler-sample1.collapsed, collapsed-stacks, 17",
        "snapshots/java/orders-g1-gc.log, gc-log, 307",
        "snapshots/java/payment-g1-uptime-gc.log, gc-log, 24",
        "snapshots/java/leak-serial-gc.log, gc-log, 176",
    })
    void readsAsManyRecordsAsWereCounted(String path, String format, long records) throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "samples")) {
            Source source = importAll(made, path).sources().getFirst().source();
            assertThat(source.format()).isEqualTo(format);
            assertThat(source.read()).isEqualTo(records);
        }
    }

    @Test
    void readsTheSameEventsFromThreeEncodings() throws IOException {
        List<List<String>> encodings = new ArrayList<>();
        for (String ending : List.of("log", "logstash.json", "ecs.json")) {
            try (Case made = Case.create(folder.resolve(ending), ending)) {
                importAll(
                        made,
                        "logs/java/shop/gateway." + ending,
                        "logs/java/shop/orders." + ending,
                        "logs/java/shop/payment." + ending);
                encodings.add(
                        events(made).stream().map(SamplesTest::essence).sorted().toList());
            }
        }
        assertThat(encodings.get(0)).hasSize(118).isEqualTo(encodings.get(1)).isEqualTo(encodings.get(2));
    }

    private static String essence(Event event) {
        String exception = event.exception() == null
                ? ""
                : event.exception().type() + event.exception().frames().size();
        return event.time() / 1_000_000 + " " + event.service() + " " + event.severity() + " " + event.traceId() + " "
                + event.spanId() + " " + event.message() + " " + exception;
    }

    private static List<Event> events(Case open) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Block block : open.reader().blocks()) {
            for (int row = 0; row < block.size(); row++) {
                events.add(block.event(row));
            }
        }
        return events;
    }

    @Test
    void keepsTheSpansOfTwoExportsOnce() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "twice")) {
            importAll(made, "traces/otlp/shop-traces.otlp.jsonl");
            Path pretty = folder.resolve("again.jsonl");
            Files.writeString(pretty, "\n" + Files.readString(SAMPLES.resolve("traces/otlp/shop-traces.otlp.jsonl")));
            ImportReport again =
                    Import.run(made, List.of(pretty), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            assertThat(again.sources().getFirst().source().skipped()).isEqualTo(111);
            assertThat(made.reader().events()).isEqualTo(111);
        }
    }

    @Test
    void keepsASpanAgainThatHadNotEndedWhenItWasExported() throws IOException {
        String span = """
                {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"00f067aa0ba902b7","name":"charge",\
                "timestamp":1772719331000000,"duration":%d,"localEndpoint":{"serviceName":"payment"}}""";
        try (Case made = Case.create(folder.resolve("case"), "two ends")) {
            List<Path> exports = List.of(
                    Files.writeString(folder.resolve("first.json"), "[" + span.formatted(40) + "]"),
                    Files.writeString(folder.resolve("rounded.json"), "[" + span.formatted(41) + "]"),
                    Files.writeString(folder.resolve("ended.json"), "[" + span.formatted(9000) + "]"));
            Import.run(made, exports, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            assertThat(events(made)).extracting(Event::duration).containsExactlyInAnyOrder(40_000L, 9_000_000L);
        }
    }

    @Test
    void leadsFromEveryEventBackToItsBytes() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "provenance")) {
            importAll(made, "logs/java/shop/payment.log");
            for (Event event : events(made)) {
                assertThat(made.reader().text(event.location())).contains(event.message());
            }
        }
    }

    @Test
    void namesWhoWroteTheCommitThatBrokeTheShop() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "git")) {
            importAll(made, "changes/git/shop.bundle");
            assertThat(events(made).stream()
                            .map(event -> (Change) event.detail())
                            .filter(change -> String.valueOf(change.revision()).startsWith("32266d2")))
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.attribution().author()).isEqualTo(Attribution.Author.AI_AUTHORED);
                        assertThat(change.attribution().marker())
                                .contains("6-7")
                                .contains("claude-opus-4-6");
                    });
        }
    }

    @Test
    void findsTheDeadlockInBothKindsOfThreadDump() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "dumps")) {
            importAll(made, "snapshots/java/orders.jstack.txt", "snapshots/java/orders.threads.json");
            assertThat(events(made).stream()
                            .filter(event -> "thread dump".equals(event.name()) && event.severity() == Severity.ERROR)
                            .map(Event::message))
                    .hasSize(2)
                    .allMatch(text -> text.endsWith("deadlock: stock-reserver, stock-restocker"));
        }
    }
}
