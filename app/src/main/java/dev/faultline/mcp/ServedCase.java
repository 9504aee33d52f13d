package dev.faultline.mcp;

import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.EventId;
import dev.faultline.store.AuditTrail;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The case that is served: opened when it is first asked for, so that a server may be started before there is one. */
final class ServedCase implements Question.Notes, AutoCloseable {
    private final Path folder;
    private @Nullable AuditTrail trail;
    private @Nullable Case open;

    ServedCase(Path folder) {
        this.folder = folder;
    }

    /** The case after its last commit, whoever made that. */
    CaseReader reader() throws IOException, ToolException {
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
        return known.refresh();
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
    public void add(String text, List<EventId> events) throws IOException {
        record("note", Map.of("by", "assistant", "text", text, "events", events.toString()));
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
