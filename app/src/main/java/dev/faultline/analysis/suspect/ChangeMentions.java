package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Likelihood;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that a change of a setting, a flag or SQL brings (a column, a key, a flag) and that failing events speak of: the only
 * trace from such a change to the failure, for no stack leads through it.
 */
final class ChangeMentions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]{2,60}(?:\\.[\\w-]{1,60})*");
    private static final Set<String> COMMON = Set.of(
            "add",
            "all",
            "alter",
            "and",
            "cascade",
            "change",
            "column",
            "config",
            "configuration",
            "constraint",
            "create",
            "default",
            "delete",
            "disable",
            "drop",
            "enable",
            "enabled",
            "false",
            "feature",
            "flag",
            "for",
            "from",
            "index",
            "insert",
            "int",
            "into",
            "key",
            "not",
            "null",
            "off",
            "remove",
            "rename",
            "select",
            "set",
            "table",
            "text",
            "the",
            "true",
            "turn",
            "turned",
            "type",
            "update",
            "value",
            "values",
            "varchar",
            "where",
            "with");
    private static final int MOST_NAMES = 8;
    private static final int MOST_EXAMPLES = 10;
    private static final double LEAST = 1;

    private final CaseReader reader;
    private final Windows windows;
    private final String failing;
    private final BooleanSupplier cancelled;

    /** @param failing everything that stands out in the incident, as text: a cheap first test for each name */
    ChangeMentions(CaseReader reader, Windows windows, List<String> failing, BooleanSupplier cancelled) {
        this.reader = reader;
        this.windows = windows;
        this.failing = String.join("\n", failing).toLowerCase(Locale.ROOT);
        this.cancelled = cancelled;
    }

    /**
     * What failing events say of it.
     *
     * @param reason the name and its counts
     * @param surprise how much more often it is named than before, as a standard normal deviate
     */
    record Mention(Reason reason, double surprise) {}

    /** The name of these texts that failing events speak of most surprisingly. */
    Optional<Mention> of(List<String> changed) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (String text : changed) {
            Matcher matcher = NAME.matcher(text);
            while (matcher.find() && names.size() < MOST_NAMES) {
                String name = matcher.group().toLowerCase(Locale.ROOT);
                if (!COMMON.contains(name) && names(name)) {
                    names.add(name);
                }
            }
        }
        List<Mention> found = new ArrayList<>();
        for (String name : names) {
            count(name).filter(one -> one.surprise() > LEAST).ifPresent(found::add);
        }
        return found.stream().max((a, b) -> Double.compare(a.surprise(), b.surprise()));
    }

    private boolean names(String name) {
        for (int at = failing.indexOf(name); at >= 0; at = failing.indexOf(name, at + 1)) {
            boolean before = at == 0 || !Character.isLetterOrDigit(failing.charAt(at - 1));
            int end = at + name.length();
            if (before && (end == failing.length() || !Character.isLetterOrDigit(failing.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private Optional<Mention> count(String name) throws IOException {
        Hits named = failing("\"" + name + "\" AND severity:>=warn", windows.incident());
        Hits all = failing("severity:>=warn", windows.incident());
        long namedBefore = failing("\"" + name + "\" AND severity:>=warn", windows.baseline())
                .count();
        long events = any(windows.incident());
        long eventsBefore = any(windows.baseline());
        if (named.count() == 0) {
            return Optional.empty();
        }
        double surprise = Likelihood.shareRose(
                (double) namedBefore,
                (double) (eventsBefore == 0 ? events : eventsBefore),
                (double) named.count(),
                (double) events);
        List<EventId> examples = named.ids(0, MOST_EXAMPLES);
        String sentence = String.format(
                Locale.ROOT,
                "it brings the name %s, and %s warnings and errors of the incident speak of it; %,d before",
                name,
                Figures.share(named.count(), all.count()),
                namedBefore);
        return Optional.of(new Mention(new Reason(sentence, examples), surprise));
    }

    private long any(TimeRange range) throws IOException {
        return Search.run(reader, new Query.All(), range, cancelled).count();
    }

    private Hits failing(String query, TimeRange range) throws IOException {
        try {
            return Search.run(reader, QueryParser.parse(query), range, cancelled);
        } catch (QuerySyntaxException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
