package dev.faultline.analysis.trace;

/** The children of every span, in flat arrays; the children of a span stand in the order in which spans were given. */
final class Children {
    private final int[] first;
    private final int[] list;

    /** @param order every span once: its children are listed in this order */
    Children(int[] parents, int[] order) {
        first = new int[parents.length + 1];
        for (int parent : parents) {
            if (parent >= 0) {
                first[parent + 1]++;
            }
        }
        for (int i = 0; i < parents.length; i++) {
            first[i + 1] += first[i];
        }
        list = new int[first[parents.length]];
        int[] next = first.clone();
        for (int span : order) {
            if (parents[span] >= 0) {
                list[next[parents[span]]++] = span;
            }
        }
    }

    int count(int span) {
        return first[span + 1] - first[span];
    }

    int get(int span, int index) {
        return list[first[span] + index];
    }

    /** The spans from this one down, parents before their children, each child before the next one of its parent. */
    int walk(int root, int[] into, int from, int[] depths) {
        int[] stack = new int[list.length + 1];
        int top = 0;
        int at = from;
        stack[top++] = root;
        depths[root] = 0;
        while (top > 0) {
            int span = stack[--top];
            into[at++] = span;
            for (int i = count(span) - 1; i >= 0; i--) {
                int child = get(span, i);
                depths[child] = depths[span] + 1;
                stack[top++] = child;
            }
        }
        return at;
    }
}
