package dev.faultline.changes;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.importers.change.Authorship;
import dev.faultline.importers.change.CommitDiff;
import dev.faultline.importers.change.DeployedCode;
import dev.faultline.model.Frame;
import dev.faultline.model.Source;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repositories and bundles that were imported into a case, read from its evidence; opened when first asked. */
public final class ImportedHistory implements CodeHistory {
    private static final String FORMAT = "git";
    private static final int PIECE = 1 << 20;
    private static final int BESIDE = 1;
    private static final int MOST_NAMES = 60;

    private final CaseReader reader;
    private @Nullable List<DeployedCode> repositories;

    /** History of what this case holds. */
    public ImportedHistory(CaseReader reader) {
        this.reader = reader;
    }

    private List<DeployedCode> repositories() throws IOException {
        List<DeployedCode> known = repositories;
        if (known == null) {
            known = new ArrayList<>();
            repositories = known;
            for (Source source : reader.sources()) {
                if (source.format().equals(FORMAT)) {
                    open(source).ifPresent(known::add);
                }
            }
        }
        return known;
    }

    private Optional<DeployedCode> open(Source source) throws IOException {
        byte[] head = reader.raw(source.id(), 0, 20);
        if (new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("# git repository")) {
            Path folder = Path.of(source.path());
            return Files.isDirectory(folder) ? Optional.of(DeployedCode.ofFolder(folder)) : Optional.empty();
        }
        Path bundle = Files.createTempFile("faultline-", ".bundle");
        try {
            try (OutputStream out = Files.newOutputStream(bundle)) {
                for (long at = 0; at < source.bytes(); at += PIECE) {
                    out.write(reader.raw(source.id(), at, (int) Math.min(PIECE, source.bytes() - at)));
                }
            }
            return Optional.of(DeployedCode.ofBundle(bundle));
        } finally {
            Files.deleteIfExists(bundle);
        }
    }

    @Override
    public FrameHistory of(Frame frame, Deployment deployment) throws IOException {
        if (repositories().isEmpty()) {
            return CodeHistory.NONE.of(frame, deployment);
        }
        if (frame.file() == null || frame.line() <= 0) {
            return FrameHistory.unknown("the frame " + frame.function() + " names no file and line");
        }
        FrameHistory last = FrameHistory.unknown("no commit is as old as the onset");
        for (DeployedCode code : repositories()) {
            Optional<DeployedCode.Deployed> deployed = code.resolve(deployment.revisions(), deployment.before());
            if (deployed.isPresent()) {
                last = of(frame, code, deployed.get());
                if (last.unresolved() == null) {
                    return last;
                }
            }
        }
        return last;
    }

    /**
     * The lines around a frame at the revision that ran, with who wrote each.
     *
     * @param around how many lines before and after; at most 100
     */
    public SourceExcerpt source(Frame frame, Deployment deployment, int around) throws IOException {
        if (repositories().isEmpty()) {
            return SourceExcerpt.unknown("no repository or bundle was imported");
        }
        if (frame.file() == null || frame.line() <= 0) {
            return SourceExcerpt.unknown("the frame " + frame.function() + " names no file and line");
        }
        SourceExcerpt last = SourceExcerpt.unknown("no commit is as old as the onset");
        for (DeployedCode code : repositories()) {
            Optional<DeployedCode.Deployed> deployed = code.resolve(deployment.revisions(), deployment.before());
            if (deployed.isPresent()) {
                last = FrameSource.read(frame, code, deployed.get(), around);
                if (last.unresolved() == null) {
                    return last;
                }
            }
        }
        return last;
    }

