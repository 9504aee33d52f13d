package dev.faultline.analysis.variable;

import dev.faultline.model.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Walks variables with their paths, as queries write them after {@code var.}; in order, without recursion. */
public final class VariablePaths {
    private VariablePaths() {}

    /** Takes a variable; says whether its members are wanted too. */
    public interface Visitor {
        boolean visit(String path, int depth, Variable variable);
    }

    private record Open(String path, int depth, Variable variable) {}

    /** Visits all of them. */
    public static void walk(List<Variable> variables, Visitor visitor) {
        Deque<Open> open = new ArrayDeque<>();
        push(open, "", 0, variables);
        while (!open.isEmpty()) {
            Open next = open.pop();
            if (visitor.visit(next.path(), next.depth(), next.variable())) {
                push(open, next.path() + ".", next.depth() + 1, next.variable().members());
            }
        }
    }

    private static void push(Deque<Open> open, String prefix, int depth, List<Variable> variables) {
        for (Variable variable : variables.reversed()) {
            open.push(new Open(prefix + variable.name(), depth, variable));
        }
    }
}
