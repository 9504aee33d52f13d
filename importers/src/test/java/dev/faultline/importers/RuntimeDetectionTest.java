package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formats of run-times and snapshots claim the samples in their folders and none elsewhere. */
class RuntimeDetectionTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();
    private static final Set<String> OWN = Set.of(
            "python-traceback",
            "python-rich",
            "python-cgitb",
            "python-faulthandler",
            "google-snapshot",
            "sentry",
            "gc-log",
            "gc-log-classic",
            "hs-err",
            "javacore",
            "go-dump",
            "node-report",
            "class-histogram",
            "collapsed-stacks",
            "jfr",
            "hprof",
            "pprof");

    @Test
    void claimsNoSampleOfAnotherFormat() throws IOException {
        assumeThat(Files.isDirectory(SAMPLES)).as("the shared samples").isTrue();
        List<String> claimed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = SAMPLES.relativize(file).toString();
                Importer found = detect(file);
                if (found != null && OWN.contains(found.format()) && !path.startsWith("snapshots/")) {
                    claimed.add(path + " as " + found.format());
                }
            }
        }
        assertThat(claimed).isEmpty();
    }

    @Test
    void recognisesItsSamplesByTheirBeginning() throws IOException {
        assumeThat(Files.isDirectory(SAMPLES)).as("the shared samples").isTrue();
        Map<String, String> expected = Map.of(
                "snapshots/java/leak-oom.hprof", "hprof",
                "snapshots/java/orders.jfr", "jfr",
                "snapshots/java/payment.sigquit-stdout.txt", "thread-dump",
                "snapshots/datadog/shop-0013.json", "datadog-snapshot",
                "snapshots/sentry/sentry-java-chained.json", "sentry");
        for (Map.Entry<String, String> each : expected.entrySet()) {
            Importer found = detect(SAMPLES.resolve(each.getKey()));
            assertThat(found).as(each.getKey()).isNotNull();
            assertThat(found.format()).as(each.getKey()).isEqualTo(each.getValue());
        }
    }

    private static Importer detect(Path file) throws IOException {
        byte[] raw;
        try (InputStream in = Files.newInputStream(file)) {
            raw = in.readNBytes(Limits.HEAD);
        }
        Decoding decoding = Decoding.of(raw);
        Head head = new Head(file.toString(), decoding.decode(raw), raw.length < Limits.HEAD, decoding.isBinary());
        return Detector.detect(head, Formats.all()).importer();
    }
}
