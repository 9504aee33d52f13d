package dev.faultline.cli;

import dev.faultline.importers.ImportListener;
import dev.faultline.importers.SourceReport;
import dev.faultline.text.SafeText;
import java.io.PrintStream;
import java.util.Locale;

/** One line of progress that renews itself; only on a terminal. */
final class Progress implements ImportListener {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean terminal;
    private boolean dirty;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void progressed(String path, long bytesRead, long bytes, long events) {
        if (terminal) {
            String share = bytes > 0 ? String.format(Locale.ROOT, "%3d %%", bytesRead * 100 / bytes) : "     ";
            show(String.format(Locale.ROOT, "%s %,d events  %s", share, events, SafeText.line(path)));
        }
    }

    @Override
    public void finished(SourceReport report) {
        clear();
    }

    /** Takes the line away, so that what follows starts at the margin. */
    void clear() {
        if (dirty) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
            dirty = false;
        }
    }

    private void show(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        out.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
        out.flush();
        dirty = true;
    }
}
