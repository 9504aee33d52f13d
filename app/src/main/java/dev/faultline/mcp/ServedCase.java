package dev.faultline.mcp;

import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.EventId;
import dev.faultline.playbook.Library;
import dev.faultline.store.AuditTrail;
import dev.faultline.store.Board;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The case that is served: opened when it is first asked for, so that a server may be started before there is one. */
final class ServedCase implements Question.Surroundings, AutoCloseable {
    /** Says of a note that no person wrote it: as its author and as its tag. */
    private static final String MACHINE = "machine-written";

    private final Path folder;
    private final CaseServer.Playbooks playbooks;
    private @Nullable AuditTrail trail;
    private @Nullable Case open;

    ServedCase(Path folder, CaseServer.Playbooks playbooks) {
        this.folder = folder;
        this.playbooks = playbooks;
    }

    /** The case after its last commit, whoever made that. */
    CaseReader reader() throws IOException, ToolException {
        return open().refresh();
    }

    private Case open() throws IOException, ToolException {
        if (!Case.isCase(folder)) {
            throw new ToolException(
                    "there is no case yet where this server was told to look; a person can make one with"
                            + " faultline import");
        }
        trail();
        Case known = open;
        if (known == null) {
            known = Case.openForReading(folder);
            open = known;
        }
        return known;
    }

    /** Opened before the case is, which then reads beside a writer and sees what that commits. */
    private AuditTrail trail() throws IOException {
        AuditTrail known = trail;
        if (known == null) {
            known = AuditTrail.open(folder);
            trail = known;
        }
        return known;
    }

    /** Adds a row to the audit trail; where there is no case there is nothing to be asked either. */
    void record(String action, Map<String, String> details) throws IOException {
        if (Case.isCase(folder)) {
            trail().add(action, details);
        }
    }

    @Override
    public Board board() throws IOException {
        return trail().board("");
    }

    /** The events stand in its text, where whoever reads it can follow them. */
    @Override
    public void note(String text, List<EventId> events) throws IOException {
        String cited = String.join(" ", events.stream().map(id -> "#" + id).toList());
        String whole = events.isEmpty() || text.contains(cited) ? text : text + "\n\n" + cited;
        trail().board("assistant (" + MACHINE + ")").note(whole, List.of(MACHINE));
    }

    @Override
    public Library library() throws IOException {
        return playbooks.open();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
        if (trail != null) {
            trail.close();
        }
    }
}
