package dev.faultline.importers;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged files of the formats that are not text: none kills or stops the program, and each ends as any other source does. A
 * build tries a few; {@code -Dfaultline.mutants=10000} as many as one likes, with {@code -Pfuzz}.
 */
class MutantsTest {
    private static final Path SHARED = Path.of("../../shared");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "jfr, samples/snapshots/java/jmc-full_gc_g1.jfr, 2",
        "hprof, badinput/open/heap-valid-tiny.hprof, 2",
        "git, samples/changes/git/shop.bundle, 20",
        "otlp-protobuf, samples/traces/otlp/shop-traces-request.pb, 100",
    })
    void endAsAnyOtherSource(String format, String seedFile, int usual) throws IOException {
        Path file = SHARED.resolve(seedFile);
        assumeThat(file).as("the shared files").exists();
        byte[] seed = Files.readAllBytes(file);
        Importer importer = Formats.all().stream()
                .filter(each -> each.format().equals(format))
                .findFirst()
                .orElseThrow();
        SplittableRandom random = new SplittableRandom(Long.getLong("faultline.fuzz.seed", 1));
        int count = Integer.getInteger("faultline.mutants", usual);
        for (int i = 0; i < count; i++) {
            byte[] mutant = Mutations.of(seed, List.of(seed), random);
            try {
                HostileReading.as(importer, mutant, Long.MAX_VALUE);
            } catch (AssertionError finding) {
                Path kept = Files.write(Files.createTempFile("faultline-finding-", "." + format), mutant);
                throw new AssertionError("mutant " + i + " of " + seedFile + "; kept in " + kept, finding);
            }
        }
        System.out.println(format + ": " + count + " mutants");
    }
}
