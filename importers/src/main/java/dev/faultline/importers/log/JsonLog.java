package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.HeadKeys;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Logs of one JSON object per line: logstash, ECS (Java, Python), Log4j's templates, pino, bunyan, winston, zap, zerolog,
 * slog, structlog, GELF, Google Cloud, flat OpenTelemetry records, Rust's tracing, go-kit, Serilog (compact and rendered), .NET's
 * console, Monolog, semantic_logger, hclog, MongoDB, Kubernetes' audit, nginx, Envoy and PostgreSQL as JSON.
 *
 * <p>Traps: the time is called {@code @timestamp}, {@code time}, {@code ts} or {@code timestamp} and is ISO text,
 * milliseconds (pino), float seconds (zap, GELF), an object of seconds and nanoseconds (Log4j) or of a date and a zone
 * (Monolog); the level is a word, 10 to 60, 100 to 600 (Monolog), 10000 to 40000, or syslog's 0 to 7; the
 * message is {@code message}, {@code msg}, {@code short_message} or {@code event}; names hold dots or are nested; lines
 * that are no JSON stand between: where a program dies it says so in text, which is read as such. Samples: {@code logs/json}, {@code logs/java/shop/*.json}, {@code
 * logs/java/warehouse/*.json}.
 */
public final class JsonLog implements LineImporter {
    private static final int LINES = 30;
    private static final Pattern TIME = Pattern.compile(
            "\"(?:@timestamp|[Tt]imestamp|timeStamp|time|ts|eventTime|time_iso8601|timeUnixNano|datetime|instant|@t"
                    + "|__REALTIME_TIMESTAMP)\"\\s*:|\"t\":\\s*\\{\"\\$date\"");

    /** What is written by Python's repr has other quotes. */
    private static final Pattern OBJECT = Pattern.compile("\\{\\s*[\"}]");

    @Override
    public String format() {
        return "json-log";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        List<String> lines = head.text()
                .lines()
                .filter(JsonLog::beginsSomething)
                .limit(LINES)
                .toList();
        long objects = lines.stream().filter(JsonLog::isObject).count();
        if (lines.isEmpty() || objects * 2 < lines.size()) {
            return 0;
        }
        if (lines.size() == 1
                && HeadKeys.of(head)
                        .outermostWith(JsonNames.TIMES)
                        .filter(path -> !path.isEmpty())
                        .isPresent()) {
            // One document around many records.
            return 0.3;
        }
        boolean timed = lines.stream().anyMatch(line -> TIME.matcher(line).find());
        return timed ? 0.8 : 0.4;
    }

    /** Not a further line of an object: Elasticsearch 7 writes one for each frame of a stack. */
    private static boolean beginsSomething(String line) {
        return !line.isBlank() && line.charAt(0) != '"' && line.charAt(0) != ']';
    }

    /** The last line of the head may be cut off. */
    private static boolean isObject(String line) {
        String text = line.strip();
        return OBJECT.matcher(text).lookingAt() && (text.endsWith("}") || text.endsWith("},") || text.length() > 1000);
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new JsonLogParser(context);
    }
}
