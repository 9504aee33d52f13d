package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text logs whose records begin with a time: Logback, Log4j, java.util.logging, Spring Boot, Python's logging, Go's log,
 * glog and klog, zap's console, winston, nginx's errors, PostgreSQL, MariaDB, Redis and the many that look like them.
 * The lines between two times belong to the record before them: stack traces, wrapped messages, follow-ups.
 *
 * <p>Traps: local times without a zone (marked as assumed), hours that happen twice when the clocks change, comma or dot
 * before the fraction, zone abbreviations, times without a year, which glog's first line may tell; dates of
 * numbers, whose order other lines of the source may show ({@code 11/10/2026} beside {@code 28/10/2026}); messages of many lines that are no stack traces;
 * a sentence before the name of the exception, {@code failed: java.io.IOException: closed};
 * {@code Caused by}, {@code ... 14 common frames omitted}, {@code Suppressed}; an empty diagnostic context; PostgreSQL's
 * DETAIL, HINT and STATEMENT, which have a time of their own and belong to the record before. Samples: {@code
 * logs/java/shop/*.log}, {@code logs/java/kafka0-server.log}, {@code logs/text}, {@code logs/db}.
 */
public final class TextLog implements LineImporter {
    private static final int LINES = 200;
    /** A date that can only be read with its day in front; then the others are meant so too. */
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?m)^[^0-9\n]{0,20}(?:1[3-9]|2[0-9]|3[01])/[01]?[0-9]/[0-9]{4}[ ,T]");

    /** The first line of glog's files, of which the records have no year. */
    private static final Pattern CREATED =
            Pattern.compile("Log file created at: (\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d)");

    private static final long NEARLY_A_YEAR = 360 * 86_400_000_000_000L;

    @Override
    public String format() {
        return "text-log";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        LineHeader header = new LineHeader(new SourceContext(head.path(), null, ZoneOffset.UTC, Long.MAX_VALUE / 4));
        byte[] bytes = head.bytes();
        int lines = 0;
        int timed = 0;
        int firstTimed = 0;
        for (int at = 0; at < bytes.length && lines < LINES; ) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            boolean outer = end > at && bytes[at] > ' ' && bytes[at] != '}' && bytes[at] != '#';
            if (outer) {
                lines++;
                boolean found = header.findTime(bytes, at, end) >= 0;
                timed += found ? 1 : 0;
                firstTimed = found && firstTimed == 0 ? lines : firstTimed;
            }
            at = end + 1;
        }
        if (timed == 0 || bytes[0] == '{' || bytes[0] == '[' && bytes.length > 1 && bytes[1] == '{') {
            return 0;
        }
        double share = (double) timed / lines;
        return share >= 0.6 ? 0.75 : share >= 0.05 || firstTimed == 1 ? 0.5 : 0.2;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        String start = head.text();
        TextLogParser parser = new TextLogParser(
                began(start, context), LineFields.BehindTab.isIn(start) ? new LineFields.BehindTab() : null);
        return showsDaysFirst(start) ? parser.daysFirst() : parser;
    }

    /** Whether a date between slashes in this text can only have the day in front. */
    public static boolean showsDaysFirst(String text) {
        return DAY_FIRST.matcher(text).find();
    }

    /** Where glog says when it began to write, no record is older, however late the file was copied. */
    private static SourceContext began(String start, SourceContext context) {
        Matcher created = CREATED.matcher(start);
        if (!created.lookingAt()) {
            return context;
        }
        byte[] date = created.group(1).getBytes(StandardCharsets.US_ASCII);
        TimeParser time = new TimeParser(context);
        long latest = time.parse(date, 0, date.length) ? time.nanos() + NEARLY_A_YEAR : context.modified();
        return new SourceContext(
                context.path(), context.service(), context.zone(), Math.min(latest, context.modified()));
    }
}
