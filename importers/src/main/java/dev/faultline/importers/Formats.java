package dev.faultline.importers;

import dev.faultline.importers.change.Alerts;
import dev.faultline.importers.change.FeatureFlags;
import dev.faultline.importers.change.GitAiNotes;
import dev.faultline.importers.change.GitHistory;
import dev.faultline.importers.change.GitHubEvents;
import dev.faultline.importers.change.GitLabEvents;
import dev.faultline.importers.change.GitLogText;
import dev.faultline.importers.change.KubernetesDescription;
import dev.faultline.importers.change.KubernetesEventTable;
import dev.faultline.importers.change.KubernetesEvents;
import dev.faultline.importers.change.KubernetesResources;
import dev.faultline.importers.change.OnCallAlerts;
import dev.faultline.importers.cloud.AzureLogs;
import dev.faultline.importers.cloud.CloudTrail;
import dev.faultline.importers.cloud.CloudWatchLogs;
import dev.faultline.importers.cloud.DatadogLogs;
import dev.faultline.importers.cloud.ElasticHits;
import dev.faultline.importers.cloud.GcpLogs;
import dev.faultline.importers.cloud.LokiStreams;
import dev.faultline.importers.cloud.MicrosoftAudit;
import dev.faultline.importers.cloud.SplunkResults;
import dev.faultline.importers.container.ContainerLog;
import dev.faultline.importers.definition.DefinedFormat;
import dev.faultline.importers.definition.ShippedFormats;
import dev.faultline.importers.exchange.ExportedEvents;
import dev.faultline.importers.log.CsvLog;
import dev.faultline.importers.log.JournalExport;
import dev.faultline.importers.log.JournalJson;
import dev.faultline.importers.log.JournalVerbose;
import dev.faultline.importers.log.JsonDocument;
import dev.faultline.importers.log.JsonLog;
import dev.faultline.importers.log.Logcat;
import dev.faultline.importers.log.Logfmt;
import dev.faultline.importers.log.MysqlSlowLog;
import dev.faultline.importers.log.PlainText;
import dev.faultline.importers.log.PostgresCsv;
import dev.faultline.importers.log.Syslog;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.metric.MetricTable;
import dev.faultline.importers.metric.OpenMetrics;
import dev.faultline.importers.metric.PrometheusRange;
import dev.faultline.importers.runtime.ClassHistogram;
import dev.faultline.importers.runtime.ClassicGcLog;
import dev.faultline.importers.runtime.CollapsedStacks;
import dev.faultline.importers.runtime.GcLog;
import dev.faultline.importers.runtime.GoDump;
import dev.faultline.importers.runtime.HsErr;
import dev.faultline.importers.runtime.Javacore;
import dev.faultline.importers.runtime.OpenJ9GcLog;
import dev.faultline.importers.runtime.ThreadDumpJson;
import dev.faultline.importers.runtime.ThreadDumpPlain;
import dev.faultline.importers.runtime.ThreadDumpText;
import dev.faultline.importers.snapshot.CgitbReport;
import dev.faultline.importers.snapshot.DatadogSnapshots;
import dev.faultline.importers.snapshot.FaultHandler;
import dev.faultline.importers.snapshot.GoogleSnapshots;
import dev.faultline.importers.snapshot.NodeReport;
import dev.faultline.importers.snapshot.PythonTraceback;
import dev.faultline.importers.snapshot.RichTraceback;
import dev.faultline.importers.snapshot.SentryEvents;
import dev.faultline.importers.trace.ChromeTrace;
import dev.faultline.importers.trace.DatadogTraces;
import dev.faultline.importers.trace.ElasticApm;
import dev.faultline.importers.trace.Jaeger;
import dev.faultline.importers.trace.Otlp;
import dev.faultline.importers.trace.OtlpConsole;
import dev.faultline.importers.trace.OtlpProtobuf;
import dev.faultline.importers.trace.SkyWalking;
import dev.faultline.importers.trace.XRay;
import dev.faultline.importers.trace.Zipkin;
import dev.faultline.importers.web.AccessLog;
import dev.faultline.importers.web.ApacheErrorLog;
import dev.faultline.importers.web.EnvoyLog;
import dev.faultline.importers.web.FlowLog;
import dev.faultline.importers.web.Har;
import dev.faultline.importers.web.LoadBalancerLog;
import dev.faultline.importers.web.NginxErrorLog;
import dev.faultline.importers.web.UwsgiLog;
import dev.faultline.importers.web.W3cLog;
import dev.faultline.importers.web.ZeekLog;
import dev.faultline.importers.windows.EventXml;
import dev.faultline.importers.worker.EventLog;
import dev.faultline.importers.worker.FlightRecording;
import dev.faultline.importers.worker.HeapDump;
import dev.faultline.importers.worker.PprofProfile;
import java.util.List;
import java.util.stream.Stream;

