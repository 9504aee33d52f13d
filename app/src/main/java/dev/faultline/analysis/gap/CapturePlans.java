package dev.faultline.analysis.gap;

import dev.faultline.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The captures that close gaps, for the stack at hand. */
final class CapturePlans {
    private CapturePlans() {}

    /** Ships a service's log file to the collector. */
    static CapturePlan logs(String service) {
        String name = fileName(service);
        return new CapturePlan(
                "read the log file of " + service + " with an OpenTelemetry Collector",
                "otelcol-" + name + ".yaml",
                """
                receivers:
                  filelog/%1$s:
                    include: [/var/log/%1$s/*.log]
                    start_at: beginning
                    resource:
                      service.name: "%2$s"
                exporters:
                  file/%1$s:
                    path: ./%1$s-logs.otlp.jsonl
                service:
                  pipelines:
                    logs/%1$s:
                      receivers: [filelog/%1$s]
                      exporters: [file/%1$s]
                """.formatted(name, quoted(service)));
    }

    /** Keeps the traces of a service. */
    static CapturePlan traces(String service, Language language) {
        String attach =
                switch (language) {
                    case JAVA -> "JAVA_TOOL_OPTIONS=\"-javaagent:opentelemetry-javaagent.jar\"";
                    case PYTHON -> "# start with: opentelemetry-instrument python app.py";
                    case JAVASCRIPT -> "NODE_OPTIONS=\"--require @opentelemetry/auto-instrumentations-node/register\"";
                    case GO, OTHER -> "# link the OpenTelemetry SDK of your language";
                };
        return new CapturePlan(
                "trace " + service + ", without sampling while the incident lasts",
                fileName(service) + "-tracing.env",
                """
                OTEL_SERVICE_NAME="%s"
                OTEL_TRACES_EXPORTER=otlp
                OTEL_TRACES_SAMPLER=parentbased_always_on
                OTEL_PROPAGATORS=tracecontext,baggage
                OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
                %s
                """.formatted(quoted(service), attach));
    }

    /** Receives everything and keeps it in files that Faultline imports. */
    static CapturePlan allTraces() {
        return new CapturePlan(
                "keep every trace in a file with an OpenTelemetry Collector", "otelcol-traces.yaml", """
                receivers:
                  otlp:
                    protocols:
                      http: {endpoint: localhost:4318}
                      grpc: {endpoint: localhost:4317}
                exporters:
                  file/traces:
                    path: ./traces.otlp.jsonl
                service:
                  pipelines:
                    traces:
                      receivers: [otlp]
                      exporters: [file/traces]
                """);
    }

    /** Puts the trace id in every line. */
    static CapturePlan traceIds(String service, Language language) {
        String text =
                switch (language) {
                    case JAVA -> """
                        <!-- logback.xml; the OpenTelemetry agent fills the MDC -->
                        <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} [%thread] %-5level %logger [trace_id=%X{trace_id} span_id=%X{span_id}] - %msg%n</pattern>
                        """;
                    case PYTHON -> "OTEL_PYTHON_LOG_CORRELATION=true\n";
                    case JAVASCRIPT -> """
                        // pino, with @opentelemetry/instrumentation-pino: trace_id and span_id are added by themselves
                        registerInstrumentations({ instrumentations: [new PinoInstrumentation()] });
                        """;
                    case GO, OTHER -> """
                        # write these two fields with every record, from the current span's context
                        trace_id=<32 hex digits> span_id=<16 hex digits>
                        """;
                };
        return new CapturePlan("write the trace id with every log record of " + service, "logging", text);
    }

    /** A probe for dd-java-agent's {@code probe.file}, or what comes nearest elsewhere. */
    static CapturePlan snapshot(Frame frame, Language language) {
        return language == Language.JAVA ? javaProbe(frame, 3, 100) : otherProbe(frame, language);
    }

    /** The same with deeper limits. */
    static CapturePlan deeper(@Nullable Frame frame) {
        Frame place = frame == null ? new Frame("com.example.Type.method", null, 0, null, true) : frame;
        return javaProbe(place, 6, 1_000);
    }

