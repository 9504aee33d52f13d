package dev.faultline.importers.web;

import java.util.regex.Pattern;

/**
 * Apache's error log: {@code [Sun Dec 04 04:47:44 2005] [error] message}, since 2.4 {@code [time] [module:level] [pid 1:tid
 * 2] [client address:port] message}. Specified by Apache's documentation of {@code ErrorLogFormat}.
 *
 * <p>Traps: local time without a zone, since 2.4 with microseconds before the year; the client is not always there; the
 * levels {@code trace1} to {@code trace8}. Sample: {@code logs/loghub/Apache_2k.log}.
 */
public final class ApacheErrorLog extends ErrorLog {
    /** Reads Apache's form. */
    public ApacheErrorLog() {
        super(
                Pattern.compile(
                        "\\[[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})? \\d{4}\\] \\["
                                + "(?:[a-z_0-9]{1,40}:)?"
                                + "(?:emerg|alert|crit|error|warn|notice|info|debug|trace\\d)\\] "),
                ErrorLogFields::apache);
    }

    @Override
    public String format() {
        return "apache-error";
    }
}
