package dev.faultline.otlp;

import java.util.Optional;

/** What a collector sends, and the names that a request of it begins with. */
enum Signal {
    TRACES("/v1/traces", "resourceSpans", "resource_spans"),
    LOGS("/v1/logs", "resourceLogs", "resource_logs"),
    METRICS("/v1/metrics", "resourceMetrics", "resource_metrics");

    private final String path;
    private final String member;
    private final String oldMember;

    Signal(String path, String member, String oldMember) {
        this.path = path;
        this.member = member;
        this.oldMember = oldMember;
    }

    static Optional<Signal> of(String path) {
        for (Signal signal : values()) {
            if (signal.path.equals(path)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    boolean isMember(String name) {
        return member.equals(name) || oldMember.equals(name);
    }
}
