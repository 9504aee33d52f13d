package dev.faultline.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCheckTest {
    private static final String LOG = """
            {"timestamp":"2026-03-05T14:02:01.250Z","level":"ERROR","service":"orders","message":"order \\"A-18\\" failed after 3000 ms: 1,204 retries, balance=-5.50","host":"node-7","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
            {"timestamp":"2026-03-05T14:02:02.000Z","level":"INFO","service":"orders","message":"deployed 3f2a9c1d77e0b5a4c6d8e9f00112233445566778 as v1.4.2"}
            """;

    @TempDir
    Path folder;

    private Imported imported;

    @BeforeEach
    void importLog() throws IOException {
        imported = Imported.text(folder, "orders.jsonl", LOG);
    }

    @AfterEach
    void close() throws IOException {
        imported.close();
    }

    private ClaimCheck check(String claim, String... events) throws IOException {
        return ClaimCheck.of(imported.reader(), claim, List.of(events), () -> false);
    }

    private List<String> failed(String claim, String... events) throws IOException {
        return check(claim, events).findings().stream()
                .filter(finding -> !finding.found())
                .map(finding -> finding.part().text())
                .toList();
    }

    @Test
    void holdsWhatTheRecordSays() throws IOException {
        assertThat(failed("Order A-18 failed after 3000ms (1204 retries) on node-7.", "1.0"))
                .isEmpty();
        assertThat(failed("At 14:02:01Z, which is 2026-03-05T15:02:01.250+01:00, it failed.", "1.0"))
                .isEmpty();
        assertThat(failed("It said “order \"A-18\" failed after … retries”.", "1.0"))
                .isEmpty();
        assertThat(failed("At 14:02:01, on 2026-03-05, the balance was -5.5.", "1.0"))
                .isEmpty();
        assertThat(failed("Trace 4bf92f3577b34da6a3ce929d0e0e4736 failed (#1.0), commit 3f2a9c1 is v1.4.2 (#1.1)."))
                .isEmpty();
    }

    @Test
    void rejectsOneAlteredDigit() throws IOException {
        assertThat(failed("Order A-19 failed after 3000 ms", "1.0")).containsExactly("A-19");
        assertThat(failed("failed after 3001 ms", "1.0")).containsExactly("3001");
        assertThat(failed("failed after 300 ms", "1.0")).containsExactly("300");
        assertThat(failed("the balance was 5.5", "1.0")).containsExactly("5.5");
        assertThat(failed("at 14:02:03", "1.0")).containsExactly("14:02:03");
        assertThat(failed("\"order A-18 failed\"", "1.0")).containsExactly("order A-18 failed");
        assertThat(failed("commit 3f2a9c2", "1.1")).containsExactly("3f2a9c2");
        assertThat(failed("version v1.4", "1.0")).containsExactly("v1.4");
    }

    @Test
    void rejectsWhatStandsInAnotherRecord() throws IOException {
        assertThat(failed("failed after 3000 ms", "1.1")).containsExactly("3000");
    }

    @Test
    void rejectsEventsThatAreNotThere() throws IOException {
        assertThat(check("failed after 3000 ms", "1.0", "1.77").verdict()).isEqualTo(ClaimCheck.Verdict.REJECTED);
        assertThat(failed("failed after 3000 ms", "1.0", "orders.log")).containsExactly("orders.log");
    }

    @Test
    void doesNotApproveWhatItCannotCheck() throws IOException {
        assertThat(check("The disk was full.", "1.0").verdict()).isEqualTo(ClaimCheck.Verdict.NOTHING_TO_CHECK);
        assertThat(check("Order A-18 failed").verdict()).isEqualTo(ClaimCheck.Verdict.CITES_NOTHING);
    }
}
