package dev.faultline.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The messages of a stream, one a line. Of a line that is too long nothing is kept but that it was. */
final class MessageLines {
    /** Stands for a line that was too long; no JSON. */
    static final String TOO_LONG = "(too long)";

    private static final int LONGEST = 4 << 20;

    private final InputStream in;

    MessageLines(InputStream in) {
        this.in = in;
    }

    /** The next line; nothing at the end. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        while (b >= 0 && b != '\n') {
            if (line.size() < LONGEST) {
                line.write(b);
            } else {
                tooLong = true;
            }
            b = in.read();
        }
        return Optional.of(tooLong ? TOO_LONG : line.toString(StandardCharsets.UTF_8));
    }
}
