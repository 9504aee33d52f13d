package dev.faultline.analysis.signal;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, nodes and pods on which a larger share of a service's work fails than elsewhere. Compared within each service, for a
 * host that only runs the failing service proves nothing, and with the baseline, for a host may always have been worse.
 */
public final class HostShares {
    /** What exporters call the place where something runs, the narrowest first. */
    private static final List<String> NAMES = List.of(
            "k8s.pod.name", "container.id", "service.instance.id", "host.name", "host", "hostname", "k8s.node.name");

    private static final int MOST_READ = 400_000;
    private static final int MOST_PLACES = 10_000;
    private static final int MOST_EXAMPLES = 10;
    private static final double LEAST = 2.5;

    private record Key(String service, String attribute, String value) {}

    /** Failed and all work, in the baseline and in the incident. */
    private static final class Tally {
        private final int[] failed = new int[2];
        private final int[] all = new int[2];
        private final List<EventId> events = new ArrayList<>();
        private long first = Long.MAX_VALUE;
    }

    private final Map<Key, Tally> places = new LinkedHashMap<>();
    private final int step;
    private long seen;
    private @Nullable Block last;
    private boolean useful;

    private HostShares(int step) {
        this.step = step;
    }

    /** The places that stand out, as findings whose subject is the attribute and its value. */
    public static List<Finding> findings(CaseReader reader, Windows windows, BooleanSupplier cancelled)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Kind kind : List.of(Kind.SPAN, Kind.LOG)) {
            long rows = Rows.atMost(reader, windows, kind.ordinal());
            HostShares shares = new HostShares((int) Math.max(1, (rows + MOST_READ - 1) / MOST_READ));
            Rows.of(reader, windows, kind.ordinal(), cancelled, shares::read);
            shares.add(kind == Kind.SPAN ? "spans" : "log records", findings);
        }
        return findings;
    }

    private void read(Block block, int row, boolean incident) throws IOException {
        if (!block.equals(last)) {
            last = block;
            useful = !Collections.disjoint(block.attributeKeys(), NAMES);
        }
        if (seen++ % step != 0 || !useful) {
            return;
        }
        Map<String, AttributeValue> attributes = block.attributes(row);
        String service = SpanReader.text(block, Column.SERVICE, block.value(Column.SERVICE, row));
        boolean failed = block.severityNumber(row) >= Severity.ERROR.number();
        for (String name : NAMES) {
            AttributeValue value = attributes.get(name);
            if (value != null && places.size() < MOST_PLACES) {
                Tally tally = places.computeIfAbsent(new Key(service, name, value.text()), key -> new Tally());
                tally.all[incident ? 1 : 0]++;
                tally.failed[incident ? 1 : 0] += failed ? 1 : 0;
                if (failed && incident) {
                    tally.first = Math.min(tally.first, block.time(row));
                    if (tally.events.size() < MOST_EXAMPLES) {
                        tally.events.add(new EventId(block.source().id(), block.ordinal(row)));
                    }
                }
            }
        }
    }

    private void add(String what, List<Finding> into) {
        Map<String, Tally> together = new HashMap<>();
        places.forEach((key, tally) -> {
            Tally sum = together.computeIfAbsent(key.service() + "\n" + key.attribute(), name -> new Tally());
            sum.all[1] += tally.all[1];
            sum.failed[1] += tally.failed[1];
        });
        places.forEach((key, here) -> {
            Tally sum = together.getOrDefault(key.service() + "\n" + key.attribute(), here);
            int othersFailed = sum.failed[1] - here.failed[1];
            int others = sum.all[1] - here.all[1];
            double strength = Likelihood.shareRose(othersFailed, others, here.failed[1], here.all[1]);
            if (here.all[0] > 0) {
                strength = Math.min(
                        strength, Likelihood.shareRose(here.failed[0], here.all[0], here.failed[1], here.all[1]));
            }
            if (strength > LEAST) {
                into.add(finding(key, here, othersFailed, others, strength, what));
            }
        });
    }

    private Finding finding(Key key, Tally here, int othersFailed, int others, double strength, String what) {
        String service = key.service().isEmpty() ? "unnamed services" : key.service();
        String sentence = String.format(
                Locale.ROOT,
                "%s %s of %s on it fail, %s elsewhere; before the incident %s on it%s",
                Figures.share(here.failed[1], here.all[1]),
                what,
                service,
                Figures.share(othersFailed, others),
                Figures.share(here.failed[0], here.all[0]),
                step == 1 ? "" : " (one of " + step + " was read)");
        return new Finding(
                Signal.FAILURE,
                key.service(),
                key.attribute() + " = " + key.value(),
                strength,
                sentence,
                here.events,
                here.first,
                "the same work as often failing on another " + key.attribute());
    }
}
