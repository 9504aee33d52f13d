package dev.faultline.workbench;

import dev.faultline.export.RecordedEvidence;
import dev.faultline.model.IncidentField;
import dev.faultline.playbook.Recorder;
import dev.faultline.playbook.Recording;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Makes a playbook of what stands on the board, for a person to confirm in the editor. */
final class PlaybookRecording {
    private static final int LONGEST_NAME = 60;

    private final CaseModel model;
    private final Path library;

    /** {@code library} is the folder of the team's playbooks. */
    PlaybookRecording(CaseModel model, Path library) {
        this.model = model;
        this.library = library;
    }

    private record Drawn(String name, List<String> evidence, Recording recording) {}

    /** Draws it away from the UI thread, then opens the editor; what is missing on the board is said in words. */
    void start(@Nullable Window owner) {
        var open = model.openCase();
        String query = model.state().get().effectiveQuery();
        model.say(Words.of("playbook.drawing"));
        model.read(
                "playbook-record",
                cancelled -> {
                    var incident = open.board().incident();
                    String name = name(incident.getOrDefault(IncidentField.TITLE, ""));
                    List<String> evidence = RecordedEvidence.names(name);
                    Recording recording = new Recorder(open.reader(), cancelled)
                            .record(
                                    open.board().annotations(),
                                    incident,
                                    query.isBlank() ? List.of() : List.of(query),
                                    evidence,
                                    LocalDate.now(ZoneOffset.UTC));
                    return new Drawn(name, evidence, recording);
                },
                drawn -> {
                    PlaybookEditor editor = PlaybookEditor.open(
                            model,
                            library,
                            owner,
                            drawn.name(),
                            drawn.recording().yaml());
                    editor.whenSaved(folder -> {
                        RecordedEvidence.write(open, drawn.recording(), folder, drawn.evidence());
                        open.audit("playbook", java.util.Map.of("recorded", drawn.name()));
                    });
                    model.say(Words.of("playbook.drawn"));
                });
    }

    /** A name for the file, from the title of the incident. */
    static String name(String title) {
        String plain =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "recorded" : plain;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME).replaceAll("-$", "") : name;
    }
}
