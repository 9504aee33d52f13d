package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JaegerTest {
    private static String trace(int spans) {
        StringBuilder text = new StringBuilder("{\"data\":[{\"traceID\":\"1\",\"spans\":[");
        for (int i = 1; i <= spans; i++) {
            text.append(i > 1 ? "," : "")
                    .append("{\"traceID\":\"1\",\"spanID\":\"")
                    .append(Integer.toHexString(i))
                    .append("\",\"operationName\":\"op ü\\n\",\"references\":[{\"refType\":\"FOLLOWS_FROM\",")
                    .append("\"spanID\":\"a\"},{\"refType\":\"CHILD_OF\",\"spanID\":\"b\"}],\"startTime\":")
                    .append(1_741_046_400_000_000L + i)
                    .append(",\"duration\":7,\"tags\":[{\"key\":\"error\",\"type\":\"bool\",\"value\":true}],")
                    .append("\"processID\":\"p1\",\"warnings\":null}");
        }
        return text + "],\"processes\":{\"p1\":{\"serviceName\":\"shop\",\"tags\":[]}}}],\"total\":0}";
    }

    @Test
    void holdsATraceOfAnySizeUntilItsProcessesCome() throws IOException {
        String text = trace(20_000);
        Reading reading = Reading.of(new Jaeger(), text);
        assertThat(reading.rejected).isEmpty();
        assertThat(reading.events).hasSize(20_000).allSatisfy(event -> {
            assertThat(event.service()).isEqualTo("shop");
            assertThat(event.name()).isEqualTo("op ü\n");
            assertThat(event.parentId()).isEqualTo("000000000000000b");
            assertThat(event.duration()).isEqualTo(7_000);
            assertThat(event.location().length()).isGreaterThan(200);
        });
        Event last = reading.events.getLast();
        assertThat(last.time()).isEqualTo(1_741_046_400_020_000_000L);
        assertThat(last.spanId()).isEqualTo("0000000000004e20");
    }

    @Test
    void keepsTheSpansOfATraceThatIsCutOff() throws IOException {
        String text = trace(20_000);
        Reading reading = Reading.of(new Jaeger(), text.substring(0, text.length() - 200));
        assertThat(reading.events).hasSize(19_999);
        assertThat(reading.rejected).containsExactly(IssueCode.TRUNCATED);
    }
}
