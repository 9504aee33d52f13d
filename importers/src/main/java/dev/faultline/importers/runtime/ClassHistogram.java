package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of what fills a Java heap: {@code jmap -histo}, {@code jcmd PID GC.class_histogram}. An event a class. Specified by
 * the documentation of {@code jcmd}.
 *
 * <p>Traps: names have the virtual machine's form ({@code [B} is {@code byte[]}); the module stands behind them from JDK 9
 * on; {@code jcmd} writes the process before the table; the last line is the sum and no class; no time. Samples: {@code
 * snapshots/java/payment.histo.txt}, {@code payment-class-histogram.jcmd.txt}.
 */
public final class ClassHistogram implements Importer {
    private static final Pattern ROW = Pattern.compile(
            "\\s*(\\d{1,9}):\\s+(\\d{1,18})\\s+(\\d{1,18})\\s+(\\S{1,1000})(?: \\(([^)]{1,200})\\))?\\s*");
    private static final String PRIMITIVES = "BbyteCcharDdoubleFfloatIintJlongSshortZboolean";
    private static final int LONGEST = 2000;

    @Override
    public String format() {
        return "class-histogram";
    }

    @Override
    public double recognises(Head head) {
        int at = head.binary() ? -1 : head.text().indexOf("#instances         #bytes  ");
        return at < 0 ? 0 : at < 200 ? 0.97 : 0.45;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            int length = Math.min(LONGEST, line.to - line.from);
            Matcher row = ROW.matcher(new String(line.buffer, line.from, length, StandardCharsets.UTF_8));
            if (row.matches()) {
                String type = readable(row.group(4));
                EventDraft draft = sink.draft()
                        .record(line.offset, line.length, line.number)
                        .kind(Kind.PROFILE)
                        .severity(Severity.INFO)
                        .name(type)
                        .message(row.group(2) + " instances of " + type + ", " + row.group(3) + " bytes");
                draft.attribute("jvm.class.name", type)
                        .attribute("jvm.class.rank", Long.parseLong(row.group(1)))
                        .attribute("jvm.class.instances", Long.parseLong(row.group(2)))
                        .attribute("jvm.class.bytes", Long.parseLong(row.group(3)))
                        .attribute("jvm.class.module", row.group(5));
                sink.accept();
            }
        }
    }

    /** The name as the language writes it: {@code [[Ljava.lang.String;} is {@code java.lang.String[][]}. */
    public static String readable(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions > 255) {
            return name.replace('/', '.');
        }
        String element = name.substring(dimensions);
        if (element.startsWith("L")) {
            element = element.endsWith(";") ? element.substring(1, element.length() - 1) : element.substring(1);
        } else if (element.length() == 1 && PRIMITIVES.contains(element)) {
            int at = PRIMITIVES.indexOf(element) + 1;
            int end = at;
            while (end < PRIMITIVES.length() && Character.isLowerCase(PRIMITIVES.charAt(end))) {
                end++;
            }
            element = PRIMITIVES.substring(at, end);
        }
        return element.replace('/', '.') + "[]".repeat(dimensions);
    }
}
