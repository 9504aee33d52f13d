package dev.faultline.analysis.verify;

import dev.faultline.analysis.onset.Onset;

/**
 * How a failure is recognised, as two queries: the failures, and the traffic that would have failed.
 *
 * @param failure finds each failure once
 * @param exposure finds each request that could have failed, failed ones included
 */
public record Signature(String failure, String exposure) {
    /** What a change point counted. */
    public static Signature of(Onset onset) {
        String service = onset.service().isEmpty() ? "NOT service:*" : "service:" + quoted(onset.service());
        String operation =
                "kind:span AND " + service + (onset.subject().isEmpty() ? "" : " AND name:" + quoted(onset.subject()));
        return switch (onset.measure()) {
            case FAILED_SPANS -> new Signature(operation + " AND severity:>=error", operation);
            case SLOW_SPANS -> new Signature(operation + " AND duration:>" + onset.threshold() + "ns", operation);
            case ERRORS, PATTERN -> {
                String logs = "kind:log AND " + service;
                yield new Signature(logs + " AND severity:>=error", logs);
            }
        };
    }

    /** The same failure in the traffic that this query finds. */
    public Signature within(String query) {
        return new Signature("(" + failure + ") AND (" + query + ")", "(" + exposure + ") AND (" + query + ")");
    }

    /** The same failure in all other traffic. */
    public Signature without(String query) {
        return new Signature("(" + failure + ") AND NOT (" + query + ")", "(" + exposure + ") AND NOT (" + query + ")");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
