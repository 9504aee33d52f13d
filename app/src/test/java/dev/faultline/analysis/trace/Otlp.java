package dev.faultline.analysis.trace;

import java.util.Locale;

/** Writes small traces as OTLP JSON lines; times are milliseconds after a fixed start. */
final class Otlp {
    private static final long START = 1_772_719_200_000L;

    private final StringBuilder lines = new StringBuilder();
    private final String trace;

    Otlp(int trace) {
        this.trace = String.format(Locale.ROOT, "%032x", trace);
    }

    String trace() {
        return trace;
    }

    static String id(long span) {
        return String.format(Locale.ROOT, "%016x", span);
    }

    /** @param parent 0 for a root */
    Otlp span(long id, long parent, String service, String name, double from, double to, String more) {
        lines.append(String.format(
                Locale.ROOT,
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"%s\"}}]},"
                        + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\",%s\"name\":\"%s\","
                        + "\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"%s}]}]}]}%n",
                service,
                trace,
                id(id),
                parent == 0 ? "" : "\"parentSpanId\":\"" + id(parent) + "\",",
                name,
                START * 1_000_000 + (long) (from * 1e6),
                START * 1_000_000 + (long) (to * 1e6),
                more));
        return this;
    }

    Otlp span(long id, long parent, String service, String name, double from, double to) {
        return span(id, parent, service, name, from, to, "");
    }

    Otlp failed(long id, long parent, String service, String name, double from, double to) {
        return span(id, parent, service, name, from, to, ",\"status\":{\"code\":2}");
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
