package dev.faultline.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.compare.Wilson;
import dev.faultline.model.Attribution.Author;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures over cases. */
class StatisticsTest {
    private static final Map<String, Exposed> HISTORY = Map.of(
            "a", new Exposed(Author.AI_AUTHORED, 100),
            "b", new Exposed(Author.AI_AUTHORED, 50),
            "c", new Exposed(Author.UNKNOWN, 850));

    private static CaseFigures figures(@Nullable Author traced, OptionalLong redeploys) {
        return new CaseFigures(
                "case",
                traced,
                false,
                HISTORY,
                OptionalLong.of(10),
                OptionalLong.empty(),
                OptionalLong.of(30),
                redeploys);
    }

    private static Statistics.OfKind of(Statistics statistics, Author author) {
        return statistics.kinds().stream()
                .filter(kind -> kind.author() == author)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsACommitThatSeveralCasesHoldOnce() {
        Statistics statistics = Statistics.of(List.of(
                figures(Author.AI_AUTHORED, OptionalLong.of(2)),
                figures(Author.UNKNOWN, OptionalLong.of(1)),
                figures(null, OptionalLong.empty())));
        Statistics.OfKind authored = of(statistics, Author.AI_AUTHORED);
        assertThat(authored.share()).isEqualTo(new Wilson(1, 2));
        assertThat(authored.failureRate()).isEqualTo(new Wilson(1, 2));
        assertThat(authored.lines()).isEqualTo(150);
        assertThat(authored.allLines()).isEqualTo(1_000);
        assertThat(of(statistics, Author.HUMAN).commits()).isZero();
        assertThat(statistics.untraced()).isEqualTo(1);
    }

    @Test
    void dividesRedeploysByTheFixesThatWereVerifiedOnly() {
        Statistics statistics =
                Statistics.of(List.of(figures(null, OptionalLong.of(3)), figures(null, OptionalLong.empty())));
        assertThat(statistics.redeploys()).isEqualTo(3);
        assertThat(statistics.fixes()).isEqualTo(1);
        assertThat(statistics.toMitigate().cases()).isZero();
        assertThat(statistics.toVerifiedFix().cases()).isEqualTo(2);
    }

    @Test
    void givesWilsonsIntervalAndNoneWithoutADenominator() {
        // Newcombe (1998), table I: 15 of 148, 0 of 20.
        assertThat(new Wilson(15, 148).from()).isCloseTo(0.0624, Offset.offset(1e-4));
        assertThat(new Wilson(15, 148).to()).isCloseTo(0.1605, Offset.offset(1e-4));
        assertThat(new Wilson(0, 20).to()).isCloseTo(0.1611, Offset.offset(1e-4));
        assertThat(new Wilson(0, 0).from()).isZero();
        assertThat(new Wilson(0, 0).to()).isEqualTo(1);
    }
}
