package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal siblings of a trace. */
class EqualSiblingsTest {
    private static SpanNode span(int ordinal, int parent, String name, boolean failed) {
        return new SpanNode(
                new EventId(1, ordinal),
                null,
                null,
                parent,
                parent < 0 ? 0 : 1,
                0,
                "shop",
                name,
                ordinal * 10L,
                5,
                5,
                0,
                failed,
                List.of());
    }

    private static List<SpanNode> loop(int failing) {
        List<SpanNode> spans = new ArrayList<>(List.of(span(0, -1, "GET /cart", false)));
        for (int i = 1; i <= 20; i++) {
            spans.add(span(i, 0, "SELECT", i == failing));
        }
        spans.add(span(21, 0, "COMMIT", false));
        return spans;
    }

    @Test
    void aLoopOfCallsIsOne() {
        EqualSiblings groups = EqualSiblings.of(loop(0));
        assertThat(groups.times(1)).isEqualTo(20);
        assertThat(groups.together(1)).isEqualTo(100);
        assertThat(groups.leader(20)).isEqualTo(1);
        assertThat(groups.leader(21)).isEqualTo(21);
        assertThat(groups.times(0)).isEqualTo(1);
    }

    @Test
    void aFailureIsNeverHiddenAmongThem() {
        EqualSiblings groups = EqualSiblings.of(loop(8));
        assertThat(groups.leader(8)).isEqualTo(8);
        assertThat(groups.times(8)).isEqualTo(1);
        assertThat(groups.times(1)).isEqualTo(7);
        assertThat(groups.times(9)).isEqualTo(12);
    }
}
