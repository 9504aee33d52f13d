package dev.faultline.importers;

import dev.faultline.importers.change.GitHistory;
import dev.faultline.importers.container.ContainerLog;
import dev.faultline.importers.log.JsonLog;
import dev.faultline.importers.log.PlainText;
import dev.faultline.importers.log.Syslog;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.runtime.ClassHistogram;
import dev.faultline.importers.runtime.ClassicGcLog;
import dev.faultline.importers.runtime.CollapsedStacks;
import dev.faultline.importers.runtime.GcLog;
import dev.faultline.importers.runtime.GoDump;
import dev.faultline.importers.runtime.HsErr;
import dev.faultline.importers.runtime.Javacore;
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
import dev.faultline.importers.worker.FlightRecording;
import dev.faultline.importers.worker.HeapDump;
import dev.faultline.importers.worker.PprofProfile;
import java.util.List;
import java.util.stream.Stream;

/** All formats, in the order in which they are asked: the first of equally sure ones wins. */
public final class Formats {
    private static final List<LineImporter> LINES =
            List.of(new OtlpConsole(), new JsonLog(), new Syslog(), new TextLog(), new PlainText());
    private static final List<Importer> ALL = Stream.of(
                    List.of(
                            new GitHistory(),
                            new DatadogSnapshots(),
                            new GoogleSnapshots(),
                            new SentryEvents(),
                            new ThreadDumpJson(),
                            new ThreadDumpPlain(),
                            new ThreadDumpText(),
                            new FlightRecording(),
                            new HeapDump(),
                            new PprofProfile(),
                            new HsErr(),
                            new Javacore(),
                            new GoDump(),
                            new NodeReport(),
                            new ClassHistogram(),
                            new CollapsedStacks(),
                            new GcLog(),
                            new ClassicGcLog(),
                            new CgitbReport(),
                            new RichTraceback(),
                            new PythonTraceback(),
                            new FaultHandler(),
                            new Otlp(),
                            new OtlpProtobuf(),
                            new DatadogTraces(),
                            new XRay(),
                            new ElasticApm(),
                            new ChromeTrace(),
                            new SkyWalking(),
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
