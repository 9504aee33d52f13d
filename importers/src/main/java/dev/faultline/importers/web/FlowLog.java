package dev.faultline.importers.web;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flow logs of Amazon's VPC and Transit Gateway as they lie in S3, where the first line names the columns, of which there
 * may be any in any order. Specified by "Flow log records" and "Transit Gateway Flow Log records".
 *
 * <p>Traps: the time is the beginning of the interval that the record sums up; a dash stands for nothing; a record that
 * was rejected, or lost packets, is a warning. No permissive real file is known: tested with lines of the documented
 * shape. Without the first line, and in the default order, the format is {@code vpc-flow}.
 */
public final class FlowLog implements LineImporter {
    /** Two of them tell a header of flow logs; every file has the times. */
    private static final Set<String> TELLING =
            Set.of("interface-id", "srcaddr", "dstaddr", "log-status", "action", "tgw-id", "pkt-srcaddr", "vpc-id");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("account-id", "cloud.account.id"),
            Map.entry("region", "cloud.region"),
            Map.entry("instance-id", "host.id"),
            Map.entry("srcaddr", "source.address"),
            Map.entry("srcport", "source.port"),
            Map.entry("dstaddr", "destination.address"),
            Map.entry("dstport", "destination.port"),
            Map.entry("protocol", "network.protocol.number"),
            Map.entry("packets", "network.packets"),
            Map.entry("bytes", "network.bytes"),
            Map.entry("interface-id", "aws.vpc.interface_id"),
            Map.entry("log-status", "aws.vpc.log_status"),
            Map.entry("version", "aws.vpc.version"),
            Map.entry("end", "aws.vpc.end"));

    private static final Pattern HEADER = Pattern.compile("[a-z][a-z0-9-]{0,60}(?: [a-z][a-z0-9-]{0,60}){2,79}");

    @Override
    public String format() {
        return "flow-log";
    }

    @Override
    public double recognises(Head head) {
        boolean word = head.bytes().length > 0 && head.bytes()[0] >= 'a' && head.bytes()[0] <= 'z';
        return word && !head.binary() && !columns(firstLine(head)).isEmpty() ? 0.97 : 0;
    }

    private static String firstLine(Head head) {
        return head.text().lines().findFirst().orElse("");
    }

    /** The names of the columns; none where the line is no header of flow logs. */
    private static List<String> columns(String line) {
        String text = line.strip();
        if (!HEADER.matcher(text).matches()) {
            return List.of();
        }
        List<String> columns = List.of(text.split(" "));
        Set<String> told = new HashSet<>(columns);
        boolean timed = told.contains("start") && told.contains("end");
        told.retainAll(TELLING);
        return timed && told.size() >= 2 ? columns : List.of();
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Parser(columns(firstLine(head)));
    }

    /** Reads records by the columns that the last header named; files that were put together have several. */
    private static final class Parser implements LineParser {
        private final Pieces pieces = new Pieces();
        private List<String> columns;

        Parser(List<String> columns) {
            this.columns = columns;
        }

        @Override
        public void line(Line line, EventSink sink) {
            if (line.to == line.from) {
                return;
            }
            if (line.buffer[line.from] >= 'a') {
                List<String> header =
                        columns(new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8));
                if (!header.isEmpty()) {
                    columns = header;
                    return;
                }
            }
            if (!pieces.split(line.buffer, line.from, line.to) || pieces.count != columns.size()) {
                String why = "the line has " + pieces.count + " columns where the first line names " + columns.size();
                sink.reject(IssueCode.BAD_RECORD, why, line.offset, line.length, line.number);
            } else {
                record(line, sink);
            }
        }

        private void record(Line line, EventSink sink) {
            EventDraft draft = LineRecord.draft(line, sink);
            int start = columns.indexOf("start");
            long seconds = pieces.number(start);
            if (seconds < 0 || seconds > Integer.MAX_VALUE * 2L) {
                sink.report(IssueCode.TIME_MISSING, "the record has no time", line.offset, line.number);
            } else {
                draft.time(seconds * 1_000_000_000L, TimeQuality.EXACT);
            }
            boolean lost = false;
            for (int i = 0; i < columns.size(); i++) {
                String name = columns.get(i);
                lost |= name.startsWith("packets-lost-") && pieces.number(i) > 0;
                if (i != start) {
                    String other = name.startsWith("tgw-") ? "aws." : "aws.vpc.";
                    draft.attribute(NAMES.getOrDefault(name, other + name.replace('-', '_')), pieces.text(i));
                }
            }
            String action = text("action");
            draft.attribute("cloud.provider", "aws")
                    .severity(lost || "REJECT".equals(action) ? 13 : 9)
                    .message(message(action, lost));
            sink.accept();
        }

        private @Nullable String text(String column) {
            int place = columns.indexOf(column);
            return place < 0 ? null : pieces.text(place);
        }

        private String message(@Nullable String action, boolean lost) {
            String from = text("srcaddr");
            String to = text("dstaddr");
            String status = text("log-status");
            if (from == null || to == null) {
                return status == null ? "" : status;
            }
            return (action == null ? "" : action + " ") + from + port("srcport") + " → " + to + port("dstport")
                    + (lost ? ", packets lost" : "");
        }

        private String port(String column) {
            String port = text(column);
            return port == null ? "" : ":" + port;
        }

        @Override
        public void end(EventSink sink) {
            // Every line was a record of its own.
        }
    }
}
