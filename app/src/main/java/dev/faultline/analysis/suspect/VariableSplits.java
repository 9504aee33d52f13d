package dev.faultline.analysis.suspect;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Variable;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Variables of snapshots that separate failing from passing captures of the same function, for each exception for itself.
 * All snapshots of the case count, for probes are often set after the incident began.
 */
final class VariableSplits {
    private static final int MOST_SNAPSHOTS = 20_000;
    private static final int MOST_PATHS = 400;
    private static final int DEPTH = 3;
    private static final int LONGEST_VALUE = 200;
    private static final double LEAST = 1;

    private final Map<String, Captures> byFunction = new HashMap<>();
    private int read;

    /** The captures of one function. */
    private static final class Captures {
        private final List<Map<String, String>> passing = new ArrayList<>();
        private final Map<String, List<Failing>> failing = new LinkedHashMap<>();
    }

    private record Failing(EventId event, Map<String, String> variables) {}

    static List<VariableSplit> of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        VariableSplits splits = new VariableSplits();
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the analysis was cancelled");
            }
            if (block.kindCount(Kind.SNAPSHOT.ordinal()) > 0) {
                splits.read(block);
            }
        }
        List<VariableSplit> found = new ArrayList<>();
        splits.byFunction.forEach((function, captures) -> captures.failing.forEach((exception, failing) -> {
            splits.split(function, exception, failing, captures.passing, found);
        }));
        // Equal ones stay in the order of capture: arguments before what was made of them.
        found.sort(Comparator.comparingDouble(VariableSplit::strength).reversed());
        return found;
    }

    private void read(Block block) throws IOException {
        for (int row = 0; row < block.size() && read < MOST_SNAPSHOTS; row++) {
            if (block.kind(row) == Kind.SNAPSHOT.ordinal() && block.detail(row) instanceof Snapshot snapshot) {
                read++;
                for (Snapshot.FrameVariables frame : snapshot.frames()) {
                    if (!frame.variables().isEmpty()) {
                        add(block, row, frame);
                        break;
                    }
                }
            }
        }
    }

    private void add(Block block, int row, Snapshot.FrameVariables frame) {
        Map<String, String> values = new LinkedHashMap<>();
        frame.variables().forEach(variable -> flatten(variable, "", DEPTH, values));
        Captures captures = byFunction.computeIfAbsent(frame.frame().function(), key -> new Captures());
        StackTrace stack = block.stack(row) < 0
                ? null
                : block.stacks().get(block.stack(row)).rootCause();
        String exception = stack == null || stack.type().isEmpty() ? null : stack.type();
        if (exception == null && block.severityNumber(row) < Severity.ERROR.number()) {
            captures.passing.add(values);
        } else {
            captures.failing
                    .computeIfAbsent(exception == null ? "an error" : exception, key -> new ArrayList<>())
                    .add(new Failing(new EventId(block.source().id(), block.ordinal(row)), values));
        }
    }

    private static void flatten(Variable variable, String prefix, int depth, Map<String, String> into) {
        if (into.size() >= MOST_PATHS
                || variable.name().startsWith("@")
                || variable.name().equals("this")) {
            return;
        }
        String path = prefix + variable.name();
        String value = variable.value();
        if (value != null && value.length() <= LONGEST_VALUE) {
            into.put(path, value);
        }
        if (variable.value() == null && variable.notCaptured() == null && prefix.isEmpty()) {
            into.put(path + ".size", Integer.toString(variable.members().size()));
        }
        if (depth > 0) {
            variable.members().forEach(member -> flatten(member, path + ".", depth - 1, into));
        }
    }

    private void split(
            String function,
            String exception,
            List<Failing> failing,
            List<Map<String, String>> passing,
            List<VariableSplit> into) {
        Map<String, Map<String, List<EventId>>> byPath = new LinkedHashMap<>();
        for (Failing one : failing) {
            one.variables().forEach((path, value) -> byPath.computeIfAbsent(path, key -> new HashMap<>())
                    .computeIfAbsent(value, key -> new ArrayList<>())
                    .add(one.event()));
        }
        byPath.forEach((path, values) -> values.forEach((value, events) -> {
            int passes = (int) passing.stream()
                    .filter(variables -> value.equals(variables.get(path)))
                    .count();
            int seen = (int)
                    passing.stream().filter(variables -> has(variables, path)).count();
            VariableSplit split = new VariableSplit(
                    function, exception, path, value, events.size(), failing.size(), passes, seen, events);
            if (seen > 0 && split.strength() > LEAST) {
                into.add(split);
            }
        }));
    }

    private static boolean has(Map<String, String> variables, String path) {
        @Nullable String value = variables.get(path);
        return value != null;
    }
}
