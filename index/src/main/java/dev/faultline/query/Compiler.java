package dev.faultline.query;

import dev.faultline.model.Change;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.NumberToken;
import dev.faultline.store.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a query into clauses that can be asked of the blocks of one case. */
final class Compiler {
    private final CaseReader reader;

    Compiler(CaseReader reader) {
        this.reader = reader;
    }

    Clause compile(Query query) throws IOException {
        return switch (query) {
            case Query.All all -> new LogicClauses.All();
            case Query.And and -> LogicClauses.and(all(and.clauses()));
            case Query.Or or -> new LogicClauses.Or(all(or.clauses()));
            case Query.Not not -> new LogicClauses.Not(compile(not.clause()));
            case Query.Term term -> leaf(term.field(), term);
            case Query.Wildcard wildcard -> leaf(wildcard.field(), wildcard);
            case Query.Fuzzy fuzzy -> leaf(fuzzy.field(), fuzzy);
            case Query.Regex regex -> leaf(regex.field(), regex);
            case Query.Range range -> leaf(range.field(), range);
        };
    }

    private List<Clause> all(List<Query> queries) throws IOException {
        List<Clause> clauses = new ArrayList<>(queries.size());
        for (Query query : queries) {
            clauses.add(compile(query));
        }
        return clauses;
    }

    private Clause leaf(@Nullable String name, Query query) throws IOException {
        if (name == null) {
            return new TextClause(reader, textTest(query), true, true, StackPart.WHOLE);
        }
        if (name.startsWith(FieldNames.ATTRIBUTES)) {
            return new RichClauses.Attribute(name.substring(FieldNames.ATTRIBUTES.length()), ValueTest.of(query));
        }
        if (name.startsWith(FieldNames.VARIABLES)) {
            return RichClauses.CapturedVariable.of(name.substring(FieldNames.VARIABLES.length()), ValueTest.of(query));
        }
        return field(Field.of(name).orElseThrow(() -> new IllegalArgumentException("no field " + name)), query);
    }

    private Clause field(Field field, Query query) throws IOException {
        return switch (field) {
            case TIME -> times(query, false);
            case END -> times(query, true);
            case DURATION -> new ColumnClauses.Numbers(Block::duration, numbers(query, FieldValues::duration, true));
            case KIND -> kinds(ValueTest.of(query));
            case SEVERITY -> severities(query);
            case SERVICE -> new ColumnClauses.Dictionary(Column.SERVICE, ValueTest.of(query));
            case THREAD -> new ColumnClauses.Dictionary(Column.THREAD, ValueTest.of(query));
            case LOGGER -> new ColumnClauses.Dictionary(Column.LOGGER, ValueTest.of(query));
            case NAME ->
                isPresence(query)
                        ? new ColumnClauses.Dictionary(Column.NAME, value -> true)
                        : new TextClause(reader, textTest(query), false, true, StackPart.NONE);
            case MESSAGE ->
                isPresence(query)
                        ? new ColumnClauses.Numbers((block, row) -> block.message(row).length, length -> length > 0)
                        : new TextClause(reader, textTest(query), true, false, StackPart.NONE);
            case EXCEPTION ->
                isPresence(query)
                        ? new ColumnClauses.Numbers(Block::stack, stack -> stack >= 0)
                        : new TextClause(reader, textTest(query), false, false, StackPart.WHOLE);
            case EXCEPTION_TYPE -> StackClause.ofTypes(ValueTest.of(query));
            case EXCEPTION_MESSAGE -> StackClause.ofMessages(isPresence(query) ? null : textTest(query));
            case EXCEPTION_FRAMES -> new TextClause(reader, textTest(query), false, false, StackPart.FRAMES);
            case TRACE_ID -> traceIds(query);
            case SPAN_ID -> ids(query, Block::spanId);
            case PARENT_ID -> ids(query, (block, row) -> block.parentId(row));
            case PATTERN ->
                new ColumnClauses.Numbers(
                        (block, row) -> block.template(row) < 0
                                ? -1
                                : block.templates().get(block.template(row)).pattern(),
                        numbers(query, value -> Long.parseLong(value), true));
            case SOURCE, SOURCE_PATH -> new ColumnClauses.OfSource(source(ValueTest.of(query)));
            case SOURCE_FORMAT -> {
                Predicate<String> test = ValueTest.of(query);
                yield new ColumnClauses.OfSource(source -> test.test(source.format()));
            }
            case SOURCE_ID -> {
                LongPredicate test = numbers(query, value -> Long.parseLong(value), false);
                yield new ColumnClauses.OfSource(source -> test.test(source.id()));
            }
            case SOURCE_LINE ->
                new ColumnClauses.Numbers(Block::line, numbers(query, value -> Long.parseLong(value), true));
            case ID -> ids(query);
            case FILES ->
                new RichClauses.OfChange(
                        change -> change.files().stream()
                                .map(Change.ChangedFile::path)
                                .toList(),
                        paths(query));
            case AUTHOR ->
                new RichClauses.OfChange(
                        change -> change.author() == null ? List.of() : List.of(change.author()),
                        isPresence(query) ? value -> true : textTest(query)::matches);
            case REVISION ->
                new RichClauses.OfChange(
                        change -> change.revision() == null ? List.of() : List.of(change.revision()), revisions(query));
            case ATTRIBUTION ->
                new RichClauses.OfChange(
                        change -> List.of(change.attribution().author().label()), ValueTest.of(query));
        };
    }

