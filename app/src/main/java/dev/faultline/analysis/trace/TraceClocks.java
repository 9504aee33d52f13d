package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Clocks that contradict each other inside a trace. No callee begins before its call, and a server does not begin after
 * the client that waits for it has ended; where a pair of spans says so, the clocks differ. A server that ends a little
 * after its client proves nothing: it often closes its span once the answer is on its way. Nothing is shifted: the tree
 * shows what the evidence says, and this says that it cannot be so.
 */
final class TraceClocks {
    /** Many tools keep milliseconds only. */
    private static final long RESOLUTION = 1_000_000;

    private TraceClocks() {}

    /** The offsets (to add to the callee's clock) that all calls between two services allow. */
    private static final class Offsets {
        private long least = Long.MIN_VALUE;
        private long most = Long.MAX_VALUE;
        private int calls;
        private final List<EventId> contradicting = new ArrayList<>();

        void add(RawSpan caller, RawSpan callee, boolean waits) {
            long low = caller.start() - callee.start();
            long high = waits && callee.duration() <= caller.duration() ? caller.end() - callee.end() : Long.MAX_VALUE;
            least = Math.max(least, low);
            most = Math.min(most, high);
            calls++;
            if (low > RESOLUTION || waits && callee.start() > caller.end() + RESOLUTION) {
                contradicting.add(callee.id());
            }
        }
    }

    private final Map<List<String>, Offsets> pairs = new LinkedHashMap<>();

    static TraceClocks of(List<RawSpan> spans, int[] parents) throws IOException {
        TraceClocks clocks = new TraceClocks();
        clocks.look(spans, parents);
        clocks.pairs.values().removeIf(offsets -> offsets.contradicting.isEmpty());
        return clocks;
    }

    private void look(List<RawSpan> spans, int[] parents) throws IOException {
        for (int i = 0; i < parents.length; i++) {
            RawSpan callee = spans.get(i);
            RawSpan caller = parents[i] < 0 ? null : spans.get(parents[i]);
            if (caller != null
                    && caller.service() != null
                    && callee.service() != null
                    && !Objects.equals(caller.service(), callee.service())) {
                boolean outside = callee.start() < caller.start() || callee.end() > caller.end();
                // The kind has to be unpacked: only where it decides something.
                boolean waits = !outside
                        || caller.kind().equals("client") && callee.kind().equals("server");
                pairs.computeIfAbsent(List.of(caller.service(), callee.service()), key -> new Offsets())
                        .add(caller, callee, waits);
            }
        }
    }

    List<TraceProblem> problems() {
        List<TraceProblem> problems = new ArrayList<>();
        pairs.forEach((services, offsets) -> problems.add(problem(services.get(0), services.get(1), offsets)));
        return problems;
    }

    List<ServiceSkew> skews() {
        List<ServiceSkew> skews = new ArrayList<>();
        pairs.forEach((services, offsets) -> skews.add(
                new ServiceSkew(services.get(0), services.get(1), offsets.least, offsets.most, offsets.calls)));
        return skews;
    }

    private static TraceProblem problem(String caller, String callee, Offsets offsets) {
        String range;
        if (offsets.least > offsets.most) {
            range = "no single offset of " + callee + "'s clock fits all " + offsets.calls
                    + " calls; order between the two is undecided";
        } else if (offsets.most == Long.MAX_VALUE) {
            range = "its clock must be moved by at least " + millis(offsets.least);
        } else {
            range = "its clock would fit if moved by " + millis(offsets.least) + " to " + millis(offsets.most);
        }
        String sentence = String.format(
                Locale.ROOT,
                "the clocks of %s and %s contradict each other: in %d of %d calls %s works before or after the call that it"
                        + " answers; %s (not applied)",
                caller,
                callee,
                offsets.contradicting.size(),
                offsets.calls,
                callee,
                range);
        List<EventId> events = offsets.contradicting;
        return new TraceProblem(
                TraceProblem.Type.CLOCKS, events.size(), events.subList(0, Math.min(10, events.size())), sentence);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%+.3f ms", nanos / 1e6);
    }
}
