package dev.faultline.workbench;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Lanes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place as a line of text, to be kept in the case: {@code range zero query}, then in any order {@code +field=value} and
 * {@code -field=value} for filters, {@code @FIELD} for lanes, {@code *id} for marks, {@code ^position} for the first row,
 * {@code !id} for the selected event.
 */
final class StateText {
    private StateText() {}

    static String write(Place place) {
        ViewState state = place.state();
        StringBuilder text = new StringBuilder();
        text.append(state.range().from()).append(' ').append(state.range().to()).append(' ');
        text.append(state.zero().isPresent() ? Long.toString(state.zero().getAsLong()) : "-")
                .append(' ');
        text.append(encode(state.query()));
        for (ViewState.Filter filter : state.filters()) {
            text.append(' ')
                    .append(filter.exclude() ? '-' : '+')
                    .append(encode(filter.field()))
                    .append('=')
                    .append(encode(filter.value()));
        }
        text.append(" @").append(state.lanes() == null ? "" : state.lanes().name());
        state.marks().forEach(id -> text.append(" *").append(id));
        text.append(" ^").append(place.top());
        if (place.selected() != null) {
            text.append(" !").append(place.selected());
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing where the text is of another form, as an older or newer version may have left it. */
    static Optional<Place> read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 4) {
            return Optional.empty();
        }
        try {
            TimeRange range = new TimeRange(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            OptionalLong zero = parts[2].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[2]));
            Rest rest = new Rest();
            for (int i = 4; i < parts.length; i++) {
                rest.take(parts[i]);
            }
            ViewState state = new ViewState(decode(parts[3]), rest.filters, range, zero, rest.lanes, rest.marks);
            return Optional.of(new Place(state, rest.top, rest.selected));
        } catch (IllegalArgumentException | IndexOutOfBoundsException otherForm) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The words that may stand in any order. */
    private static final class Rest {
        private final List<ViewState.Filter> filters = new ArrayList<>();
        private final Set<EventId> marks = new LinkedHashSet<>();
        private Lanes.@Nullable Field lanes = ViewState.START.lanes();
        private long top;
        private @Nullable EventId selected;

        void take(String word) {
            String value = word.substring(1);
            switch (word.charAt(0)) {
                case '+', '-' -> {
                    int equals = value.indexOf('=');
                    filters.add(new ViewState.Filter(
                            decode(value.substring(0, equals)),
                            decode(value.substring(equals + 1)),
                            word.charAt(0) == '-'));
                }
                case '@' -> lanes = value.isEmpty() ? null : Lanes.Field.valueOf(value);
                case '*' -> EventId.parse(value).ifPresent(marks::add);
                case '^' -> top = Long.parseLong(value);
                case '!' -> selected = EventId.parse(value).orElse(null);
                default -> {
                    // A later version's word; what is known still holds.
                }
            }
        }
    }
}
