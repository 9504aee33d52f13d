package dev.faultline.otlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing file of requests of one signal and encoding. It is imported as any log that grows; when it is large enough a
 * new one is begun, because recognising what has grown reads it from its beginning.
 */
final class SpoolFile {
    private static final long LARGE = 8L << 20;

    private final Path path;
    private long length;

    SpoolFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean isLarge() {
        return length >= LARGE;
    }

    void append(List<byte[]> records) throws IOException {
        List<byte[]> all = new ArrayList<>(records);
        try (var out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (byte[] each : all) {
                out.write(each);
                length += each.length;
            }
        }
    }

    /** The case keeps all of it once it was imported. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
