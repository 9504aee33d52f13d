package dev.faultline.bundle;

import dev.faultline.store.ForeignCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says what is wrong with a database that somebody put into a bundle. */
final class ForeignDatabase {
    private static final long MOST = 2L << 30;

    private ForeignDatabase() {}

    static Optional<BundleProblem> problem(String name, InputStream in) throws IOException {
        Path copy = Files.createTempFile("faultline-", ".foreign");
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                byte[] buffer = new byte[1 << 16];
                long length = 0;
                for (int read = in.read(buffer); read >= 0 && length < MOST; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    length += read;
                }
            }
            return ForeignCatalogue.problem(copy).map(found -> new BundleProblem(found.code(), name, found.detail()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
