package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import java.time.ZoneOffset;

/** A text format with one record a line, recognised by the share of the first lines that fit. */
public abstract class OneLineFormat implements LineImporter {
    private static final long LATE = Long.MAX_VALUE / 4;

    private final String format;
    private final double most;
    private final double some;
    private final double certainty;
    private final double doubt;

    /**
     * @param most the share of fitting lines from which the file is this format's, with that certainty
     * @param some the share from which it may be, with doubt
     */
    protected OneLineFormat(String format, double most, double certainty, double some, double doubt) {
        this.format = format;
        this.most = most;
        this.certainty = certainty;
        this.some = some;
        this.doubt = doubt;
    }

    /** A format that is recognised surely or not at all. */
    protected OneLineFormat(String format, double most, double certainty) {
        this(format, most, certainty, most, certainty);
    }

    /** Reads one line after the other of one source. */
    protected abstract OneLineRecords.Reader reader(SourceContext context);

    @Override
    public final String format() {
        return format;
    }

    @Override
    public final double recognises(Head head) {
        // An object a line is another format's, however much of it fits.
        if (head.binary() || head.bytes().length == 0 || head.bytes()[0] == '{') {
            return 0;
        }
        SourceContext context = new SourceContext(head.path(), null, ZoneOffset.UTC, LATE);
        double share = OneLineRecords.share(head, reader(context));
        return share >= most ? certainty : share >= some ? doubt : 0;
    }

    @Override
    public final LineParser parser(Head head, SourceContext context) {
        return new OneLineRecords(reader(context), context);
    }
}