    private static boolean isPresence(Query query) {
        return query instanceof Query.Wildcard wildcard && wildcard.pattern().equals("*");
    }

    private static TextTest textTest(Query query) {
        return switch (query) {
            case Query.Term term -> {
                List<String> words = Words.of(term.text());
                yield words.isEmpty() ? new TextTest.Substring(term.text()) : new TextTest.Phrase(words);
            }
            case Query.Wildcard wildcard -> new TextTest.Glob(new WildcardPattern(wildcard.pattern()));
            case Query.Fuzzy fuzzy -> new TextTest.Similar(Words.normalise(fuzzy.text()), fuzzy.edits());
            case Query.Regex regex -> TextTest.Expression.of(regex.expression());
            default -> throw new IllegalArgumentException("a text field has no ranges");
        };
    }

    private static Clause times(Query query, boolean ends) {
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        if (query instanceof Query.Range range) {
            from = range.from() == null ? from : FieldValues.time(range.from()) + (range.fromInclusive() ? 0 : 1);
            to = range.to() == null ? to : FieldValues.time(range.to()) - (range.toInclusive() ? 0 : 1);
        } else if (query instanceof Query.Term term) {
            from = FieldValues.time(term.text());
            to = from;
        } else if (!isPresence(query)) {
            throw new IllegalArgumentException("a time is compared or given as a range");
        }
        if (!ends) {
            return new ColumnClauses.Times(from, to, true);
        }
        long low = from;
        long high = to;
        return new ColumnClauses.Numbers(
                (block, row) -> block.duration(row) < 0 ? Long.MIN_VALUE : block.time(row) + block.duration(row),
                end -> end != Long.MIN_VALUE && end >= low && end <= high);
    }

    /** How a bound is read. */
    private interface Reading {
        long read(String value);
    }

    /** Comparisons of whole numbers; {@code present} leaves out negative ones, which mean "none". */
    private static LongPredicate numbers(Query query, Reading reading, boolean present) {
        return switch (query) {
            case Query.Term term -> {
                long wanted = reading.read(term.text());
                yield value -> value == wanted;
            }
            case Query.Range range -> {
                long from = range.from() == null ? Long.MIN_VALUE : reading.read(range.from());
                long to = range.to() == null ? Long.MAX_VALUE : reading.read(range.to());
                yield value -> (!present || value >= 0)
                        && (range.from() == null || value > from || range.fromInclusive() && value == from)
                        && (range.to() == null || value < to || range.toInclusive() && value == to);
            }
            default -> {
                Predicate<String> test = ValueTest.of(query);
                yield value -> (!present || value >= 0) && test.test(Long.toString(value));
            }
        };
    }

    private static Clause kinds(Predicate<String> test) {
        BitSet kinds = new BitSet();
        for (Kind kind : Kind.values()) {
            kinds.set(kind.ordinal(), test.test(kind.label()));
        }
        return new ColumnClauses.Kinds(kinds);
    }

