package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import java.util.regex.Pattern;

/**
 * Syslog as files hold it: RFC 3164 with and without priority, RFC 5424, the ISO form of rsyslog, macOS's, and what
 * {@code journalctl} prints in its short forms. The program
 * becomes the service, the host {@code host.name}, structured data attributes.
 *
 * <p>Traps: no year and no zone in the old form; the priority is optional; {@code -} stands for nothing; {@code \]} in
 * structured data; records may follow each other without a line break, or with their length before them; macOS puts the
 * level behind the program, {@code prog[1] <Error>: }; a message may be JSON, also behind {@code @cee:}. Samples: {@code
 * logs/syslog/haproxy-*.log}, {@code logs/loghub/OpenSSH_2k.log}.
 */
public final class Syslog implements LineImporter {
    private static final Pattern LINE = Pattern.compile("(?:(?:\\d{1,6} )?<\\d{1,3}>(?:1 )?)?"
            + "(?:[A-Z][a-z]{2} [ 0-9]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?"
            + "|[A-Z][a-z]{2} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})? [A-Z]{1,5}"
            + "|\\d{10}\\.\\d{6}"
            + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S{0,20})"
            + " [A-Za-z0-9._:-]{1,80} (?:[A-Za-z0-9_./()-]{1,60}(?:\\[\\d+\\])?"
            + "(?: (?:<[A-Z][a-z]+>|\\([^()]{1,80}\\)))?:(?: .*)?|\\S{1,60} \\S{1,60} \\S{1,40} [\\[-].*)");
    /** The old form's time, behind which a host without a program, or no host at all, may stand. */
    private static final Pattern OLD_TIME =
            Pattern.compile("(?:<\\d{1,3}>)?[A-Z][a-z]{2} [ 0-9]?\\d \\d\\d:\\d\\d:\\d\\d\\b.*");

    /** No host is called as a level is: {@code 2026-11-20T20:02:44Z INFO Router: …} is a program's own line. */
    private static final Pattern LEVEL =
            Pattern.compile("\\d{4}\\S+ (?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL) ");

    private static final int LINES = 20;

    @Override
    public String format() {
        return "syslog";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        long lines = 0;
        long matching = 0;
        long old = 0;
        for (String line :
                head.text().lines().filter(Syslog::isRecord).limit(LINES).toList()) {
            lines++;
            String start = line.length() > 400 ? line.substring(0, 400) : line;
            matching += LINE.matcher(start).matches() && !LEVEL.matcher(start).lookingAt() ? 1 : 0;
            old += OLD_TIME.matcher(start).matches() ? 1 : 0;
        }
        if (lines == 0 || matching * 10 < lines * 5) {
            return 0;
        }
        return matching * 10 >= lines * 8 ? 0.85 : old * 10 >= lines * 8 ? 0.8 : 0;
    }

    /** A record may go on in lines of its own, and journalctl says when the machine started between them. */
    private static boolean isRecord(String line) {
        return !line.isBlank() && line.charAt(0) > ' ' && !line.startsWith("-- ");
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new SyslogFrames(new TextLogParser(context, new SyslogMessage(context)));
    }
}
