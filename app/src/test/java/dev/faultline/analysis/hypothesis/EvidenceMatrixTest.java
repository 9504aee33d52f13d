package dev.faultline.analysis.hypothesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.State;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which hypothesis the evidence contradicts least. */
class EvidenceMatrixTest {
    private static final Reference A = Reference.to(new EventId(1, 0));
    private static final Reference B = Reference.to(new EventId(1, 1));
    private static final Reference C = Reference.to(new EventId(1, 2));

    private static Hypothesis hypothesis(long id, List<String> tags, Citation... citations) {
        Entry entry = new Entry(id, "uid-" + id, 0, "explanation " + id, tags, "kim", 0, 0);
        return new Hypothesis(entry, State.OPEN, List.of(citations));
    }

    private static Citation fits(Reference reference) {
        return new Citation(true, reference, "");
    }

    private static Citation contradicts(Reference reference) {
        return new Citation(false, reference, "");
    }

    @Test
    void putsTheLeastContradictedFirstHoweverMuchSpeaksForAnother() {
        EvidenceMatrix matrix = EvidenceMatrix.of(
                List.of(hypothesis(1, List.of(), fits(A), fits(B), contradicts(C)), hypothesis(2, List.of(), fits(A))));
        assertThat(matrix.hypotheses())
                .extracting(column -> column.hypothesis().entry().id())
                .containsExactly(2L, 1L);
        assertThat(matrix.hypotheses().getFirst().sentence())
                .isEqualTo(
                        "0 of 3 pieces of evidence contradict it, 1 is consistent with it; 2 were not weighed and may"
                                + " still change its rank");
    }

    @Test
    void givesEquallyContradictedOnesTheWorstRankOfTheirs() {
        EvidenceMatrix matrix = EvidenceMatrix.of(List.of(
                hypothesis(1, List.of(), fits(A)),
                hypothesis(2, List.of(), fits(A)),
                hypothesis(3, List.of(), contradicts(A))));
        assertThat(matrix.hypotheses()).extracting(EvidenceMatrix.Column::rank).containsExactly(2, 2, 3);
    }

    @Test
    void ranksNothingThatNobodyWeighed() {
        EvidenceMatrix matrix =
                EvidenceMatrix.of(List.of(hypothesis(1, List.of()), hypothesis(2, List.of(), contradicts(A))));
        assertThat(matrix.hypotheses().getLast().rank()).isZero();
        assertThat(matrix.hypotheses().getLast().sentence()).contains("without a rank");
        assertThat(matrix.hypotheses().getFirst().rank()).isEqualTo(1);
    }

    @Test
    void namesTheEvidenceThatSeparatesAndThatWhichDecides() {
        EvidenceMatrix matrix = EvidenceMatrix.of(
                List.of(hypothesis(1, List.of(), fits(A), fits(B)), hypothesis(2, List.of(), contradicts(A), fits(B))));
        assertThat(matrix.evidence().getFirst().reference()).isEqualTo(A);
        assertThat(matrix.evidence().getFirst().decides()).isTrue();
        assertThat(matrix.evidence().getFirst().separates()).isTrue();
        assertThat(matrix.evidence().getLast().separates()).isFalse();
        assertThat(matrix.evidence().getLast().decides()).isFalse();
    }

    @Test
    void leavesVerdictsOnFixesOut() {
        EvidenceMatrix matrix = EvidenceMatrix.of(
                List.of(hypothesis(1, List.of(), fits(A)), hypothesis(2, List.of("verification"), fits(A))));
        assertThat(matrix.hypotheses()).hasSize(1);
    }
}
