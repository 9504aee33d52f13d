package dev.faultline.report;

import dev.faultline.analysis.moment.Moments;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.export.EventView;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A postmortem. Made from a case alone, so that making it again shows which of its sentences still hold.
 *
 * @param title of the incident
 * @param redacted whether secrets and persons were taken out
 * @param sections in their order; the last one quotes the evidence
 * @param picture how many events and errors there were over time
 */
public record Report(String title, boolean redacted, List<Section> sections, Picture picture) {
    private static final int MOMENTS = 200;
    private static final int MOST_EVIDENCE = 400;

    /** Copies the sections. */
    public Report {
        sections = List.copyOf(sections);
    }

    /**
     * Makes the report.
     *
     * @param suspects what the analysis ranks; null where no onset stands out
     */
    public static Report of(
            Case of, EventView view, @Nullable SuspectList suspects, ReportProgress progress, BooleanSupplier cancelled)
            throws IOException {
        Map<IncidentField, String> fields = of.board().incident();
        progress.making(ReportProgress.Part.MOMENTS, 0, 0);
        Moments moments = Moments.of(of.reader(), TimeRange.ALL, MOMENTS, cancelled);
        progress.making(ReportProgress.Part.COUNTS, 0, 0);
        FactSections facts = new FactSections(of.reader(), view, cancelled);
        BoardSections board = new BoardSections(of, view);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Summary", facts.summary(board)));
        sections.add(new Section("Impact", facts.impact(board)));
        sections.add(new Section("Timeline", new TimelineSection(of, view).sentences(moments)));
        sections.add(new Section("Pinned", board.pins()));
        sections.add(new Section("Hypotheses", board.hypotheses()));
        sections.add(new Section("Hypotheses against evidence", board.weighed()));
        SuspectList known =
                suspects == null ? null : SuspectStates.of(of.board()).on(suspects);
        sections.add(new Section("Candidates that the evidence offers", new SuspectSection(view).sentences(known)));
        sections.add(new Section("Changes", facts.changes()));
        sections.add(new Section("Verification", board.verification()));
        sections.add(new Section("Playbooks", new PlaybookSection(of, view).sentences()));
        sections.add(new Section("Durations", board.durations()));
        sections.add(new Section("Action items", board.actions()));
        sections.add(new Section("Notes", board.notes()));
        sections.add(new Section("Custody", new CustodySection(of, view).sentences(progress, cancelled)));
        progress.making(ReportProgress.Part.EVIDENCE, 0, 0);
        EvidenceSection evidence = new EvidenceSection(of.reader(), view);
        sections.add(new Section("Evidence", evidence.sentences(cited(sections), cancelled)));
        String title = view.text(fields.getOrDefault(IncidentField.TITLE, of.name()));
        return new Report(title, view.isRedacted(), sections, Picture.of(of.reader(), cancelled));
    }

    private static Set<EventId> cited(List<Section> sections) {
        Set<EventId> cited = new LinkedHashSet<>();
        for (Section section : sections) {
            for (Sentence sentence : section.sentences()) {
                for (EventId id : sentence.events()) {
                    if (cited.size() < MOST_EVIDENCE) {
                        cited.add(id);
                    }
                }
            }
        }
        return cited;
    }
}
