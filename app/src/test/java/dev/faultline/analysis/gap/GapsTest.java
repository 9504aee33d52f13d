package dev.faultline.analysis.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.analysis.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapsTest {
    private static final Path SAMPLES = Path.of("../../shared/samples");
    private static final List<String> SHOP = List.of(
            "logs/java/shop/gateway.log",
            "logs/java/shop/orders.log",
            "logs/java/shop/payment.log",
            "traces/otlp/shop-traces.otlp.jsonl",
            "snapshots/datadog/shop-0011.json",
            "snapshots/datadog/shop-0013.json",
            "snapshots/datadog/shop-0016.json",
            "changes/git/shop.bundle");

    @TempDir
    Path folder;

    private List<Gap> gaps(String name, String without) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String each : SHOP) {
            if (without.isEmpty() || !each.contains(without)) {
                files.add(SAMPLES.resolve(each));
            }
        }
        Path inside = Files.createDirectory(folder.resolve(name));
        try (Imported made = Imported.files(inside, files)) {
            return Gaps.of(made.reader(), () -> false).gaps();
        }
    }

    private static Set<String> names(List<Gap> gaps) {
        return gaps.stream()
                .filter(gap -> gap.type() != Gap.Type.UNKNOWN_ZONE)
                .map(gap -> gap.type().label() + " " + gap.subject())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "payment.log, unlogged_service payment",
        "orders.log, unlogged_service orders",
        "shop-traces, traces_without_spans traces",
        "snapshots, no_snapshot shop.Payment.averageDiscount(Payment.java:39)",
        "shop.bundle, no_changes changes"
    })
    void aSourceThatIsTakenAwayIsTheOnlyNewGap(String without, String gap) throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no samples in " + SAMPLES);
        Set<String> whole = names(gaps("whole", ""));
        Set<String> less = names(gaps("less", without));
        less.removeAll(whole);
        assertThat(less).containsExactly(gap);
    }

    @Test
    void theCaptureOfAThrowingMethodIsAProbe() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no samples in " + SAMPLES);
        assertThat(gaps("less", "snapshots"))
                .filteredOn(gap -> gap.type() == Gap.Type.NO_SNAPSHOT)
                .anySatisfy(gap -> assertThat(gap.plan().text())
                        .contains("\"typeName\": \"shop.Payment\", \"methodName\": \"averageDiscount\"")
                        .contains("\"type\": \"LOG_PROBE\""));
    }

    @Test
    void aServiceThatFallsSilentIsNamedWithItsTime() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 600; second++) {
            String time = String.format("2026-03-05T14:%02d:%02dZ", second / 60, second % 60);
            log.append(record(time, "front", "request " + second + " served"));
            if (second < 300 || second > 420) {
                log.append(record(time, "stock", "reserved item " + second));
            }
        }
        try (Imported made = Imported.text(folder, "all.json", log.toString())) {
            assertThat(Gaps.of(made.reader(), () -> false).gaps())
                    .filteredOn(gap -> gap.type() == Gap.Type.SILENT_PERIOD)
                    .singleElement()
                    .satisfies(gap ->
                            assertThat(gap.sentence()).startsWith("stock logs nothing from about 2026-03-05T14:05:0"));
        }
    }

    private static String record(String time, String service, String message) {
        return "{\"time\":\"" + time + "\",\"level\":\"info\",\"service.name\":\"" + service + "\",\"msg\":\"" + message
                + "\"}\n";
    }
}
