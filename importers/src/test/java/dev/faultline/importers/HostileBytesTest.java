package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged seeds through detection and every importer, always the same ones, for a few seconds; for longer with
 * {@code -Dfaultline.fuzz.seconds}. {@code ParserFuzzTest} looks further, led by coverage.
 */
class HostileBytesTest {
    private static final Path SAMPLES = Path.of("../../shared/samples");
    private static final int LONGEST_SEED = 24 << 10;
    private static final int SAMPLES_OF_A_FOLDER = 400;

    /** The project's own seeds, and the samples where they are there. */
    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(HostileSeeds.all());
        if (Boolean.getBoolean("faultline.fuzz.samples") && Files.isDirectory(SAMPLES)) {
            try (Stream<Path> files = Files.walk(SAMPLES)) {
                files.filter(Files::isRegularFile)
                        .sorted()
                        .limit(SAMPLES_OF_A_FOLDER)
                        .forEach(file -> {
                            try (var in = Files.newInputStream(file)) {
                                seeds.add(in.readNBytes(LONGEST_SEED));
                            } catch (IOException unreadable) {
                                throw new UncheckedIOException(unreadable);
                            }
                        });
            }
        }
        return seeds;
    }

    @Test
    void noBytesBreakAnImporter() throws IOException {
        long until = System.nanoTime() + Long.getLong("faultline.fuzz.seconds", 5) * 1_000_000_000L;
        SplittableRandom random = new SplittableRandom(Long.getLong("faultline.fuzz.seed", 1));
        List<byte[]> seeds = seeds();
        List<Importer> importers = HostileReading.importers();
        for (byte[] seed : seeds) {
            // As what it is, whole, before anything else.
            HostileReading.both(importers.getFirst(), seed);
        }
        List<String> findings = new ArrayList<>();
        Set<String> places = new HashSet<>();
        long executions = 0;
        while (System.nanoTime() < until && findings.size() < 20) {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            byte[] bytes = Mutations.of(seed, seeds, random);
            Importer importer = importers.get(random.nextInt(importers.size()));
            executions++;
            try {
                if (random.nextInt(8) == 0) {
                    HostileReading.as(importer, bytes, random.nextInt(5));
                } else {
                    HostileReading.both(importer, bytes);
                }
            } catch (AssertionError finding) {
                if (places.add(place(finding))) {
                    findings.add(described(finding, bytes));
                }
            }
        }
        assertThat(findings).as("after %d executions", executions).isEmpty();
        System.out.println("hostile bytes: " + executions + " executions");
    }

    /** One finding of a kind is enough. */
    private static String place(AssertionError finding) {
        Throwable cause = finding.getCause() == null ? finding : finding.getCause();
        return finding.getMessage()
                + cause.getClass()
                + Stream.of(cause.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.faultline")
                                && !frame.getClassName().contains("Hostile"))
                        .findFirst();
    }

    private static String described(AssertionError finding, byte[] bytes) throws IOException {
        StringBuilder text = new StringBuilder(String.valueOf(finding.getMessage()));
        Throwable cause = finding.getCause();
        if (cause != null) {
            text.append(": ").append(cause);
            for (int i = 0; i < Math.min(6, cause.getStackTrace().length); i++) {
                text.append("\n    at ").append(cause.getStackTrace()[i]);
            }
        }
        Path kept = Files.createTempFile("faultline-finding-", ".bin");
        Files.write(kept, bytes);
        HexFormat hex = HexFormat.of();
        return text.append("\n    in ")
                .append(kept)
                .append(' ')
                .append(hex.formatHex(bytes, 0, Math.min(40, bytes.length)))
                .toString();
    }
}