/** All formats, in the order in which they are asked: the first of equally sure ones wins. */
public final class Formats {
    private static final List<LineImporter> HAND_WRITTEN = List.of(
            new AccessLog(),
            new EnvoyLog(),
            new LoadBalancerLog(),
            new W3cLog(),
            new FlowLog(),
            new ZeekLog(),
            new NginxErrorLog(),
            new ApacheErrorLog(),
            new UwsgiLog(),
            new Logcat(),
            new Logfmt(),
            new OtlpConsole(),
            new JsonLog(),
            new Syslog(),
            new TextLog(),
            new PlainText());
    private static final List<Importer> DOCUMENTS = List.of(
            new GitHistory(),
            new ExportedEvents(),
            new DatadogSnapshots(),
            new GoogleSnapshots(),
            new SentryEvents(),
            new ThreadDumpJson(),
            new ThreadDumpPlain(),
            new ThreadDumpText(),
            new FlightRecording(),
            new HeapDump(),
            new PprofProfile(),
            new EventLog(),
            new EventXml(),
            new HsErr(),
            new Javacore(),
            new GoDump(),
            new NodeReport(),
            new ClassHistogram(),
            new CollapsedStacks(),
            new GcLog(),
            new ClassicGcLog(),
            new OpenJ9GcLog(),
            new CgitbReport(),
            new RichTraceback(),
            new PythonTraceback(),
            new FaultHandler(),
            new MetricTable(),
            new Otlp(),
            new OtlpProtobuf(),
            new DatadogTraces(),
            new XRay(),
            new ElasticApm(),
            new ChromeTrace(),
            new SkyWalking(),
            new Jaeger(),
            new Zipkin(),
            new Har(),
            new GitLogText(),
            new GitAiNotes(),
            new PrometheusRange(),
            new OpenMetrics(),
            new KubernetesEvents(),
            new KubernetesEventTable(),
            new KubernetesResources(),
            new KubernetesDescription(),
            new Alerts(),
            new OnCallAlerts(),
            new FeatureFlags(),
            new GitHubEvents(),
            new GitLabEvents(),
            new CloudTrail(),
            new GcpLogs(),
            new AzureLogs(),
            new MicrosoftAudit(),
            new ElasticHits(),
            new LokiStreams(),
            new SplunkResults(),
            new CloudWatchLogs(),
            new DatadogLogs(),
            new JournalJson(),
            new JournalExport(),
            new JournalVerbose(),
            new PostgresCsv(),
            new MysqlSlowLog(),
            new CsvLog(),
            new JsonDocument());
    private static final List<Importer> ALL = with(List.of());

    private Formats() {}

    /** All importers that are shipped. */
    public static List<Importer> all() {
        return ALL;
    }

    /** The same and these, which are asked first. */
    public static List<Importer> with(List<DefinedFormat> own) {
        List<LineImporter> lines = Stream.of(own, ShippedFormats.all(), HAND_WRITTEN)
                .<LineImporter>flatMap(List::stream)
                .toList();
        return Stream.of(DOCUMENTS, ContainerLog.all(lines), lines)
                .<Importer>flatMap(List::stream)
                .toList();
    }
}