    private static Clause severities(Query query) {
        BitSet severities = new BitSet();
        for (Severity severity : Severity.values()) {
            boolean found =
                    switch (query) {
                        case Query.Term term -> severity == FieldValues.severity(term.text());
                        case Query.Range range -> severity != Severity.UNSPECIFIED && inRange(severity, range);
                        default ->
                            severity != Severity.UNSPECIFIED
                                    && ValueTest.of(query).test(severity.label());
                    };
            severities.set(severity.ordinal(), found);
        }
        return new ColumnClauses.Severities(severities);
    }

    private static boolean inRange(Severity severity, Query.Range range) {
        return isInside(severity, range.from(), range.fromInclusive(), 1)
                && isInside(severity, range.to(), range.toInclusive(), -1);
    }

    private static boolean isInside(Severity severity, @Nullable String bound, boolean inclusive, int direction) {
        if (bound == null) {
            return true;
        }
        int beyond = (severity.ordinal() - FieldValues.severity(bound).ordinal()) * direction;
        return beyond > 0 || inclusive && beyond == 0;
    }

    private static Clause traceIds(Query query) {
        if (query instanceof Query.Term term && term.text().matches("[0-9a-fA-F]{1,32}")) {
            String padded = "0".repeat(32 - term.text().length()) + term.text().toLowerCase(Locale.ROOT);
            return new TraceClause(
                    NumberToken.of(padded),
                    HexFormat.fromHexDigitsToLong(padded, 0, 16),
                    HexFormat.fromHexDigitsToLong(padded, 16, 32));
        }
        if (isPresence(query)) {
            return new ColumnClauses.Numbers((block, row) -> block.hasTraceId(row) ? 1 : 0, value -> value == 1);
        }
        Predicate<String> test = ValueTest.of(query);
        HexFormat hex = HexFormat.of();
        return new ColumnClauses.Numbers(
                (block, row) -> block.hasTraceId(row)
                                && test.test(hex.toHexDigits(block.traceIdHigh(row))
                                        + hex.toHexDigits(block.traceIdLow(row)))
                        ? 1
                        : 0,
                value -> value == 1);
    }

    private static Clause ids(Query query, ColumnClauses.Numbers.Getter getter) {
        if (query instanceof Query.Term term && term.text().matches("[0-9a-fA-F]{1,16}")) {
            String padded = "0".repeat(16 - term.text().length()) + term.text().toLowerCase(Locale.ROOT);
            long wanted = HexFormat.fromHexDigitsToLong(padded);
            return new IdClause(NumberToken.of(padded), getter, wanted);
        }
        if (isPresence(query)) {
            return new ColumnClauses.Numbers(getter, id -> id != 0);
        }
        Predicate<String> test = ValueTest.of(query);
        return new ColumnClauses.Numbers(
                getter, id -> id != 0 && test.test(HexFormat.of().toHexDigits(id)));
    }

    private static Clause ids(Query query) {
        Predicate<String> test = ValueTest.of(query);
        Optional<EventId> wanted = query instanceof Query.Term term ? EventId.parse(term.text()) : Optional.empty();
        Clause rows = new ColumnClauses.Numbers(
                (block, row) -> {
                    boolean found = wanted.isPresent()
                            ? wanted.get().ordinal() == block.ordinal(row)
                            : test.test(new EventId(block.source().id(), block.ordinal(row)).toString());
                    return found ? 1 : 0;
                },
                value -> value == 1);
        return wanted.isEmpty()
                ? rows
                : LogicClauses.and(List.of(
                        new ColumnClauses.OfSource(
                                source -> source.id() == wanted.get().source()),
                        rows));
    }

    private static Predicate<Source> source(Predicate<String> test) {
        return source -> {
            String path = source.path().replace('\\', '/');
            return test.test(source.path()) || test.test(path.substring(path.lastIndexOf('/') + 1));
        };
    }

    private static Predicate<String> paths(Query query) {
        Predicate<String> test = ValueTest.of(query);
        return path -> test.test(path) || test.test(path.substring(path.lastIndexOf('/') + 1));
    }

    /** A revision is usually given by its first digits. */
    private static Predicate<String> revisions(Query query) {
        if (query instanceof Query.Term term && term.text().length() >= 4) {
            String start = term.text().toLowerCase(Locale.ROOT);
            return revision -> revision.toLowerCase(Locale.ROOT).startsWith(start);
        }
        return ValueTest.of(query);
    }
}
