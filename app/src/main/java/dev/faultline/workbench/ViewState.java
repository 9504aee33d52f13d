package dev.faultline.workbench;

import dev.faultline.model.TimeRange;
import dev.faultline.query.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the window looks at: all of it can be undone.
 *
 * @param query as typed
 * @param filters beside the query
 * @param range time looked at; {@link TimeRange#ALL} for the whole case
 * @param zero T0, from which all times can be read
 */
record ViewState(String query, List<Filter> filters, TimeRange range, OptionalLong zero) {
    static final ViewState START = new ViewState("", List.of(), TimeRange.ALL, OptionalLong.empty());

    ViewState {
        filters = List.copyOf(filters);
    }

    /** A value to filter for, or out. */
    record Filter(String field, String value, boolean exclude) {
        String text() {
            return (exclude ? "NOT " : "") + QueryText.term(field, value);
        }

        String label() {
            return (exclude ? "⊘ " : "") + field + ": " + value;
        }
    }

    /** The query and the filters as one query. */
    String effectiveQuery() {
        List<String> parts = new ArrayList<>();
        if (!query.isBlank()) {
            parts.add("(" + query + ")");
        }
        filters.forEach(filter -> parts.add(filter.text()));
        return String.join(" AND ", parts);
    }

    ViewState withQuery(String text) {
        return new ViewState(text, filters, range, zero);
    }

    ViewState withRange(TimeRange other) {
        return new ViewState(query, filters, other, zero);
    }

    ViewState withZero(OptionalLong other) {
        return new ViewState(query, filters, range, other);
    }

    /** Adds the filter, or takes it away where it is there already. */
    ViewState toggled(Filter filter) {
        List<Filter> changed = new ArrayList<>(filters);
        changed.removeIf(
                each -> each.field().equals(filter.field()) && each.value().equals(filter.value()));
        if (!filters.contains(filter)) {
            changed.add(filter);
        }
        return new ViewState(query, changed, range, zero);
    }
}
