package dev.faultline.analysis.suspect;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Deployments, flags and configuration edits shortly before the onset, and commits of configuration or SQL: no stack leads to
 * them, so only their time, their service and the names that they bring speak for them, and they rank low.
 */
final class NearbyChanges {
    private static final long DAY = 86_400_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final double AT_THE_ONSET = 2;
    private static final double SAME_SERVICE = 1.5;
    private static final double MENTIONED = 2;
    private static final int MOST = 5;
    private static final int MOST_LOOKED_INTO = 20;
    private static final Pattern SQL = Pattern.compile("(?i).*\\.sql$|.*(?:^|/)(?:migrations?|liquibase|flyway)/.*");
    private static final Pattern SETTINGS = Pattern.compile(
            ".*\\.(?:ya?ml|properties|conf|cfg|ini|toml|env|sql|tf|json)$|.*(?:Dockerfile|Jenkinsfile)$");

    private final Windows windows;
    private final Set<String> failingServices;
    private final Set<String> known;
    private final ChangeMentions mentions;
    private final CodeHistory history;
    private final List<Found> found = new ArrayList<>();

    /** @param known subjects of changes that stacks already lead to */
    private NearbyChanges(
            Windows windows,
            Set<String> failingServices,
            Set<String> known,
            ChangeMentions mentions,
            CodeHistory history) {
        this.windows = windows;
        this.failingServices = failingServices;
        this.known = known;
        this.mentions = mentions;
        this.history = history;
    }

    private record Found(EventId id, long before, String title, String service, Change change) {}

    static List<Suspect> of(
            CaseReader reader,
            Windows windows,
            Set<String> failingServices,
            Set<String> known,
            ChangeMentions mentions,
            CodeHistory history,
            BooleanSupplier cancelled)
            throws IOException {
        NearbyChanges nearby = new NearbyChanges(windows, failingServices, known, mentions, history);
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the analysis was cancelled");
            }
            if (block.kindCount(Kind.CHANGE.ordinal()) > 0) {
                nearby.read(block);
            }
        }
        nearby.found.sort(Comparator.comparingLong(Found::before));
        List<Suspect> suspects = new ArrayList<>();
        for (Found one : nearby.found.stream().limit(MOST_LOOKED_INTO).toList()) {
            suspects.add(nearby.suspect(one));
        }
        return suspects.stream()
                .sorted(Comparator.comparingDouble(Suspect::score).reversed())
                .limit(MOST)
                .toList();
    }

    private void read(Block block) throws IOException {
        long onset = windows.incident().from();
        for (int row = 0; row < block.size(); row++) {
            long before = onset - block.time(row);
            boolean near = before >= 0 && before <= DAY && block.kind(row) == Kind.CHANGE.ordinal();
            if (near && block.detail(row) instanceof Change change && counts(change)) {
                String title = new String(block.message(row), StandardCharsets.UTF_8);
                int service = block.value(Column.SERVICE, row);
                found.add(new Found(
                        new EventId(block.source().id(), block.ordinal(row)),
                        before,
                        title,
                        service < 0 ? "" : block.dictionary(Column.SERVICE).get(service),
                        change));
            }
        }
    }

    private static boolean counts(Change change) {
        return switch (change.type()) {
            case "tag", "merge" -> false;
            case "commit" -> change.files().stream().anyMatch(NearbyChanges::isSetting);
            default -> true;
        };
    }

    private static boolean isSetting(Change.ChangedFile file) {
        return SETTINGS.matcher(file.path()).matches()
                || SQL.matcher(file.path()).matches();
    }

    /** What was changed: a flag, a configuration, SQL, a deployment. */
    private static String what(Change change) {
        if (!change.type().equals("commit")) {
            return change.type();
        }
        boolean sql = change.files().stream()
                .anyMatch(file -> SQL.matcher(file.path()).matches());
        return sql ? "commit of SQL" : "commit of configuration";
    }

    private Optional<ChangeMentions.Mention> mention(Found one) throws IOException {
        List<String> changed = new ArrayList<>();
        if (one.change().type().equals("commit") && one.change().revision() != null) {
            for (Change.ChangedFile file : one.change().files()) {
                if (isSetting(file)) {
                    changed.addAll(history.changed(one.change().revision(), file.path()));
                }
            }
        } else {
            changed.add(one.title());
            changed.add(one.change().body());
        }
        return mentions.of(changed);
    }

    private Suspect suspect(Found one) throws IOException {
        boolean same = failingServices.contains(one.service());
        Optional<ChangeMentions.Mention> mention = mention(one);
        double score = AT_THE_ONSET
                / (1 + (double) one.before() / HOUR)
                * (same ? SAME_SERVICE : 1)
                * (mention.isPresent() ? MENTIONED : 1);
        List<Reason> reasons = new ArrayList<>();
        List<EventId> own = List.of(one.id());
        reasons.add(new Reason(
                String.format(
                        Locale.ROOT,
                        "a %s %s before the onset, one of %,d such changes in the day before it",
                        what(one.change()),
                        Figures.duration(one.before()),
                        found.size()),
                own));
        if (same) {
            reasons.add(new Reason("it concerns " + one.service() + ", which is suspect itself", own));
        }
        one.change().files().stream()
                .filter(NearbyChanges::isSetting)
                .limit(3)
                .forEach(file -> reasons.add(new Reason("it changes " + file.path(), own)));
        mention.ifPresent(said -> reasons.add(said.reason()));
        Attribution attribution = one.change().attribution();
        reasons.add(new Reason(CodeSuspects.author(attribution), own));
        String revision = one.change().revision();
        boolean commit = one.change().type().equals("commit") && revision != null;
        String subject = commit ? String.valueOf(revision).substring(0, 7) + " " + one.title() : one.title();
        return new Suspect(
                0,
                Suspect.Kind.CHANGE,
                subject,
                known.contains(subject) ? 0 : score,
                one.service(),
                Suspect.State.OPEN,
                reasons,
                List.of(new Reason(
                        (mention.isPresent() ? "" : "only its time speaks for it: ") + "no failing stack leads to it",
                        List.of())),
                "the same failure before this change, or without it",
                attribution);
    }
}
