package dev.faultline.importers.definition;

import com.google.re2j.Pattern;
import dev.faultline.importers.Head;
import dev.faultline.importers.HeadLines;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TextLog;
import java.time.ZoneOffset;

/** Reads the format that a definition describes. */
public final class DefinedFormat implements LineImporter {
    private static final int LINES = 60;

    private final Definition definition;
    private final PatternStarts starts;

    /** The definition has been tested: see {@link DefinitionCheck}. */
    public DefinedFormat(Definition definition) {
        this.definition = definition;
        this.starts = new PatternStarts(definition.patterns());
    }

    /** What it reads by. */
    public Definition definition() {
        return definition;
    }

    @Override
    public String format() {
        return definition.name();
    }

    /**
     * Where most lines match, surer than the reader of any text with times, less sure than a hand-written one. Of records
     * with many lines, the first lines count.
     */
    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        HeadLines lines = head.lines();
        DefinedMatch match = null;
        int seen = 0;
        int fitting = 0;
        boolean first = false;
        boolean signed = definition.sign() == null;
        for (int i = 0; i < lines.size() && seen < LINES; i++) {
            Line line = lines.line(i);
            boolean cutOff = line.to == line.end && !head.complete();
            boolean blank = line.to == line.from;
            if (blank || cutOff) {
                continue;
            }
            boolean fits = false;
            if (starts.mayMatch(line)) {
                match = match == null ? match(head) : match;
                fits = match.matches(line, lines.bytesAsText(i, PatternLimits.TEXT));
            }
            signed |= fits && isSign(lines.bytesAsText(i, PatternLimits.TEXT), signed);
            boolean further = definition.multiline() && !fits && line.buffer[line.from] <= ' ';
            if (further) {
                continue;
            }
            first |= fits && seen == 0;
            seen++;
            fitting += fits ? 1 : 0;
            if (seen == 20 && fitting == 0 && definition.sign() == null) {
                return 0;
            }
        }
        double share = seen == 0 ? 0 : (double) fitting / seen;
        if (definition.sign() == null) {
            return sure(share, first);
        }
        return signed && fitting > 0 ? sure(Math.max(share, 0.5), first) : 0;
    }

    private boolean isSign(String line, boolean found) {
        Pattern sign = definition.sign();
        return !found && sign != null && sign.matcher(line).find();
    }

    private DefinedMatch match(Head head) {
        return new DefinedMatch(definition, new SourceContext(head.path(), null, ZoneOffset.UTC, Long.MAX_VALUE / 4));
    }

    private double sure(double share, boolean first) {
        double ceiling = definition.patterns().stream()
                        .allMatch(pattern -> pattern.namedGroups().containsKey("timestamp"))
                ? 1
                : 0.85;
        if (share >= 0.5) {
            return (0.8 + 0.1 * share) * ceiling;
        }
        boolean enough = definition.multiline() ? first || share >= 0.1 : share >= 0.2;
        return share > 0 && enough ? (0.55 + 0.3 * share) * ceiling : 0;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new DefinedLines(definition, context, TextLog.showsDaysFirst(head.text()));
    }
}
