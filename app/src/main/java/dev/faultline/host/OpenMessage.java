package dev.faultline.host;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a second start says to the first: a greeting, then absolute paths. */
final class OpenMessage {
    private static final String GREETING = "faultline open 1";
    private static final int MOST_PATHS = 100_000;
    private static final int LONGEST_IN_ALL = 16 << 20;

    private OpenMessage() {}

    static void write(OutputStream out, List<Path> paths) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(GREETING);
        data.writeInt(paths.size());
        for (Path path : paths) {
            data.writeUTF(path.toAbsolutePath().toString());
        }
        data.flush();
    }

    /** Refuses what it does not know, and more than a command line can hold. */
    static List<Path> read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!GREETING.equals(data.readUTF())) {
            throw new IOException("not a start of Faultline");
        }
        int count = data.readInt();
        if (count < 0 || count > MOST_PATHS) {
            throw new IOException(count + " paths");
        }
        List<Path> paths = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < count; i++) {
            String text = data.readUTF();
            length += text.length();
            if (length > LONGEST_IN_ALL) {
                throw new IOException("paths of more than " + LONGEST_IN_ALL + " characters");
            }
            paths.add(absolute(text));
        }
        return paths;
    }

    private static Path absolute(String text) throws IOException {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException noPath) {
            throw new IOException(noPath);
        }
        throw new IOException("a path that is not absolute");
    }
}
