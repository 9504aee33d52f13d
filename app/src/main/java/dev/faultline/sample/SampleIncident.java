package dev.faultline.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An incident that this project really produced: a ticket shop of three services whose orders in one currency fail after a
 * deploy. Made by the module {@code sample}.
 */
public final class SampleIncident {
    private static final String NAME = "sample-incident.zip";

    private SampleIncident() {}

    /** Writes the archive of its evidence into a folder, which is made where it is missing, and returns the file. */
    public static Path unpack(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(NAME);
        try (InputStream in = SampleIncident.class.getResourceAsStream(NAME)) {
            Files.write(file, Objects.requireNonNull(in, NAME).readAllBytes());
        }
        return file;
    }
}
