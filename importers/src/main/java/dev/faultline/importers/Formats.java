package dev.faultline.importers;

import dev.faultline.importers.change.GitHistory;
import dev.faultline.importers.container.ContainerLog;
import dev.faultline.importers.log.JsonLog;
import dev.faultline.importers.log.PlainText;
import dev.faultline.importers.log.Syslog;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.metric.MetricTable;
import dev.faultline.importers.metric.PrometheusMatrix;
import dev.faultline.importers.runtime.ThreadDumpJson;
import dev.faultline.importers.runtime.ThreadDumpText;
import dev.faultline.importers.snapshot.DatadogSnapshots;
import dev.faultline.importers.snapshot.SentryEvents;
import dev.faultline.importers.trace.Jaeger;
import dev.faultline.importers.trace.Otlp;
import dev.faultline.importers.trace.Zipkin;
import java.util.List;
import java.util.stream.Stream;

/** All formats, in the order in which they are asked: the first of equally sure ones wins. */
public final class Formats {
    private static final List<LineImporter> LINES =
            List.of(new JsonLog(), new Syslog(), new TextLog(), new PlainText());
    private static final List<Importer> ALL = Stream.of(
                    List.of(
                            new GitHistory(),
                            new DatadogSnapshots(),
                            new SentryEvents(),
                            new ThreadDumpJson(),
                            new ThreadDumpText(),
                            new PrometheusMatrix(),
                            new MetricTable(),
                            new Otlp(),
                            new Jaeger(),
                            new Zipkin()),
                    ContainerLog.all(LINES),
                    LINES)
            .<Importer>flatMap(List::stream)
            .toList();

    private Formats() {}

    /** All importers. */
    public static List<Importer> all() {
        return ALL;
    }
}