    private static CapturePlan javaProbe(Frame frame, int depth, int collection) {
        String function = frame.function();
        int dot = function.lastIndexOf('.');
        String type = dot < 0 ? function : function.substring(0, dot);
        String method = dot < 0 ? "" : function.substring(dot + 1);
        // A lambda's own name changes with every build; a line does not.
        boolean byLine = method.contains("$") && frame.file() != null && frame.line() > 0;
        String where = byLine
                ? "\"sourceFile\": \"" + quoted(String.valueOf(frame.file())) + "\", \"lines\": [\"" + frame.line()
                        + "\"]"
                : "\"typeName\": \"" + quoted(type) + "\", \"methodName\": \"" + quoted(method) + "\"";
        String id = UUID.nameUUIDFromBytes((function + depth).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new CapturePlan(
                "capture the variables of " + function + " (start with -Ddd.dynamic.instrumentation.enabled=true"
                        + " -Ddd.dynamic.instrumentation.probe.file=probes.json)",
                "probes.json",
                """
                [
                  {
                    "id": "%s",
                    "version": 0,
                    "language": "java",
                    "type": "LOG_PROBE",
                    "where": { %s },
                    "evaluateAt": "EXIT",
                    "template": "%s",
                    "segments": [{ "str": "%s" }],
                    "captureSnapshot": true,
                    "capture": { "maxReferenceDepth": %d, "maxCollectionSize": %d, "maxLength": 1024, "maxFieldCount": 100 },
                    "sampling": { "snapshotsPerSecond": 1 }
                  }
                ]
                """.formatted(id, where, quoted(function), quoted(function), depth, collection));
    }

    private static CapturePlan otherProbe(Frame frame, Language language) {
        String text =
                switch (language) {
                    case PYTHON -> """
                        # Sentry keeps the locals of every frame
                        sentry_sdk.init(dsn="...", include_local_variables=True, max_value_length=4096)
                        """;
                    case JAVASCRIPT -> """
                        // Sentry for Node keeps the locals of every frame
                        Sentry.init({ dsn: "...", includeLocalVariables: true });
                        """;
                    case GO, OTHER, JAVA -> """
                        # write the arguments where it fails
                        log.error("%s failed", arguments…)
                        """.formatted(quoted(frame.function()));
                };
        return new CapturePlan("capture the variables of " + frame.function(), "capture", text);
    }

    static CapturePlan heartbeat(String service) {
        return new CapturePlan(
                "tell silence from a lost log: let " + service + " write a heartbeat, and keep its rotated files",
                "heartbeat",
                """
                # once a minute from every instance of %s
                level=info msg="heartbeat" uptime_s=<seconds> queue=<length> pool_active=<n> pool_idle=<n>
                # and check: log rotation (maxHistory, totalSizeCap), the shipper's back pressure, the container's restarts
                """.formatted(quoted(service)));
    }

    static CapturePlan clock(String service) {
        return new CapturePlan(
                "measure the clock of " + service + "'s host, and import with the offset", "clock.sh", """
                chronyc tracking || timedatectl timesync-status
                # then, with the offset that it says:
                faultline import --case CASE --clock-offset=<±seconds>s FILE
                """);
    }

    static CapturePlan zone(String path) {
        return new CapturePlan("say the zone of the file, and write it from now on", "zone.sh", """
                faultline import --case CASE --zone Europe/Berlin %s
                # logback: %%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}    log4j2: %%d{ISO8601_OFFSET_DATE_TIME_HHCMM}
                """.formatted(
                        "'" + path.replace("'", "'\\''") + "'"));
    }

    static CapturePlan records(String path) {
        return new CapturePlan(
                "copy the file again, whole, and see why records were not taken", "records.sh", """
                faultline sources --case CASE --json
                # then export or copy again: %s
                """.formatted(path));
    }

    static CapturePlan changes() {
        return new CapturePlan(
                "import the history of the repository, as a bundle where the repository is elsewhere",
                "changes.sh",
                """
                git bundle create service.bundle --all
                faultline import --case CASE service.bundle
                """);
    }

    private static String fileName(String service) {
        String name = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        return name.isEmpty() ? "service" : name;
    }

    /** Safe inside double quotes of JSON, YAML and a shell's assignment. */
    private static String quoted(String text) {
        return text.replaceAll("[\\\\\"`$\\p{Cntrl}]", "_");
    }
}
