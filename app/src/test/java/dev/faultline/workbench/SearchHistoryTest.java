package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.TimeRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree of searches. */
class SearchHistoryTest {
    private final SearchHistory history = new SearchHistory();
    private final ViewState errors = ViewState.START.withQuery("severity:error");
    private final ViewState payment = errors.withFilters(List.of(new ViewState.Filter("service", "payment", false)));
    private final ViewState orders = errors.withFilters(List.of(new ViewState.Filter("service", "orders", false)));

    private String shape() {
        StringBuilder shape = new StringBuilder();
        history.steps().forEach(step -> shape.append(step.parent())
                .append('→')
                .append(step.id())
                .append(' '));
        return shape.toString().strip();
    }

    @Test
    void goingBackAndRefiningOtherwiseMakesABranch() {
        history.looked(ViewState.START);
        history.looked(errors);
        history.looked(payment);
        history.looked(errors);
        history.looked(orders);
        assertThat(shape()).isEqualTo("-1→1 1→2 2→3 2→4");
        assertThat(history.current()).isEqualTo(4);
    }

    @Test
    void theSameStepAgainIsNotASecondOne() {
        history.looked(errors);
        history.looked(payment);
        history.looked(errors);
        history.looked(payment);
        assertThat(shape()).isEqualTo("-1→1 1→2");
        assertThat(history.current()).isEqualTo(2);
    }

    @Test
    void aZoomIsOneStepHoweverManyTurnsOfTheWheelItTook() {
        history.looked(errors);
        history.looked(errors.withRange(new TimeRange(0, 800)));
        history.looked(errors.withRange(new TimeRange(0, 640)));
        history.looked(errors.withRange(new TimeRange(0, 512)));
        assertThat(shape()).isEqualTo("-1→1 1→2");
        assertThat(history.step(2).orElseThrow().state().range()).isEqualTo(new TimeRange(0, 512));
    }

    @Test
    void isTheSameAfterItWasKept() {
        history.looked(ViewState.START);
        history.looked(errors);
        history.found(errors, 60);
        history.looked(payment);
        SearchHistory again = new SearchHistory();
        again.read(history.write());
        assertThat(again.steps()).isEqualTo(history.steps());
        assertThat(again.current()).isEqualTo(history.current());
        again.read("no history\nof this form\n");
        assertThat(again.steps()).isEmpty();
    }

    @Test
    void staysWithinItsBounds() {
        for (int i = 0; i < 2_000; i++) {
            history.looked(ViewState.START);
            history.looked(ViewState.START.withQuery("order " + i));
        }
        assertThat(history.steps()).hasSizeLessThanOrEqualTo(400);
        assertThat(history.step(history.current())).isPresent();
    }

    @Test
    void keptSearchesAreReadBack() {
        List<SavedSearch> kept = List.of(new SavedSearch("first 100 %", payment), new SavedSearch("b", errors));
        assertThat(SavedSearch.read(SavedSearch.write(kept))).isEqualTo(kept);
    }
}
