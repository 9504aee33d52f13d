package dev.faultline.changes;

import dev.faultline.analysis.change.FileDiff;
import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.analysis.change.LogStatements;
import dev.faultline.analysis.change.SourceCode;
import dev.faultline.analysis.change.SourceExcerpt;
import dev.faultline.importers.change.Authorship;
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
        String file = frame.file();
        if (history.repositories().isEmpty()) {
            return SourceExcerpt.unknown("No repository was imported. " + HOW_TO_IMPORT);
        }
        if (file == null || frame.line() <= 0) {
            return SourceExcerpt.unknown("The frame names no file and line. Code built with debug information does.");
        }
        SourceExcerpt last = SourceExcerpt.unknown(
                "No commit of the imported repositories is as old as this event. Import a clone with its whole history.");
        for (DeployedCode code : history.repositories()) {
            Optional<DeployedCode.Deployed> deployed = code.resolve(deployment.revisions(), deployment.before());
            if (deployed.isPresent()) {
                last = excerpt(frame, file, code, deployed.get(), around);
                if (last.unresolved() == null) {
                    return last;
                }
            }
        }
        return last;
    }

    private static SourceExcerpt excerpt(
            Frame frame, String file, DeployedCode code, DeployedCode.Deployed deployed, int around)
            throws IOException {
        List<String> paths = code.paths(deployed.commit(), file, ImportedHistory.folders(frame));
        if (paths.isEmpty()) {
            return SourceExcerpt.unknown(file + " is not in the imported repository at " + deployed.how()
                    + ". A library's own repository can be imported beside it.");
        }
        Authorship authorship = code.authorship(deployed.commit(), paths.getFirst());
        List<String> lines = authorship.lines();
        if (frame.line() > lines.size()) {
            return SourceExcerpt.unknown(paths.getFirst() + " has only " + lines.size() + " lines at " + deployed.how()
                    + ", the frame names line " + frame.line()
                    + ": another revision ran. A tag of the release in the repository would say which.");
        }
        List<SourceExcerpt.Line> shown = new ArrayList<>();
        int last = Math.min(lines.size(), frame.line() + around);
        for (int line = Math.max(1, frame.line() - around); line <= last; line++) {
            Optional<Authorship.Origin> origin = authorship.origin(line);
            shown.add(new SourceExcerpt.Line(
                    line,
                    lines.get(line - 1),
                    origin.map(Authorship.Origin::commit).orElse(""),
                    origin.map(Authorship.Origin::seconds).orElse(0)));
        }
        return new SourceExcerpt(paths.getFirst(), deployed.commit(), deployed.how(), frame.line(), shown, null);
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
    public List<FileDiff> diff(String commit) throws IOException {
        for (DeployedCode code : history.repositories()) {
            if (code.knows(commit)) {
                return code.diff(commit).stream()
                        .map(file -> new FileDiff(
                                file.path(),
                                file.oldPath(),
                                file.lines().stream()
                                        .map(line -> new FileDiff.Line(
                                                line.sign(), line.before(), line.after(), line.text()))
                                        .toList(),
                                file.left()))
                        .toList();
            }
        }
        return List.of();
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}
