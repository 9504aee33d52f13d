package dev.faultline.importers.definition;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;

/** Reads the format that a definition describes. */
public final class DefinedFormat implements LineImporter {
    private static final int LINES = 60;

    private final Definition definition;

    /** The definition has been tested: see {@link DefinitionCheck}. */
    public DefinedFormat(Definition definition) {
        this.definition = definition;
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
        SourceContext context = new SourceContext(head.path(), null, ZoneOffset.UTC, Long.MAX_VALUE / 4);
        DefinedMatch match = new DefinedMatch(definition, context);
        int seen = 0;
        int fitting = 0;
        boolean first = false;
        try {
            Lines lines = new Lines(new ByteArrayInputStream(head.bytes()), position -> position);
            while (seen < LINES && lines.next()) {
                Line line = lines.line();
                boolean cutOff = line.to == line.end && !head.complete();
                boolean blank = line.to == line.from;
                if (blank || cutOff) {
                    continue;
                }
                boolean fits = match.matches(line);
                boolean further = definition.multiline() && !fits && line.buffer[line.from] <= ' ';
                if (further) {
                    continue;
                }
                first |= fits && seen == 0;
                seen++;
                fitting += fits ? 1 : 0;
                if (seen == 20 && fitting == 0) {
                    return 0;
                }
            }
        } catch (IOException impossible) {
            return 0;
        }
        return sure(seen == 0 ? 0 : (double) fitting / seen, first);
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
        return new DefinedLines(definition, context);
    }
}
