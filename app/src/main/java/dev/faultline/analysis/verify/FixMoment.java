package dev.faultline.analysis.verify;

import dev.faultline.model.Change;
import dev.faultline.model.Kind;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Since when a fix runs.
 *
 * @param time nanoseconds since 1970 UTC
 * @param how what says so
 * @param releases when something else began to run
 */
public record FixMoment(long time, String how, Releases releases) {
    /** A time that a person gave. */
    public static FixMoment ofTime(CaseReader reader, long time) throws IOException {
        return new FixMoment(time, "as given, " + Timestamps.format(time), Releases.of(reader, () -> false));
    }

    /** The first deployment or release after a commit, else the commit itself; nothing where the text names no commit. */
    public static Optional<FixMoment> ofCommit(CaseReader reader, String text) throws IOException {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (!wanted.matches("[0-9a-f]{7,40}")) {
            return Optional.empty();
        }
        for (Block block : reader.blocks()) {
            for (int row = 0; block.kindCount(Kind.CHANGE.ordinal()) > 0 && row < block.size(); row++) {
                if (block.kind(row) == Kind.CHANGE.ordinal()
                        && block.detail(row) instanceof Change change
                        && !change.type().equals("tag")
                        && change.revision() != null
                        && change.revision().startsWith(wanted)) {
                    return Optional.of(after(reader, change, block.time(row)));
                }
            }
        }
        return Optional.empty();
    }

    private static FixMoment after(CaseReader reader, Change change, long committed) throws IOException {
        Releases releases = Releases.of(reader, () -> false);
        String commit = "commit " + String.valueOf(change.revision()).substring(0, 7);
        OptionalLong release = releases.firstSince(committed);
        if (release.isPresent()) {
            long time = release.getAsLong();
            return new FixMoment(
                    time, "the first deployment or release after " + commit + ", " + Timestamps.format(time), releases);
        }
        return new FixMoment(
                committed,
                commit + " itself, " + Timestamps.format(committed) + ": no deployment is among the evidence",
                releases);
    }

    /** How many deployments or releases there were from this time to the fix, the fix included. */
    public long redeploys(long from) {
        return releases.between(from, time);
    }
}
