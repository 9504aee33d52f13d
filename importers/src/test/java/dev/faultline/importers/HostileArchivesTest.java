package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.IssueCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged archives through the intake: it ends, throws nothing, and unpacks no more than the bytes can hold. */
class HostileArchivesTest {
    private static final long MOST_NANOS = 5_000_000_000L;

    @TempDir
    Path folder;

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(out)) {
            for (int i = 0; i < 4; i++) {
                packed.putNextEntry(new ZipEntry("logs/" + i + ".log"));
                packed.write("2026-03-05 14:02:11 INFO line\n".repeat(20).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream packed = new TarArchiveOutputStream(out)) {
            packed.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String name : List.of("a.log", "very/".repeat(40) + "long.log", "b.log")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                byte[] bytes = ("of " + name).getBytes(StandardCharsets.UTF_8);
                entry.setSize(bytes.length);
                packed.putArchiveEntry(entry);
                packed.write(bytes);
                packed.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void noBytesBreakTheIntake() throws IOException {
        List<byte[]> seeds = new ArrayList<>(List.of(zip(), tar()));
        HostileSeeds.all().stream()
                .filter(seed -> Compression.of(seed).isPresent())
                .forEach(seeds::add);
        long until = System.nanoTime() + Long.getLong("faultline.fuzz.seconds", 3) * 1_000_000_000L;
        SplittableRandom random = new SplittableRandom(2);
        Path file = folder.resolve("archive");
        while (System.nanoTime() < until) {
            byte[] bytes = Mutations.of(seeds.get(random.nextInt(seeds.size())), seeds, random);
            Files.write(file, bytes);
            long started = System.nanoTime();
            Counted counted = new Counted();
            try {
                new Intake(counted, () -> false, Integer.MAX_VALUE).walk(List.of(file));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
                Path kept = Files.write(Files.createTempFile("faultline-finding-", ".archive"), bytes);
                throw new AssertionError("the intake broke; kept in " + kept, broken);
            }
            assertThat(System.nanoTime() - started).isLessThan(MOST_NANOS);
            assertThat(counted.taken + counted.refused)
                    .as("something is said of it")
                    .isPositive();
        }
    }

    /** Reads what it is given to the end. */
    private static final class Counted implements Intake.Taker {
        private int taken;
        private int refused;

        @Override
        public void take(Item item) throws IOException {
            taken++;
            try (InputStream in = Begun.of(item).lenientSource().open()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }

        @Override
        public void refuse(String path, @Nullable String container, IssueCode code, String detail) {
            refused++;
        }
    }
}
