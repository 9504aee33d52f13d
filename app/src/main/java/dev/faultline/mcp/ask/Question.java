package dev.faultline.mcp.ask;

import dev.faultline.model.EventId;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.playbook.Library;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryLimitException;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.query.TimeExpression;
import dev.faultline.store.Board;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A call of a tool.
 *
 * @param reader the case after its last commit
 * @param arguments what it was called with
 * @param cancelled true when it has taken too long
 * @param surroundings what there is besides the evidence
 */
public record Question(CaseReader reader, Arguments arguments, BooleanSupplier cancelled, Surroundings surroundings) {
    /** Rows of one answer, whatever is asked for. */
    public static final int MOST_ROWS = 200;

    /** The investigation's own record and the playbooks. */
    public interface Surroundings {
        /** The board as it stands now, to be read. */
        Board board() throws IOException;

        /** Puts a note of an assistant on the board, marked as such, with the events it is about. */
        void note(String text, List<EventId> events) throws IOException;

        /** The playbooks of the program and the team. */
        Library library() throws IOException;
    }

    /** The playbooks of the program and the team. */
    public Library library() throws IOException {
        return surroundings.library();
    }

    /** The events that the arguments {@code query}, {@code from} and {@code to} select. */
    public Hits hits() throws IOException, ToolException {
        return hits(arguments.text("query").orElse(""));
    }

    /** The events of a query in the window of the arguments. */
    public Hits hits(String query) throws IOException, ToolException {
        return hits(query, window());
    }

    /** The events of a query in a window. */
    public Hits hits(String query, TimeRange window) throws IOException, ToolException {
        try {
            return Search.run(reader, QueryParser.parse(query), window, cancelled);
        } catch (QuerySyntaxException wrong) {
            throw new ToolException("the query is wrong at column " + wrong.column() + ": " + wrong.getMessage());
        } catch (QueryLimitException tooMuch) {
            throw new ToolException(String.valueOf(tooMuch.getMessage()));
        }
    }

    /** From {@code from} to {@code to}. */
    public TimeRange window() throws ToolException {
        TimeRange all = extent();
        long from = time("from", TimeRange.ALL.from(), all);
        long to = time("to", TimeRange.ALL.to(), all);
        if (to < from) {
            throw new ToolException("\"to\" lies before \"from\"");
        }
        return new TimeRange(from, to);
    }

    /** From the first to the last event of the case. */
    public TimeRange extent() {
        return reader.range().orElse(new TimeRange(0, 1));
    }

    private long time(String name, long fallback, TimeRange all) throws ToolException {
        return moment(name, all).orElse(fallback);
    }

    /** The time that an argument says, if it is given. */
    public Optional<Long> moment(String name) throws ToolException {
        return moment(name, extent());
    }

    private Optional<Long> moment(String name, TimeRange all) throws ToolException {
        String text = arguments.text(name).orElse(null);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TimeExpression.parse(text, all));
        } catch (IllegalArgumentException wrong) {
            throw new ToolException("\"" + name + "\": " + wrong.getMessage());
        }
    }

    /** How many rows are wanted. */
    public int limit(int fallback) throws ToolException {
        return (int) arguments.number("limit", fallback, 0, MOST_ROWS);
    }

    /** How many rows come before the first one that is wanted. */
    public long offset() throws ToolException {
        return arguments.number("offset", 0, 0, Long.MAX_VALUE / 2);
    }

    /** The rows of a list from {@code offset} on, at most {@code limit} of them or as many as are usual. */
    public <T> Answer page(String name, List<T> all, int usual, Function<T, Map<String, Object>> row)
            throws ToolException {
        int from = (int) Math.min(offset(), all.size());
        int to = Math.min(from + limit(usual), all.size());
        return Answer.rows(name, all.subList(from, to).stream().map(row).toList(), all.size(), from);
    }

    /** The event id that an argument holds, with or without a # before it. */
    public EventId event(String text) throws ToolException {
        String id = text.strip();
        return EventId.parse(id.startsWith("#") ? id.substring(1) : id)
                .orElseThrow(() -> new ToolException("an event id looks like 3.17: source, dot, number"));
    }

    /** The source of this number. */
    public Source source(long id) throws ToolException {
        return reader.sources().stream()
                .filter(source -> source.id() == id)
                .findFirst()
                .orElseThrow(() -> new ToolException("the case has no source " + id + "; list_sources names them"));
    }

    /** All sources by their number. */
    public Map<Integer, Source> sources() {
        Map<Integer, Source> sources = new HashMap<>();
        reader.sources().forEach(source -> sources.put(source.id(), source));
        return sources;
    }
}
