package dev.faultline.workbench;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Lanes;
import dev.faultline.query.QueryText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the window looks at: all of it can be undone.
 *
 * @param query as typed
 * @param filters beside the query
 * @param range time looked at; {@link TimeRange#ALL} for the whole case
 * @param zero T0, from which all times can be read
 * @param lanes what the lanes below the timeline are apart by; null for no lanes
 * @param marks events that a person marked
 */
record ViewState(
        String query,
        List<Filter> filters,
        TimeRange range,
        OptionalLong zero,
        Lanes.@Nullable Field lanes,
        Set<EventId> marks) {
    static final ViewState START =
            new ViewState("", List.of(), TimeRange.ALL, OptionalLong.empty(), Lanes.Field.SERVICE, Set.of());

    ViewState {
        filters = List.copyOf(filters);
        marks = Set.copyOf(marks);
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

    /** What must hold beside the query: one value to filter out, or any of those of a field that are filtered for. */
    record Condition(List<Filter> filters) {
        Condition {
            filters = List.copyOf(filters);
        }

        String text() {
            String any = filters.stream().map(Filter::text).collect(Collectors.joining(" OR "));
            return filters.size() == 1 ? any : "(" + any + ")";
        }

        String label() {
            return filters.stream().map(Filter::label).collect(Collectors.joining(" | "));
        }
    }

    /** Values of one field that are filtered for are alternatives, as an event has one of them. */
    List<Condition> conditions() {
        Map<Object, List<Filter>> conditions = new LinkedHashMap<>();
        for (Filter filter : filters) {
            Object together = filter.exclude() ? filter : filter.field();
            conditions.computeIfAbsent(together, key -> new ArrayList<>()).add(filter);
        }
        return conditions.values().stream().map(Condition::new).toList();
    }

    /** Whether this value is filtered for. */
    boolean isChosen(String field, String value) {
        return filters.contains(new Filter(field, value, false));
    }

    /** The same with all values of a field, but those that are filtered out. */
    ViewState withAnyOf(String field) {
        return withFilters(filters.stream()
                .filter(each -> each.exclude() || !each.field().equals(field))
                .toList());
    }

    /** The query and the filters as one query. */
    String effectiveQuery() {
        List<String> parts = new ArrayList<>();
        if (!query.isBlank()) {
            parts.add("(" + query + ")");
        }
        conditions().forEach(condition -> parts.add(condition.text()));
        return String.join(" AND ", parts);
    }

    /** Whether both find the same events. */
    boolean findsTheSame(ViewState other) {
        return range.equals(other.range)
                && lanes == other.lanes
                && effectiveQuery().equals(other.effectiveQuery());
    }

    /** Whether anything keeps events out of sight. */
    boolean isNarrowed() {
        return !query.isBlank() || !filters.isEmpty() || !range.equals(TimeRange.ALL);
    }

    ViewState withQuery(String text) {
        return new ViewState(text, filters, range, zero, lanes, marks);
    }

    ViewState withFilters(List<Filter> others) {
        return new ViewState(query, others, range, zero, lanes, marks);
    }

    ViewState withRange(TimeRange other) {
        return new ViewState(query, filters, other, zero, lanes, marks);
    }

    ViewState withZero(OptionalLong other) {
        return new ViewState(query, filters, range, other, lanes, marks);
    }

    ViewState withLanes(Lanes.@Nullable Field other) {
        return new ViewState(query, filters, range, zero, other, marks);
    }

    ViewState withMarks(Set<EventId> others) {
        return new ViewState(query, filters, range, zero, lanes, others);
    }

    /** Marks the event, or takes its mark away. */
    ViewState marked(EventId id) {
        Set<EventId> changed = new LinkedHashSet<>(marks);
        if (!changed.remove(id)) {
            changed.add(id);
        }
        return withMarks(changed);
    }

    /** Adds the filter, or takes it away where it is there already. */
    ViewState toggled(Filter filter) {
        List<Filter> changed = new ArrayList<>(filters);
        changed.removeIf(
                each -> each.field().equals(filter.field()) && each.value().equals(filter.value()));
        if (!filters.contains(filter)) {
            changed.add(filter);
        }
        return withFilters(changed);
    }
}
