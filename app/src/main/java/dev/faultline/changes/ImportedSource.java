package dev.faultline.changes;

import dev.faultline.analysis.change.FileDiff;
import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.analysis.change.LogStatements;
import dev.faultline.analysis.change.SourceCode;
import dev.faultline.analysis.change.SourceExcerpt;
import dev.faultline.importers.change.Authorship;
import dev.faultline.importers.change.CommitDiff;
import dev.faultline.importers.change.DeployedCode;
import dev.faultline.model.Frame;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The code of the repositories and bundles that were imported into a case. For one thread at a time. */
public final class ImportedSource implements SourceCode {
    private static final int MOST_STATEMENTS = 5;
    private static final int MOST_AROUND = 100;
    private static final int LONGEST_LINE = 1_000;
    private static final int DIFF_CONTEXT = 3;
    private static final String HOW_TO_IMPORT =
            "Import the repository's clone, or a bundle of it made by: git bundle create repo.bundle --all";

    private final ImportedHistory history;

    /** Code of what this case holds. */
    public ImportedSource(CaseReader reader) {
        this.history = new ImportedHistory(reader);
    }

    @Override
    public FrameHistory of(Frame frame, Deployment deployment) throws IOException {
        return history.of(frame, deployment);
    }

    @Override
    public SourceExcerpt excerpt(Frame frame, Deployment deployment, int around) throws IOException {
        if (history.repositories().isEmpty()) {
            return SourceExcerpt.unknown("No repository was imported. " + HOW_TO_IMPORT);
        }
        if (frame.file() == null || frame.line() <= 0) {
            return SourceExcerpt.unknown("The frame names no file and line. Code built with debug information does.");
        }
        SourceExcerpt last = SourceExcerpt.unknown(
                "No commit of the imported repositories is as old as this event. Import a clone with its whole history.");
        for (DeployedCode code : history.repositories()) {
            Optional<DeployedCode.Deployed> deployed = code.resolve(deployment.revisions(), deployment.before());
            if (deployed.isPresent()) {
                last = excerpt(frame, code, deployed.get(), around);
                if (last.unresolved() == null) {
                    return last;
                }
            }
        }
        return last;
    }

    private static SourceExcerpt excerpt(Frame frame, DeployedCode code, DeployedCode.Deployed deployed, int around)
            throws IOException {
        Optional<String> path = FrameSource.path(frame, code, deployed.commit());
        if (path.isEmpty()) {
            return SourceExcerpt.unknown(
                    FrameSource.missing(frame, deployed) + ". A library's own repository can be imported beside it.");
        }
        Authorship authorship = code.authorship(deployed.commit(), path.get());
        List<String> lines = authorship.lines();
        if (frame.line() > lines.size()) {
            return SourceExcerpt.unknown(FrameSource.tooShort(frame, path.get(), lines.size(), deployed)
                    + ". A tag of the release in the repository would say which.");
        }
        int reach = Math.clamp(around, 0, MOST_AROUND);
        List<SourceExcerpt.Line> shown = new ArrayList<>();
        int last = Math.min(lines.size(), frame.line() + reach);
        for (int line = Math.max(1, frame.line() - reach); line <= last; line++) {
            Optional<Authorship.Origin> origin = authorship.origin(line);
            shown.add(new SourceExcerpt.Line(
                    line,
                    cut(lines.get(line - 1)),
                    origin.map(Authorship.Origin::commit).orElse(""),
                    origin.map(Authorship.Origin::seconds).orElse(0)));
        }
        return new SourceExcerpt(path.get(), deployed.commit(), deployed.how(), frame.line(), shown, null);
    }

    @Override
    public LogStatements statements(Message message, Deployment deployment, BooleanSupplier cancelled)
            throws IOException {
        if (history.repositories().isEmpty()) {
            return new LogStatements(List.of(), "no repository was imported. " + HOW_TO_IMPORT);
        }
        StatementSearch search = new StatementSearch(message.text());
        boolean whole = true;
        String where = "";
        for (DeployedCode code : history.repositories()) {
            Optional<DeployedCode.Deployed> deployed = code.resolve(deployment.revisions(), deployment.before());
            if (deployed.isPresent()) {
                where = deployed.get().how();
                String commit = deployed.get().commit();
                String name = ImportedHistory.simpleName(message.logger());
                if (!name.isEmpty()) {
                    code.read(commit, name, search, cancelled);
                }
                // The logger's own file has it, or any other may.
                if (search.found().isEmpty()) {
                    whole &= code.read(commit, "", search, cancelled);
                }
            }
        }
        List<LogStatements.Statement> found = search.found();
        String limit = whole ? "" : "; not all of the code was read";
        String more = found.size() > MOST_STATEMENTS ? "; " + found.size() + " fit equally well" : "";
        return new LogStatements(
                found.subList(0, Math.min(MOST_STATEMENTS, found.size())),
                where.isEmpty() ? "no revision is as old as this event" : "searched at " + where + limit + more);
    }

    @Override
    public List<String> changed(String commit, String path) throws IOException {
        return history.changed(commit, path);
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    @Override
    public List<FileDiff> diff(String commit) throws IOException {
        return history.diff(commit, null, DIFF_CONTEXT).stream()
                .flatMap(diff -> diff.files().stream())
                .map(ImportedSource::lines)
                .toList();
    }

    private static FileDiff lines(CommitDiff.FileDiff file) {
        List<FileDiff.Line> lines = new ArrayList<>();
        for (CommitDiff.Hunk hunk : file.hunks()) {
            if (hunk.oldStart() > 1 || !lines.isEmpty()) {
                lines.add(new FileDiff.Line('@', 0, 0, ""));
            }
            hunk.lines()
                    .forEach(line -> lines.add(
                            new FileDiff.Line(line.side().sign(), line.oldNumber(), line.newNumber(), line.text())));
        }
        String left = file.binary() ? "it is no text, or too large" : file.cutOff() ? "there are more lines" : "";
        return new FileDiff(file.path(), file.oldPath() == null ? file.path() : file.oldPath(), lines, left);
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}