    /**
     * What a commit changed, from the first repository that holds it.
     *
     * @param commit its id, possibly short
     * @param path only this file; null for all
     * @param context how many lines around each change
     */
    public Optional<CommitDiff> diff(String commit, @Nullable String path, int context) throws IOException {
        for (DeployedCode code : repositories()) {
            Optional<CommitDiff> found = code.diff(commit, path, context);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static FrameHistory of(Frame frame, DeployedCode code, DeployedCode.Deployed deployed) throws IOException {
        Optional<String> path = FrameSource.path(frame, code, deployed.commit());
        if (path.isEmpty()) {
            return FrameHistory.unknown(FrameSource.missing(frame, deployed));
        }
        Authorship authorship = code.authorship(deployed.commit(), path.get());
        List<String> lines = authorship.lines();
        if (frame.line() > lines.size()) {
            return FrameHistory.unknown(FrameSource.tooShort(frame, path.get(), lines.size(), deployed));
        }
        Function function = Function.around(lines, frame.line(), simpleName(frame.function()));
        List<FrameHistory.Contribution> all = new ArrayList<>();
        for (int line : List.of(frame.line(), frame.line() - BESIDE, frame.line() + BESIDE)) {
            if (line >= function.from() && line <= function.to()) {
                add(authorship, code, deployed, FrameHistory.Touch.LINE, line, "", lines, all);
            }
        }
        for (int line = function.from(); line <= function.to(); line++) {
            add(authorship, code, deployed, FrameHistory.Touch.FUNCTION, line, "", lines, all);
        }
        function.names(lines).stream().limit(MOST_NAMES).toList().forEach(name -> {
            int line = function.declaration(lines, name);
            if (line > 0) {
                addUnchecked(authorship, code, deployed, line, name, lines, all);
            }
        });
        return new FrameHistory(path.get(), deployed.commit(), deployed.how(), merged(all), null);
    }

    private static void addUnchecked(
            Authorship authorship,
            DeployedCode code,
            DeployedCode.Deployed deployed,
            int line,
            String name,
            List<String> lines,
            List<FrameHistory.Contribution> into) {
        try {
            add(authorship, code, deployed, FrameHistory.Touch.USED, line, name, lines, into);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static void add(
            Authorship authorship,
            DeployedCode code,
            DeployedCode.Deployed deployed,
            FrameHistory.Touch touch,
            int line,
            String name,
            List<String> lines,
            List<FrameHistory.Contribution> into)
            throws IOException {
        Optional<Authorship.Origin> found = authorship.origin(line);
        if (found.isPresent()) {
            Authorship.Origin origin = found.get();
            boolean known = into.stream()
                    .anyMatch(each -> each.commit().equals(origin.commit())
                            && each.touch() == touch
                            && each.name().equals(name));
            if (!known) {
                into.add(new FrameHistory.Contribution(
                        origin.commit(),
                        touch,
                        line,
                        lines.get(line - 1),
                        name,
                        origin.seconds(),
                        authorship.added(origin.commit(), origin.path()),
                        code.isNewIn(deployed.commit(), origin.commit())));
            }
        }
    }

    /** One of each commit and touch, with how many newer ones there are; until now the distance held the time. */
    private static List<FrameHistory.Contribution> merged(List<FrameHistory.Contribution> all) {
        List<FrameHistory.Contribution> merged = new ArrayList<>();
        for (FrameHistory.Touch touch : FrameHistory.Touch.values()) {
            Map<String, FrameHistory.Contribution> byCommit = new LinkedHashMap<>();
            all.stream()
                    .filter(each -> each.touch() == touch)
                    .sorted(Comparator.comparingInt(FrameHistory.Contribution::distance)
                            .reversed())
                    .forEach(each -> byCommit.putIfAbsent(each.commit(), each));
            int distance = 0;
            for (FrameHistory.Contribution each : byCommit.values()) {
                merged.add(new FrameHistory.Contribution(
                        each.commit(),
                        touch,
                        each.line(),
                        each.text(),
                        each.name(),
                        distance++,
                        each.added(),
                        each.newlyDeployed()));
            }
        }
        return merged;
    }

    /** The method itself: {@code lambda$main$0} runs in {@code main}. */
    static String simpleName(String function) {
        String name = function.substring(Math.max(function.lastIndexOf('.'), function.lastIndexOf(':')) + 1);
        if (name.startsWith("lambda$")) {
            String[] parts = name.split("\\$", -1);
            return parts.length > 1 ? parts[1] : name;
        }
        return name.matches("[A-Za-z_$][\\w$]*") ? name : "";
    }

    @Override
    public void close() throws IOException {
        List<DeployedCode> known = repositories;
        repositories = List.of();
        if (known != null) {
            for (DeployedCode code : known) {
                code.close();
            }
        }
    }
}
