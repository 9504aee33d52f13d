package dev.faultline.query;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that Jazzer makes. See CONTRIBUTING.md. */
class QueryFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "service:cart AND (level:error OR \"no stock\"~2) AND NOT duration:>250ms",
                        "/a[bc]{1,5}/ timeo*t? msg:[a TO z} trace_id:4bf9* time:[now-1h TO now]")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsOrRefusesAnyQuery(byte[] bytes) {
        try {
            QueryParser.parse(bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        } catch (QuerySyntaxException refused) {
            // In words, as it should.
        }
    }
}
