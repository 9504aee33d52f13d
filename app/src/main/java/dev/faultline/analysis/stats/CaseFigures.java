package dev.faultline.analysis.stats;

import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one case adds to the figures.
 *
 * @param name its name
 * @param traced who wrote the first change among the suspects; null where none is
 * @param commits commits before the onset, by who wrote them
 * @param lines lines that they added
 * @param toDetect from the onset to the first alert, nanoseconds
 * @param toMitigate from the onset to the last failure that traffic follows
 * @param redeploys deployments and releases from the onset to that
 */
public record CaseFigures(
        String name,
        Attribution.@Nullable Author traced,
        Map<Attribution.Author, Long> commits,
        Map<Attribution.Author, Long> lines,
        OptionalLong toDetect,
        OptionalLong toMitigate,
        long redeploys) {
    /** A change that ranks lower than this is not what the incident traces to. */
    private static final int FIRST_RANKS = 5;

    /** Copies the maps. */
    public CaseFigures {
        commits = Map.copyOf(commits);
        lines = Map.copyOf(lines);
    }

    /** Gathers them. */
    public static CaseFigures of(
            String name, CaseReader reader, Onset onset, SuspectList suspects, BooleanSupplier cancelled)
            throws IOException {
        Map<Attribution.Author, Long> commits = new EnumMap<>(Attribution.Author.class);
        Map<Attribution.Author, Long> lines = new EnumMap<>(Attribution.Author.class);
        List<Long> alerts = new ArrayList<>();
        List<Long> deploys = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the figures were cancelled");
            }
            for (int row = 0; row < block.size(); row++) {
                if (block.timeQuality(row) == TimeQuality.NONE) {
                    continue;
                }
                long time = block.time(row);
                int kind = block.kind(row);
                if (kind == Kind.ALERT.ordinal() && time >= onset.time()) {
                    alerts.add(time);
                } else if (kind == Kind.SPAN.ordinal() || kind == Kind.LOG.ordinal()) {
                    last = Math.max(last, time);
                } else if (kind == Kind.CHANGE.ordinal() && block.detail(row) instanceof Change change) {
                    count(change, time, onset, commits, lines, deploys);
                }
            }
        }
        boolean mitigated = last > onset.until();
        long until = onset.until();
        return new CaseFigures(
                name,
                traced(suspects),
                commits,
                lines,
                alerts.stream().mapToLong(time -> time - onset.time()).min(),
                mitigated ? OptionalLong.of(until - onset.time()) : OptionalLong.empty(),
                deploys.stream()
                        .filter(time -> time >= onset.time() && time <= until)
                        .count());
    }

    private static void count(
            Change change,
            long time,
            Onset onset,
            Map<Attribution.Author, Long> commits,
            Map<Attribution.Author, Long> lines,
            List<Long> deploys) {
        switch (change.type()) {
            case "commit" -> {
                if (time < onset.time()) {
                    Attribution.Author author = change.attribution().author();
                    long added = change.files().stream()
                            .mapToLong(file -> Math.max(0, file.added()))
                            .sum();
                    commits.merge(author, 1L, Long::sum);
                    lines.merge(author, added, Long::sum);
                }
            }
            case "deploy", "tag", "release" -> deploys.add(time);
            default -> {
                // Merges repeat their commits; flags and configuration deploy nothing.
            }
        }
    }

    private static Attribution.@Nullable Author traced(SuspectList suspects) {
        for (Suspect suspect : suspects.suspects()) {
            Attribution attribution = suspect.attribution();
            if (suspect.rank() <= FIRST_RANKS && suspect.kind() == Suspect.Kind.CHANGE && attribution != null) {
                return attribution.author();
            }
        }
        return null;
    }
}
