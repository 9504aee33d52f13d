package dev.faultline.workbench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was looked for, as a tree: every search knows the one that it was derived from, so that going back and refining
 * otherwise makes a branch and loses nothing.
 */
final class SearchHistory {
    private static final int MOST = 400;

    private final List<Step> steps = new ArrayList<>();
    private int current = -1;
    private int last;

    /**
     * One search.
     *
     * @param parent the step that it was derived from; -1 for none
     * @param found how many events it found last; -1 where that is not known yet
     */
    record Step(int id, int parent, ViewState state, long found) {
        /** Of a look only what decides which events are found. */
        static boolean same(ViewState one, ViewState other) {
            return one.range().equals(other.range()) && sameWords(one, other);
        }

        private static boolean sameWords(ViewState one, ViewState other) {
            return one.effectiveQuery().equals(other.effectiveQuery());
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    int current() {
        return current;
    }

    Optional<Step> step(int id) {
        return steps.stream().filter(step -> step.id() == id).findFirst();
    }

    /** Something else is looked at: a step that leads from here, one that led here, or a new one. */
    void looked(ViewState state) {
        Step here = step(current).orElse(null);
        if (here != null && Step.same(here.state(), state)) {
            return;
        }
        Optional<Step> known = steps.stream()
                .filter(step -> Step.same(step.state(), state))
                .filter(step -> step.parent() == current || path(current).contains(step.id()))
                .findFirst();
        if (known.isPresent()) {
            current = known.get().id();
        } else if (here != null && isOneMove(here, state)) {
            steps.set(steps.indexOf(here), new Step(here.id(), here.parent(), bare(state), -1));
        } else {
            steps.add(new Step(++last, current, bare(state), -1));
            current = last;
            prune();
        }
    }

    private static ViewState bare(ViewState state) {
        return state.withMarks(Set.of());
    }

    /** A zoom or a pan is many small looks; only where it ends is a step. */
    private boolean isOneMove(Step here, ViewState state) {
        boolean leaf = steps.stream().noneMatch(step -> step.parent() == here.id());
        return leaf
                && Step.sameWords(here.state(), state)
                && step(here.parent())
                        .filter(parent -> Step.sameWords(parent.state(), state))
                        .isPresent();
    }

    /** The steps that led to one, with itself. */
    private Set<Integer> path(int id) {
        Set<Integer> path = new HashSet<>();
        Optional<Step> at = step(id);
        while (at.isPresent() && path.add(at.get().id())) {
            at = step(at.get().parent());
        }
        return path;
    }

    /** The oldest ends go first. */
    private void prune() {
        Set<Integer> kept = path(current);
        while (steps.size() > MOST) {
            Optional<Step> end = steps.stream()
                    .filter(step ->
                            !kept.contains(step.id()) && steps.stream().noneMatch(other -> other.parent() == step.id()))
                    .findFirst();
            if (end.isEmpty()) {
                return;
            }
            steps.remove(end.get());
        }
    }

    /** How many events the search that stands here found. */
    void found(ViewState asked, long count) {
        step(current)
                .filter(here -> Step.same(here.state(), asked) && here.found() != count)
                .ifPresent(here ->
                        steps.set(steps.indexOf(here), new Step(here.id(), here.parent(), here.state(), count)));
    }

    /** A line for each step, the current one first: to be kept in the case. */
    String write() {
        StringBuilder text = new StringBuilder(current + "\n");
        for (Step step : steps) {
            text.append(step.id()).append(' ').append(step.parent()).append(' ').append(step.found());
            text.append(' ')
                    .append(StateText.write(new Place(step.state(), 0, null)))
                    .append('\n');
        }
        return text.toString();
    }

    /** What another session left; lines of another form are passed over. */
    void read(String text) {
        List<String> lines = text.lines().toList();
        steps.clear();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] words = line.split(" ", 4);
            if (words.length == 4 && isNumbers(words)) {
                StateText.read(words[3])
                        .ifPresent(place -> steps.add(new Step(
                                Integer.parseInt(words[0]),
                                Integer.parseInt(words[1]),
                                place.state(),
                                Long.parseLong(words[2]))));
            }
        }
        last = steps.stream().mapToInt(Step::id).max().orElse(0);
        current = lines.isEmpty() || !lines.getFirst().matches("-?\\d{1,9}") ? -1 : Integer.parseInt(lines.getFirst());
    }

    private static boolean isNumbers(String[] words) {
        return words[0].matches("\\d{1,9}") && words[1].matches("-?\\d{1,9}") && words[2].matches("-?\\d{1,18}");
    }
}
