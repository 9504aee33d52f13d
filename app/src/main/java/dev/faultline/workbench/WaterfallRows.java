package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceTree;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which spans of a trace have a row: not those below a collapsed one, nor those that the filter leaves out. */
final class WaterfallRows {
    private @Nullable TraceTree tree;
    private BitSet collapsed = new BitSet();
    private SpanFilter filter = SpanFilter.ALL;
    private String wanted = "";
    private int[] rows = {};
    private int shown;
    private EqualSiblings groups = EqualSiblings.of(List.of());
    private BitSet opened = new BitSet();

    void show(@Nullable TraceTree next) {
        tree = next;
        collapsed = new BitSet();
        opened = new BitSet();
        groups = EqualSiblings.of(next == null ? List.of() : next.spans());
        filter = SpanFilter.ALL;
        arrange();
    }

    /** The same spans at other times; what is open and left out stays so. */
    void replace(TraceTree next) {
        tree = next;
        groups = EqualSiblings.of(next.spans());
        arrange();
    }

    /** Equal siblings stand as one while nothing is looked for among them. */
    private boolean isGrouped() {
        return filter.equals(SpanFilter.ALL) && wanted.isEmpty();
    }

    /** How many equal siblings a row stands for; 1 where only for itself. */
    int times(int row) {
        return isGrouped() && !opened.get(rows[row]) ? groups.times(rows[row]) : 1;
    }

    /** How long those took that a row stands for, one after the other or not. */
    long together(int row) {
        return groups.together(rows[row]);
    }

    /** Shows each of the siblings that a row stands for, or only the first again; false where it stands for itself. */
    boolean open(int row, boolean wide) {
        int leader = groups.leader(rows[row]);
        boolean changes = isGrouped() && groups.times(leader) > 1 && opened.get(leader) != wide;
        if (changes) {
            opened.set(leader, wide);
            arrange();
        }
        return changes;
    }

    private void arrange() {
        TraceTree now = tree;
        int count = now == null ? 0 : now.spans().size();
        rows = new int[count];
        shown = 0;
        BitSet kept = now == null || filter.equals(SpanFilter.ALL) ? null : filter.kept(now);
        int hiddenBelow = Integer.MAX_VALUE;
        for (int i = 0; now != null && i < count; i++) {
            int depth = now.spans().get(i).depth();
            if (depth > hiddenBelow) {
                continue;
            }
            int leader = groups.leader(i);
            if (isGrouped() && leader != i && !opened.get(leader)) {
                hiddenBelow = depth;
                continue;
            }
            hiddenBelow = collapsed.get(i) ? depth : Integer.MAX_VALUE;
            if (kept == null || kept.get(i)) {
                rows[shown++] = i;
            }
        }
    }

    @Nullable
    TraceTree tree() {
        return tree;
    }

    SpanFilter filter() {
        return filter;
    }

    void filter(SpanFilter next) {
        filter = next;
        arrange();
    }

    int count() {
        return shown;
    }

    /** How many spans the trace has. */
    int spans() {
        TraceTree now = tree;
        return now == null ? 0 : now.spans().size();
    }

    /** The index of a row's span. */
    int index(int row) {
        return rows[row];
    }

    SpanNode span(int row) {
        TraceTree now = tree;
        if (now == null) {
            throw new IllegalStateException("no trace is shown");
        }
        return now.spans().get(rows[row]);
    }

    /** The row of a span; -1 where it has none. */
    int row(int span) {
        for (int i = 0; i < shown; i++) {
            if (rows[i] == span) {
                return i;
            }
        }
        return -1;
    }

    /** The row that stands for a span together with its equal siblings; -1 for none. */
    int leaderRow(int span) {
        return span < 0 ? -1 : row(groups.leader(span));
    }

    /** Opens all that hides a span, lets the filter go where that hides it; its row. */
    int reveal(int span) {
        TraceTree now = tree;
        if (now == null || span < 0 || span >= now.spans().size()) {
            return -1;
        }
        for (int above = now.spans().get(span).parent();
                above >= 0;
                above = now.spans().get(above).parent()) {
            collapsed.clear(above);
            opened.set(groups.leader(above));
        }
        opened.set(groups.leader(span));
        arrange();
        if (row(span) < 0) {
            filter(SpanFilter.ALL);
        }
        return row(span);
    }

    boolean isCollapsed(int row) {
        return collapsed.get(rows[row]);
    }

    boolean hasChildren(int row) {
        return span(row).children() > 0;
    }

    void collapse(int row, boolean close) {
        collapsed.set(rows[row], close && hasChildren(row));
        arrange();
    }

    /** Closes everything below the roots, or opens all. */
    void collapseAll(boolean close) {
        collapsed.clear();
        opened = close ? new BitSet() : groups.leaders();
        List<SpanNode> spans = tree == null ? List.of() : tree.spans();
        for (int i = 0; close && i < spans.size(); i++) {
            SpanNode span = spans.get(i);
            collapsed.set(i, span.depth() > 0 && span.children() > 0);
        }
        arrange();
    }

    /** The row of the span that called this one; -1 for none. */
    int parent(int row) {
        int parent = span(row).parent();
        for (int i = row; i >= 0 && parent >= 0; i--) {
            if (rows[i] == parent) {
                return i;
            }
        }
        return -1;
    }

    /** Marks the spans whose service or operation holds the text; empty for none. */
    void search(String text) {
        boolean before = isGrouped();
        wanted = text.strip().toLowerCase(Locale.ROOT);
        if (before != isGrouped()) {
            arrange();
        }
    }

    boolean isWanted(SpanNode span) {
        return !wanted.isEmpty() && (holds(span.name()) || holds(span.service()));
    }

    private boolean holds(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** The next row that is marked, or that has failed where nothing is searched for; -1 for none. */
    int next(int row, boolean forward) {
        for (int i = row + (forward ? 1 : -1); i >= 0 && i < shown; i += forward ? 1 : -1) {
            SpanNode span = span(i);
            if (wanted.isEmpty() ? span.failed() : isWanted(span)) {
                return i;
            }
        }
        return -1;
    }
}
