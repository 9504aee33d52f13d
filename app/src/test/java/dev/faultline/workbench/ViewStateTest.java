package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Lanes;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewStateTest {
    private static final ViewState STATE = new ViewState(
            "a OR \"b c\"",
            List.of(
                    new ViewState.Filter("service", "check out", false),
                    new ViewState.Filter("source", "/x/y=z.log", true)),
            new TimeRange(5, 17),
            OptionalLong.of(9),
            Lanes.Field.KIND,
            Set.of(new EventId(3, 17)));

    @Test
    void joinsTheQueryAndTheFilters() {
        assertThat(STATE.effectiveQuery())
                .isEqualTo("(a OR \"b c\") AND service:\"check out\" AND NOT source:\"/x/y=z.log\"");
    }

    @Test
    void takesValuesOfOneFieldAsAlternativesAndThoseOfOthersTogether() {
        ViewState chosen = ViewState.START
                .toggled(new ViewState.Filter("service", "a", false))
                .toggled(new ViewState.Filter("kind", "log", false))
                .toggled(new ViewState.Filter("service", "b", false))
                .toggled(new ViewState.Filter("service", "c", true));
        assertThat(chosen.effectiveQuery())
                .isEqualTo("(service:\"a\" OR service:\"b\") AND kind:\"log\" AND NOT service:\"c\"");
        assertThat(chosen.toggled(new ViewState.Filter("service", "a", false)).effectiveQuery())
                .isEqualTo("kind:\"log\" AND service:\"b\" AND NOT service:\"c\"");
    }

    @Test
    void readsBackWhatItWrote() {
        Place place = new Place(STATE, 1_234, new EventId(2, 5));
        assertThat(StateText.read(StateText.write(place))).contains(place);
    }

    @Test
    void startsAfreshWhereTheTextIsOfAnotherForm() {
        assertThat(StateText.read("{\"version\":2}")).isEmpty();
    }

    @Test
    void takesAFilterAwayThatIsThereAlready() {
        ViewState.Filter filter = new ViewState.Filter("service", "a", false);
        assertThat(ViewState.START.toggled(filter).toggled(filter)).isEqualTo(ViewState.START);
    }

    @Test
    void readsTimesFromTheZero() {
        assertThat(TimeText.distance(-2_314_000_000L)).isEqualTo("T0−00:02.314");
        assertThat(TimeText.distance(3_723_004_000_000L)).isEqualTo("T0+1:02:03.004");
    }
}
