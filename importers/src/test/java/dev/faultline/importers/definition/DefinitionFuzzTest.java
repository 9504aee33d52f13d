package dev.faultline.importers.definition;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.faultline.importers.log.StackTraces;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions of formats and the stack traces in what they find, as texts that Jazzer makes. See CONTRIBUTING.md. */
class DefinitionFuzzTest {
    static Stream<byte[]> definitions() {
        return Stream.of(
                        "{\"name\": \"till\", \"pattern\": \"^(?P<timestamp>\\\\d+) (?P<level>\\\\w+) (?P<message>.*)$\", "
                                + "\"level\": {\"map\": {\"OOPS\": \"error\"}}, \"samples\": [{\"line\": \"1 OOPS x\"}]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> traces() {
        return Stream.of(
                        "java.io.IOException: reset\n\tat a.B.c(B.java:4) ~[b.jar:1]\n\tSuppressed: x\nCaused by: y\n\t... 3 more",
                        "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\n    x()\nValueError: no",
                        "goroutine 1 [running]:\nmain.main()\n\t/a/main.go:7 +0x1d\ncreated by x",
                        "Error: no\n    at f (/a/b.js:1:2)\n    at node:internal:3:4")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @MethodSource("definitions")
    @FuzzTest(maxDuration = "2m")
    void readsAnyDefinition(byte[] bytes) {
        DefinitionReader.Result read = DefinitionReader.read(text(bytes));
        if ((read.definition() == null) == read.problems().isEmpty()) {
            throw new AssertionError("neither a definition nor a problem");
        }
    }

    @MethodSource("traces")
    @FuzzTest(maxDuration = "2m")
    void readsAnyStackTrace(byte[] bytes) {
        StackTraces.parse(text(bytes));
    }
}
