package dev.faultline.importers.web;

import java.util.regex.Pattern;

/**
 * nginx's error log: {@code 2026/11/20 20:02:42 [error] 14801#14801: *7 message, client: …, server: …, request: "…",
 * upstream: "…", host: "…"}. Specified by nginx's documentation of {@code error_log} and by ngx_log.c.
 *
 * <p>Traps: local time without a zone; the server may be empty; messages from FastCGI may have many lines; the fields
 * behind the message are attributes and stay in the message, because that is what people search for. Sample: {@code
 * logs/web/nginx-error.log}.
 */
public final class NginxErrorLog extends ErrorLog {
    /** Reads nginx's form. */
    public NginxErrorLog() {
        super(
                Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[[a-z]{4,6}\\] \\d{1,10}#\\d{1,10}: "),
                ErrorLogFields::nginx);
    }

    @Override
    public String format() {
        return "nginx-error";
    }
}
