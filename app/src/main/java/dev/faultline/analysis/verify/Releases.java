package dev.faultline.analysis.verify;

import dev.faultline.model.Change;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When something else began to run. A deployment tells of itself several times (queued, running, done, each replica set for
 * itself) and its release and tag tell of it again: all that is one. Releases and tags count only where no deployment is
 * among the evidence.
 *
 * @param times the beginning of each, nanoseconds, ascending
 */
public record Releases(List<Long> times) {
    private static final long ONE_ROLLOUT = 600_000_000_000L;

    /** Copies the times. */
    public Releases {
        times = List.copyOf(times);
    }

    private record Told(long time, @Nullable String revision, String service) {}

    /** What the case tells of. */
    public static Releases of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        List<Told> deployments = new ArrayList<>();
        List<Told> releases = new ArrayList<>();
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("looking for deployments was cancelled");
            }
            for (int row = 0; block.kindCount(Kind.CHANGE.ordinal()) > 0 && row < block.size(); row++) {
                if (block.kind(row) == Kind.CHANGE.ordinal()
                        && block.timeQuality(row) != TimeQuality.NONE
                        && block.detail(row) instanceof Change change) {
                    int service = block.value(Column.SERVICE, row);
                    Told told = new Told(
                            block.time(row),
                            change.revision(),
                            service < 0 ? "" : block.dictionary(Column.SERVICE).get(service));
                    switch (change.type()) {
                        case "deploy" -> deployments.add(told);
                        case "tag", "release" -> releases.add(told);
                        default -> {
                            // Commits, flags and the like put nothing into production by themselves.
                        }
                    }
                }
            }
        }
        return new Releases(once(deployments.isEmpty() ? releases : deployments));
    }

    private static List<Long> once(List<Told> all) {
        all.sort(Comparator.comparingLong(Told::time));
        Map<String, Told> last = new HashMap<>();
        List<Long> times = new ArrayList<>();
        for (Told told : all) {
            Told before = last.put(told.service(), told);
            boolean same = before != null
                    && (told.revision() == null
                            ? told.time() - before.time() < ONE_ROLLOUT
                            : Objects.equals(told.revision(), before.revision()));
            if (!same) {
                times.add(told.time());
            }
        }
        return times;
    }

    /** The first at this time or after it. */
    public OptionalLong firstSince(long time) {
        return times.stream()
                .mapToLong(Long::longValue)
                .filter(each -> each >= time)
                .findFirst();
    }

    /** How many there were in this time, both ends included. */
    public long between(long from, long to) {
        return times.stream().filter(each -> each >= from && each <= to).count();
    }
}
