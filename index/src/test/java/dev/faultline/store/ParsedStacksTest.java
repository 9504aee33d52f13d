package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.StackTrace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedStacksTest {
    private final List<String> parsed = new ArrayList<>();
    private final ParsedStacks stacks = new ParsedStacks();

    private StackTrace parse(String text) {
        parsed.add(text);
        return new StackTrace("Type", text, List.of(), null, text);
    }

    private byte[] write(String printed) {
        Text text = new Text();
        byte[] bytes = ("<" + printed + ">").getBytes(StandardCharsets.UTF_8);
        text.slice(bytes, 1, bytes.length - 1);
        Bytes out = new Bytes(16);
        stacks.write(out, text, this::parse);
        return out.toArray();
    }

    private static byte[] stored(String printed) {
        Bytes out = new Bytes(16);
        StackCodec.write(out, new StackTrace("Type", printed, List.of(), null, printed));
        return out.toArray();
    }

    @Test
    void parsesATraceOnceAndWritesItEachTime() {
        assertThat(write("one")).isEqualTo(stored("one"));
        assertThat(write("two")).isEqualTo(stored("two"));
        assertThat(write("one")).isEqualTo(stored("one"));
        assertThat(write("two")).isEqualTo(stored("two"));

        assertThat(parsed).containsExactly("one", "two");
    }

    @Test
    void forgetsWhereTracesHaveNoEnd() {
        String large = "x".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            assertThat(write(large + i)).isEqualTo(stored(large + i));
        }
        assertThat(write(large + 0)).isEqualTo(stored(large + 0));

        assertThat(parsed).hasSize(101);
    }
}
