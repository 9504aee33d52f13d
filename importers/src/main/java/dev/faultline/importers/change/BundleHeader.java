package dev.faultline.importers.change;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines before the pack of a git bundle: its refs, whose names somebody else chose. gitformat-bundle(5). */
final class BundleHeader {
    private static final int MOST_LINES = 1_000_000;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_NAMED = 20;

    private BundleHeader() {}

    /** Says which refs have names that git itself would refuse. */
    static void check(Path bundle, EventSink sink) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
            int bad = 0;
            line(in);
            for (int lines = 0; lines < MOST_LINES; lines++) {
                String line = line(in);
                if (line.isEmpty()) {
                    break;
                }
                int space = line.indexOf(' ');
                String name = space < 0 ? "" : line.substring(space + 1);
                boolean reference = line.charAt(0) != '-' && line.charAt(0) != '@';
                boolean valid = SafeReferences.isGood(name);
                if (reference && !valid && ++bad <= MOST_NAMED) {
                    sink.report(
                            IssueCode.BAD_REF,
                            "a reference with a name that git does not allow: "
                                    + name.substring(0, Math.min(200, name.length())),
                            -1,
                            0);
                }
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST_LINE];
        int length = 0;
        int b = in.read();
        while (b >= 0 && b != '\n' && length < bytes.length) {
            bytes[length++] = (byte) b;
            b = in.read();
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
