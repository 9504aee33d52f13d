package dev.faultline.importers.log;

import java.util.List;

/** The names that loggers give to the parts of a record, the ones that count first in front. */
final class JsonNames {
    static final List<String> TIMES = List.of(
            "@timestamp",
            "timestamp",
            "time",
            "ts",
            "eventTime",
            "time_iso8601",
            "timeUnixNano",
            "datetime",
            "asctime",
            "timeMillis",
            "__REALTIME_TIMESTAMP",
            "observedTimeUnixNano",
            "@t",
            "Timestamp",
            "timeStamp",
            "instant",
            "eventTimestamp",
            "event_time",
            "start_time",
            "requestReceivedTimestamp",
            "EdgeStartTimestamp",
            "CreationTime",
            "EventTime",
            "TimeGenerated",
            "createdDateTime",
            "query_timestamp",
            "EventTimestampMs",
            "created_at",
            "createdAt",
            "started_at",
            "published",
            "unixTime",
            "date",
            "t",
            "log_timestamp",
            "event_timestamp",
            "log_time",
            "DateTime",
            "dateTime",
            "T",
            "starttime",
            "ibm_datetime",
            "data.date",
            "event.datetime");
    static final List<String> MESSAGES = List.of(
            "message",
            "msg",
            "short_message",
            "event",
            "body.stringValue",
            "body",
            "fields.message",
            "textPayload",
            "MESSAGE",
            "@fields.msg",
            "log",
            "jsonPayload.message",
            "logEvent.message",
            "@message",
            "@m",
            "RenderedMessage",
            "Message",
            "@mt",
            "MessageTemplate",
            "output",
            "LogMessage",
            "event_message",
            "M",
            "request");
    static final List<String> LEVELS = List.of(
            "log.level",
            "level_name",
            "level",
            "severity",
            "lvl",
            "levelname",
            "loglevel",
            "severityText",
            "severity_text",
            "error_severity",
            "@fields.lvl",
            "level_value",
            "severityNumber",
            "PRIORITY",
            "@level",
            "@l",
            "Level",
            "LogLevel",
            "logging.googleapis.com/severity",
            "log_level",
            "logLevel",
            "severityLevel",
            "L",
            "priority");
    static final List<String> SERVICES = List.of(
            "service.name",
            "service",
            "serviceName",
            "resource.service.name",
            "dd.service",
            "app",
            "application",
            "app_name",
            "SYSLOG_IDENTIFIER",
            "ContainerName",
            "entity.name",
            "scriptName",
            "ScriptName");
    static final List<String> LOGGERS = List.of(
            "log.logger",
            "logger",
            "logger_name",
            "loggerName",
            "_logger",
            "target",
            "scope.name",
            "@module",
            "SourceContext",
            "Properties.SourceContext",
            "Category");
    static final List<String> THREADS =
            List.of("process.thread.name", "thread_name", "thread", "threadName", "_thread", "process.thread.id");
    static final List<String> TRACES = List.of(
            "trace_id",
            "traceId",
            "trace.id",
            "traceid",
            "otelTraceID",
            "dd.trace_id",
            "logging.googleapis.com/trace",
            "trace",
            "_trace_id",
            "@tr",
            "TraceId",
            "trace.trace_id");
    static final List<String> SPANS = List.of(
            "span_id",
            "spanId",
            "span.id",
            "spanid",
            "otelSpanID",
            "dd.span_id",
            "logging.googleapis.com/spanId",
            "_span_id",
            "@sp",
            "SpanId",
            "trace.span_id");
    static final List<String> STACKS = List.of(
            "stack_trace",
            "error.stack_trace",
            "exception.stacktrace",
            "err.stack",
            "error.stack",
            "exc_info",
            "stacktrace",
            "stackTrace",
            "_exception.stackTrace",
            "exception.stack_trace",
            "thrown.extendedStackTrace",
            "stack",
            "S");

    /** What logfmt's writers say where they say nothing else. */
    static final List<String> ERRORS = List.of("err", "error");

    /** Texts that are a stack trace where they have several lines. */
    static final List<String> PRINTED = List.of("exception", "@x", "Exception", "traceback", "full_message");

    /** What else says that something was thrown. */
    static final List<String> THROWN = List.of(
            "exception",
            "@x",
            "Exception",
            "traceback",
            "full_message",
            "thrown",
            "context.exception",
            "stack",
            "error.type",
            "exception.type",
            "err.type",
            "error.message",
            "exception.message",
            "err.message");

    /** What makes a record with a status a request. */
    static final List<String> STATUS = List.of(
            "status",
            "status_code",
            "response_code",
            "responseCode",
            "DownstreamStatus",
            "http.response.status_code",
            "EdgeResponseStatus",
            "OriginStatus",
            "proxy.statusCode",
            "responseStatusCode",
            "event.response.status",
            "Event.Response.Status");

    static final List<String> METHODS = List.of(
            "request_method",
            "RequestMethod",
            "http.request.method",
            "request.method",
            "method",
            "ClientRequestMethod",
            "requestMethod",
            "proxy.method",
            "event.request.method",
            "Event.Request.Method");
    static final List<String> PATHS = List.of(
            "request_uri",
            "RequestPath",
            "url.path",
            "request.uri",
            "path",
            "uri",
            "ClientRequestURI",
            "requestPath",
            "proxy.path",
            "event.request.url",
            "Event.Request.URL");

    private JsonNames() {}
}
