package dev.faultline.importers.web;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TextLogParser;
import java.util.List;
import java.util.regex.Pattern;

/** Error logs of web servers: text logs that say of each message which request it is about. */
abstract sealed class ErrorLog implements LineImporter permits NginxErrorLog, ApacheErrorLog {
    private static final int LINES = 30;
    private static final int LONGEST = 200;

    private final Pattern line;
    private final TextLogParser.Finish finish;

    ErrorLog(Pattern line, TextLogParser.Finish finish) {
        this.line = line;
        this.finish = finish;
    }

    @Override
    public final double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        List<String> lines =
                head.text().lines().filter(each -> !each.isBlank()).limit(LINES).toList();
        long fitting = lines.stream()
                .filter(each -> line.matcher(each.length() > LONGEST ? each.substring(0, LONGEST) : each)
                        .lookingAt())
                .count();
        return fitting > 0 && fitting * 2 >= lines.size() ? 0.93 : 0;
    }

    @Override
    public final LineParser parser(Head head, SourceContext context) {
        return new TextLogParser(context, finish);
    }
}
