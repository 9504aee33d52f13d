package dev.faultline.playbook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A playbook with one small fault, or evidence with one: tests that are worth something notice.
 *
 * @param name what was done
 * @param playbook the altered playbook
 * @param shifted the indicator whose events' clock is read wrongly; null for none
 * @param shift by how much, nanoseconds
 */
record Mutant(String name, Playbook playbook, @Nullable String shifted, long shift) {
    private static final long HOUR = 3_600 * Nanos.SECOND;

    static List<Mutant> of(Playbook playbook) {
        List<Mutant> mutants = new ArrayList<>();
        List<Indicator> indicators = playbook.indicators();
        for (int i = 0; i < indicators.size(); i++) {
            Indicator indicator = indicators.get(i);
            List<Indicator> without = new ArrayList<>(indicators);
            without.remove(i);
            boolean referred = without.stream()
                    .anyMatch(other -> indicator.id().equals(other.before())
                            || indicator.id().equals(other.after()));
            if (!referred) {
                mutants.add(new Mutant("drop " + indicator.id(), playbook.withIndicators(without), null, 0));
            }
            if (indicator.before() != null || indicator.after() != null) {
                List<Indicator> reversed = new ArrayList<>(indicators);
                reversed.set(i, reversed(indicator));
                mutants.add(new Mutant(
                        "reverse the order of " + indicator.id(), playbook.withIndicators(reversed), null, 0));
                long shift = indicator.before() == null ? -HOUR : HOUR;
                mutants.add(new Mutant("shift the clock of " + indicator.id(), playbook, indicator.id(), shift));
            }
        }
        return mutants;
    }

    private static Indicator reversed(Indicator indicator) {
        return new Indicator(
                indicator.id(),
                indicator.query(),
                indicator.count(),
                indicator.within(),
                indicator.by(),
                indicator.value(),
                indicator.is(),
                indicator.after(),
                indicator.before(),
                indicator.ratio(),
                indicator.weight(),
                indicator.required());
    }
}
