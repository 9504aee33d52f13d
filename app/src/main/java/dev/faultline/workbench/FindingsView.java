package dev.faultline.workbench;

import dev.faultline.analysis.gap.Gap;
import dev.faultline.analysis.gap.Gaps;
import dev.faultline.analysis.moment.Moment;
import dev.faultline.analysis.moment.Moments;
import dev.faultline.analysis.variable.DiscriminatingVariables;
import dev.faultline.analysis.variable.Discriminator;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What stands out in the case as a whole: the moments that matter, the variables that separate failing from passing hits, and
 * what the evidence does not show, with the capture that would.
 */
final class FindingsView extends CardsTab {
    private static final int MOST_MOMENTS = 40;
    private static final int MOST_VARIABLES = 8;
    private static final String SNAPSHOTS = "kind:snapshot";
    private static final String FAILING = "severity:>=error OR exception:*";

    private final CaseModel model;

    FindingsView(CaseModel model) {
        super(model, "findings", Words.of("findings.again"));
        this.model = model;
    }

    @Override
    void ask() {
        busy(Words.of("findings.looking"));
        CaseReader reader = model.openCase().reader();
        model.read("findings", cancelled -> find(reader, cancelled), found -> {
            head(Words.of("findings.head"));
            List<Card> all = new ArrayList<>();
            moments(found.moments()).ifPresent(all::add);
            found.variables().places().stream()
                    .filter(place -> !place.ranked().isEmpty())
                    .limit(MOST_VARIABLES)
                    .map(this::variables)
                    .forEach(all::add);
            found.gaps().gaps().stream().map(this::gap).forEach(all::add);
            cards().show(all, Words.of("findings.none"));
        });
    }

    private record Found(Moments moments, DiscriminatingVariables variables, Gaps gaps) {}

    private static Found find(CaseReader reader, BooleanSupplier cancelled) throws Exception {
        Moments moments = Moments.of(reader, TimeRange.ALL, MOST_MOMENTS, cancelled);
        Hits hits = Search.run(reader, QueryParser.parse(SNAPSHOTS), TimeRange.ALL, cancelled);
        Hits fails = hits.and(Search.run(reader, QueryParser.parse(FAILING), TimeRange.ALL, cancelled));
        Hits passes =
                hits.and(Search.run(reader, QueryParser.parse("NOT (" + FAILING + ")"), TimeRange.ALL, cancelled));
        return new Found(
                moments,
                DiscriminatingVariables.of(fails, passes, MOST_VARIABLES, cancelled),
                Gaps.of(reader, cancelled));
    }

    private Optional<Card> moments(Moments found) {
        if (found.moments().isEmpty()) {
            return Optional.empty();
        }
        List<Card.Line> lines = new ArrayList<>();
        for (Moment moment : found.moments()) {
            String time = TimeText.full(moment.time()).substring(0, 23);
            lines.add(new Card.Line(
                    moment.approximate() ? "≈" : "·", time + "  " + moment.sentence(), List.of(moment.event())));
        }
        String shown = found.found() > found.moments().size()
                ? Words.of("findings.of", found.moments().size(), found.found())
                : Words.number(found.found());
        return Optional.of(new Card("moments", Words.of("findings.moments"), shown, lines, List.of()));
    }

    private Card variables(DiscriminatingVariables.Place place) {
        List<Card.Line> lines = new ArrayList<>();
        List<Card.Action> actions = new ArrayList<>();
        for (Discriminator each : place.ranked()) {
            String text = Words.of(
                    "findings.discriminator",
                    each.frame().isEmpty() ? "" : each.frame() + ": ",
                    each.predicate(),
                    each.failing(),
                    each.failingOf(),
                    each.passing(),
                    each.passingOf());
            lines.add(new Card.Line("≠", text, each.examples()));
        }
        Discriminator best = place.ranked().getFirst();
        if (!best.query().isEmpty()) {
            actions.add(new Card.Action(
                    Words.of("findings.look-for", best.query()),
                    () -> model.look(model.state().get().withQuery(best.query()))));
        }
        String failure = place.failure().isEmpty() ? "" : Words.of("findings.failing-with", place.failure());
        return new Card(
                "variables " + place.name() + failure,
                Words.of("findings.differs", place.name(), failure),
                place.verdict(),
                lines,
                actions);
    }

    private Card gap(Gap gap) {
        return new Card(
                "gap " + gap.type().label() + gap.subject(),
                Words.of("findings.gap", gap.type().label().replace('_', ' '), gap.subject()),
                Words.of("findings.next-time", gap.plan().title()),
                List.of(new Card.Line("○", gap.sentence(), gap.events())),
                List.of(new Card.Action(Words.of("findings.copy-plan"), () -> {
                    Copied.put(gap.plan().text());
                    model.say(Words.of("common.copied-what", gap.plan().file()));
                })));
    }
}
