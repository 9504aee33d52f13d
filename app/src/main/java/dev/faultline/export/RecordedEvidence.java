package dev.faultline.export;

import dev.faultline.model.TimeRange;
import dev.faultline.playbook.Recording;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.redaction.Redactor;
import dev.faultline.store.Case;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The events that a recorded playbook is tested with, redacted: some that show the failure, some that do not. */
public final class RecordedEvidence {
    private static final int MOST_EVENTS = 500;

    private RecordedEvidence() {}

    /** The names that the playbook's tests call them by, beside it. */
    public static List<String> names(String playbook) {
        return List.of("tests/" + playbook + "-shows.jsonl", "tests/" + playbook + "-before.jsonl");
    }

    /** Writes both into the playbook's folder, under their names. */
    public static void write(Case open, Recording recording, Path folder, List<String> names) throws IOException {
        EventView view = EventView.redacted(new Redactor(open.id(), Set.of()));
        write(open, recording.positive(), view, folder.resolve(names.getFirst()));
        write(open, recording.negative(), view, folder.resolve(names.getLast()));
    }

    private static void write(Case open, String query, EventView view, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (OutputStream out = Files.newOutputStream(to)) {
            Hits hits = Search.run(open.reader(), QueryParser.parse(query), TimeRange.ALL, () -> false);
            new ListExport(hits, view, MOST_EVENTS, () -> false).write(ListExport.Format.JSONL, "", out);
        } catch (QuerySyntaxException wrong) {
            throw new IOException(wrong);
        }
    }
}
