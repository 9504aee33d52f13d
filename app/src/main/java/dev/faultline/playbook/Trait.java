package dev.faultline.playbook;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Reference;
import dev.faultline.model.Snapshot;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Variable;
import dev.faultline.query.FoundRows;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryText;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Template;
import dev.faultline.store.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of an event would be the same in another incident of its kind: its exception, its template, a variable's state. */
final class Trait {
    /** Values that say something wherever they stand; any other one may be of this incident only. */
    private static final Set<String> TELLING =
            Set.of("null", "none", "nil", "undefined", "nan", "true", "false", "0", "-1");

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}_-]{1,39}");
    private static final Query THROWN = new Query.Wildcard("exception.type", "*");

    private final CaseReader reader;
    private final BooleanSupplier cancelled;

    Trait(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.cancelled = cancelled;
    }

    /** What was drawn: queries, and names of changed files. */
    record Drawn(List<String> queries, List<String> files) {
        boolean isEmpty() {
            return queries.isEmpty() && files.isEmpty();
        }
    }

    Drawn of(Reference reference) throws IOException {
        if (reference.type() == Reference.Type.PATTERN) {
            return template(Integer.parseInt(reference.target()));
        }
        EventId id = reference.event().orElse(null);
        Optional<Event> found = id == null ? Optional.empty() : reader.event(id);
        if (found.isEmpty()) {
            return new Drawn(List.of(), List.of());
        }
        Event event = found.get();
        if (reference.type() == Reference.Type.VARIABLE && event.detail() instanceof Snapshot snapshot) {
            String path = reference.target().substring(reference.target().indexOf('#') + 1);
            return new Drawn(List.of(variable(snapshot, path)), List.of());
        }
        if (event.detail() instanceof Change change) {
            return new Drawn(
                    List.of(),
                    change.files().stream()
                            .map(file -> file.path().substring(file.path().lastIndexOf('/') + 1))
                            .filter(name -> name.matches("[A-Za-z0-9_.-]{3,80}"))
                            .toList());
        }
        if (event.exception() != null && !event.exception().rootCause().type().isEmpty()) {
            String type = event.exception().rootCause().type();
            Query thrown = new Query.Term(
                    "exception.type", type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1));
            boolean snapshot = event.kind() == Kind.SNAPSHOT;
            Query query = snapshot ? new Query.And(List.of(new Query.Term("kind", "snapshot"), thrown)) : thrown;
            return new Drawn(List.of(QueryText.of(query)), List.of());
        }
        if (event.kind() == Kind.SPAN) {
            return span(event);
        }
        return event.pattern() < 0 ? new Drawn(List.of(), List.of()) : template(event.pattern());
    }

    private static Drawn span(Event event) {
        String name = event.name();
        if (name == null || name.matches(".*\\d{3,}.*")) {
            return new Drawn(List.of(), List.of());
        }
        List<Query> parts = new ArrayList<>(List.of(new Query.Term("kind", "span"), new Query.Term("name", name)));
        if (event.severityNumber() >= 17) {
            parts.add(new Query.Range("severity", "error", true, null, true));
        }
        return new Drawn(List.of(QueryText.of(new Query.And(parts))), List.of());
    }

    private String variable(Snapshot snapshot, String path) throws IOException {
        String value = value(snapshot, path.split("\\."));
        Query any = snapshots(new Query.Wildcard("var." + path, "*"));
        if (value == null || value.isEmpty()) {
            return QueryText.of(any);
        }
        Query so = snapshots(new Query.Term("var." + path, value));
        boolean telling = TELLING.contains(value.toLowerCase(java.util.Locale.ROOT)) || separates(value, so, any);
        return QueryText.of(telling ? so : any);
    }

    private static Query snapshots(Query state) {
        return new Query.And(List.of(new Query.Term("kind", "snapshot"), state));
    }

    /** A word, no id or amount, with which every hit failed while hits with other values went well. */
    private boolean separates(String value, Query so, Query any) throws IOException {
        return WORD.matcher(value).matches()
                && count(new Query.And(List.of(so, new Query.Not(THROWN)))) == 0
                && count(new Query.And(List.of(any, new Query.Not(so), new Query.Not(THROWN)))) > 0;
    }

    private long count(Query query) throws IOException {
        return Search.run(reader, query, TimeRange.ALL, cancelled).count();
    }

    private static @Nullable String value(Snapshot snapshot, String[] path) {
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            List<Variable> level = frame.variables();
            for (int i = 0; i < path.length; i++) {
                String name = path[i];
                Variable next = level.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElse(null);
                if (next == null) {
                    break;
                }
                if (i == path.length - 1) {
                    return next.value();
                }
                level = next.members();
            }
        }
        return null;
    }

    /** The longest run of words that stands in every message of the template. */
    private Drawn template(int pattern) throws IOException {
        Hits hits = Search.run(reader, new Query.Term("pattern", Integer.toString(pattern)), TimeRange.ALL, cancelled);
        List<Template> templates = new ArrayList<>();
        FoundRows.each(hits, cancelled, (block, row) -> {
            templates.add(block.templates().get(block.template(row)));
            return false;
        });
        List<String> best = List.of();
        for (Template template : templates) {
            List<String> run = new ArrayList<>();
            List<String> tokens = new ArrayList<>(template.tokens());
            tokens.add(null);
            for (String token : tokens) {
                boolean constant = token != null && Words.of(token).stream().noneMatch(Words::hasDigit);
                if (constant) {
                    run.add(token);
                } else {
                    best = Words.of(String.join(" ", run)).size()
                                    > Words.of(String.join(" ", best)).size()
                            ? List.copyOf(run)
                            : best;
                    run.clear();
                }
            }
        }
        String phrase = String.join(" ", best);
        return Words.of(phrase).size() < 2
                ? new Drawn(List.of(), List.of())
                : new Drawn(List.of(QueryText.of(new Query.Term(null, phrase))), List.of());
    }
}
