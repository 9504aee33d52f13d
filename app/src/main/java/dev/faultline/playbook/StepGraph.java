package dev.faultline.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the steps of a playbook lead. There are at most 64, so depth is no danger. */
final class StepGraph {
    private StepGraph() {}

    private static List<String> targets(Step step) {
        Set<String> targets = new LinkedHashSet<>();
        List<Step.Branch> branches = new ArrayList<>(step.cases());
        branches.addAll(step.answers());
        if (step.unknown() != null) {
            branches.add(step.unknown());
        }
        for (Step.Branch branch : branches) {
            if (branch.next() != null) {
                targets.add(branch.next());
            }
        }
        if (step.next() != null) {
            targets.add(step.next());
        }
        return List.copyOf(targets);
    }

    /** The steps of a circle, the first one again at the end; nothing where every path ends. */
    static Optional<List<String>> circle(List<Step> steps) {
        Map<String, Step> byId = new LinkedHashMap<>();
        steps.forEach(step -> byId.putIfAbsent(step.id(), step));
        Set<String> done = new LinkedHashSet<>();
        for (Step step : steps) {
            List<String> path = new ArrayList<>();
            if (visit(step, byId, done, path)) {
                return Optional.of(path.subList(path.indexOf(path.getLast()), path.size()));
            }
        }
        return Optional.empty();
    }

    private static boolean visit(Step step, Map<String, Step> byId, Set<String> done, List<String> path) {
        boolean again = path.contains(step.id());
        path.add(step.id());
        if (again) {
            return true;
        }
        if (done.add(step.id())) {
            for (String target : targets(step)) {
                Step next = byId.get(target);
                if (next != null && visit(next, byId, done, path)) {
                    return true;
                }
            }
        } else {
            path.removeLast();
            return false;
        }
        path.removeLast();
        return false;
    }

    /** The steps that a run can come to. */
    static Set<String> reached(List<Step> steps) {
        Map<String, Step> byId = new LinkedHashMap<>();
        steps.forEach(step -> byId.putIfAbsent(step.id(), step));
        Set<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>();
        if (!steps.isEmpty()) {
            open.add(steps.getFirst().id());
        }
        while (!open.isEmpty()) {
            Step step = byId.get(open.removeLast());
            if (step != null && reached.add(step.id())) {
                open.addAll(targets(step));
            }
        }
        return reached;
    }
}
