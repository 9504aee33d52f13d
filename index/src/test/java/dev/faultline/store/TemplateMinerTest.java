package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMinerTest {
    private static final Path LOGHUB = Path.of("../../shared/samples/logs/loghub");

    private final TemplateMiner miner = new TemplateMiner();

    private MinedTemplate mine(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return Objects.requireNonNull(miner.mine(bytes, 0, bytes.length));
    }

    private int pattern(String message) {
        return mine(message).pattern;
    }

    @Test
    void keepsApartWhatOnlySharesItsNumbers() {
        assertThat(pattern("[instance: 7a] Terminating instance"))
                .isNotEqualTo(pattern("[instance: 8b] Creating image"));
    }

    @Test
    void keepsMessagesOfDifferentLengthsApartThoughTheyMeetInOneLeaf() {
        // Three tokens, the first with a digit, and four, the first empty, have the same hash.
        MinedTemplate longer = mine(" a b c");
        MinedTemplate shorter = mine("7 a b");
        assertThat(shorter.pattern).isNotEqualTo(longer.pattern);
        assertThat(shorter.tokens.length).isEqualTo(3);
    }

    @Test
    void countsFurtherBlanksToTheTokenBehindThem() {
        assertThat(pattern("connection from 10.0.0.1 at Fri Jul  1 07:57:30 2005"))
                .isEqualTo(pattern("connection from 10.0.0.2 at Fri Jul 31 07:57:30 2005"));
    }

    @Test
    void takesAnotherValueOfTheSameFieldForTheSamePattern() {
        assertThat(pattern("charged customer=c-1 tier=gold total=17"))
                .isEqualTo(pattern("charged customer=c-2 tier=silver total=18"));
    }

    @Test
    void constantsStandByteForByteInTheMessage() {
        MinedTemplate template = mine("  a   b  ");
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < template.tokens.length; i++) {
            joined.append(i == 0 ? "" : " ")
                    .append(new String(Objects.requireNonNull(template.tokens[i]), StandardCharsets.UTF_8));
        }
        assertThat(joined.toString()).isEqualTo("  a   b  ");
    }

    /** The published figures of Drain, tuned for each system, are 1, .998, .788 and .967. */
    @ParameterizedTest
    @CsvSource({"Apache, 1.0, 1.0", "HDFS, 0.99, 0.83", "OpenSSH, 0.99, 0.88", "Zookeeper, 0.98, 0.85"})
    void groupsLabelledLogsAtLeastAsWellAsDrain(String system, double accuracy, double f1) throws IOException {
        Path labelled = LOGHUB.resolve(system + "_2k.log_structured.csv");
        assumeTrue(Files.exists(labelled), "no sample " + labelled);
        TemplateAccuracy measured = TemplateAccuracy.ofMiner(system, TemplateAccuracy.read(labelled));
        assertThat(measured.accuracy()).isGreaterThanOrEqualTo(accuracy);
        assertThat(measured.f1()).isGreaterThanOrEqualTo(f1);
    }
}
