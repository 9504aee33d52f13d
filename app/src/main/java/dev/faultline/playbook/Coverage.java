package dev.faultline.playbook;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Query;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When there is evidence of what kind: time is cut into slices, and a slice lives where any log, span or metric lies in
 * it. So the stretch between a baseline and an incident that were imported together is no gap.
 */
final class Coverage {
    private static final int SLICES = 120;
    private static final Set<Kind> CONTINUOUS = EnumSet.of(Kind.LOG, Kind.SPAN, Kind.METRIC);

    private final TimeRange range;
    private final long slice;
    private final Map<Kind, long[]> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> totals = new EnumMap<>(Kind.class);

    private Coverage(TimeRange range) {
        this.range = range;
        this.slice = Math.max(1, Math.ceilDiv(range.length(), SLICES));
    }

    static Coverage of(CaseReader reader) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Block block : reader.blocks()) {
            if (isContinuous(block)) {
                from = Math.min(from, block.minTime());
                to = Math.max(to, block.maxTime());
            }
        }
        Coverage coverage = new Coverage(from > to ? new TimeRange(0, 0) : new TimeRange(from, to + 1));
        reader.blocks().forEach(coverage::add);
        return coverage;
    }

    private static boolean isContinuous(Block block) {
        return CONTINUOUS.stream().anyMatch(kind -> block.kindCount(kind.ordinal()) > 0);
    }

    private void add(Block block) {
        List<Kind> present = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (block.kindCount(kind.ordinal()) > 0) {
                present.add(kind);
                totals.merge(kind, (long) block.kindCount(kind.ordinal()), Long::sum);
            }
        }
        if (present.size() == 1 && CONTINUOUS.contains(present.getFirst())) {
            addAlike(block, slices(present.getFirst()));
            return;
        }
        for (int row = 0; row < block.size(); row++) {
            Kind kind = Kind.values()[block.kind(row)];
            if (CONTINUOUS.contains(kind)) {
                slices(kind)[index(block.time(row))]++;
            }
        }
    }

    /** Rows are sorted by time: one step per slice, not per row. */
    private void addAlike(Block block, long[] slices) {
        int row = 0;
        while (row < block.size()) {
            int index = index(block.time(row));
            long end = range.from() + (index + 1) * slice;
            int low = row + 1;
            int high = block.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (block.time(middle) < end) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            slices[index] += low - row;
            row = low;
        }
    }

    private long[] slices(Kind kind) {
        return counts.computeIfAbsent(kind, key -> new long[SLICES]);
    }

    /** The slice that a time lies in; the first or last one for a time outside. */
    int index(long time) {
        return Math.clamp((time - range.from()) / slice, 0, SLICES - 1);
    }

    int slices() {
        return SLICES;
    }

    long sliceNanos() {
        return slice;
    }

    TimeRange range() {
        return range;
    }

    /** Whether anything at all was recorded in the slice. */
    boolean lives(int index) {
        return counts.values().stream().anyMatch(slices -> slices[index] > 0);
    }

    boolean isAbsent(Kind kind) {
        return totals.getOrDefault(kind, 0L) == 0;
    }

    /**
     * Why a question about this kind cannot be answered with "no" in the range; nothing where it can.
     *
     * @param window the time the question is about
     */
    Optional<String> doubt(Kind kind, TimeRange window) {
        if (isAbsent(kind)) {
            return Optional.of("the case holds no " + kind.label() + (kind == Kind.PROFILE ? "" : "s"));
        }
        if (!CONTINUOUS.contains(kind)) {
            return Optional.empty();
        }
        long[] slices = slices(kind);
        int lived = 0;
        int silent = 0;
        int longest = 0;
        int first = index(window.from());
        int last = index(window.to());
        for (int i = first; i <= last; i++) {
            if (lives(i)) {
                lived++;
                silent = slices[i] == 0 ? silent + 1 : 0;
                longest = Math.max(longest, silent);
            }
        }
        if (lived == 0) {
            return Optional.of("the evidence does not reach into that time");
        }
        return longest * 2 > lived
                ? Optional.of("the " + kind.label() + "s are silent for " + Nanos.text(longest * slice) + " of "
                        + Nanos.text(lived * slice) + " that have evidence")
                : Optional.empty();
    }

    /** The kinds of evidence that a query is about: those it names, those its fields imply, else logs. */
    static Set<Kind> kinds(Query query) {
        Set<Kind> named = named(query);
        return named.isEmpty() ? EnumSet.of(Kind.LOG) : named;
    }

    private static Set<Kind> named(Query query) {
        return switch (query) {
            case Query.And and -> {
                for (Query part : and.clauses()) {
                    Set<Kind> some = named(part);
                    if (!some.isEmpty()) {
                        yield some;
                    }
                }
                yield EnumSet.noneOf(Kind.class);
            }
            case Query.Or or -> {
                Set<Kind> all = EnumSet.noneOf(Kind.class);
                for (Query part : or.clauses()) {
                    Set<Kind> some = named(part);
                    all.addAll(some.isEmpty() ? EnumSet.of(Kind.LOG) : some);
                }
                yield all;
            }
            case Query.Term term -> "kind".equals(term.field()) ? one(term.text()) : implied(term.field());
            case Query.Wildcard wildcard -> implied(wildcard.field());
            case Query.Range range -> implied(range.field());
            default -> EnumSet.noneOf(Kind.class);
        };
    }

    private static Set<Kind> one(String label) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Kind.of(label.toLowerCase(Locale.ROOT)).ifPresent(kinds::add);
        return kinds;
    }

    private static Set<Kind> implied(@Nullable String field) {
        if (field == null) {
            return EnumSet.noneOf(Kind.class);
        }
        if (field.startsWith("var.")) {
            return EnumSet.of(Kind.SNAPSHOT);
        }
        return switch (field) {
            case "files", "author", "revision", "attribution" -> EnumSet.of(Kind.CHANGE);
            case "duration", "end", "parent_id" -> EnumSet.of(Kind.SPAN);
            default -> EnumSet.noneOf(Kind.class);
        };
    }
}
