package dev.faultline.playbook;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Playbooks that Jazzer makes. See CONTRIBUTING.md. */
class PlaybookFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of("""
                faultline: playbook/1
                id: 0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11
                title: Something fails
                signature:
                  indicators:
                    - {id: a, query: 'service:x', label: "y"}
                """).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyPlaybookOrSaysWhatIsWrong(byte[] bytes) {
        PlaybookFile.read(bytes == null ? new byte[0] : bytes).problems().forEach(problem -> {
            if (problem.detail().isEmpty()) {
                throw new AssertionError("a problem without words");
            }
        });
    }
}
