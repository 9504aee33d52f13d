package dev.faultline.report;

import dev.faultline.analysis.hypothesis.EvidenceMatrix;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.export.EventView;
import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import dev.faultline.store.Board;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the investigator says, with what it points at. */
final class BoardSections {
    private final Case of;
    private final Board board;
    private final EventView view;
    private final Map<IncidentField, String> fields;

    BoardSections(Case of, EventView view) throws IOException {
        this.of = of;
        this.board = of.board();
        this.view = view;
        this.fields = board.incident();
    }

    List<Sentence> fields(IncidentField... wanted) {
        List<Sentence> out = new ArrayList<>();
        for (IncidentField field : wanted) {
            String value = fields.get(field);
            if (value != null) {
                String name = field.label().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + field.label().substring(1);
                out.add(Sentence.said("field/" + field.label(), name + ": " + view.text(value)));
            }
        }
        return out;
    }

    List<Sentence> pins() throws IOException {
        List<Sentence> out = new ArrayList<>();
        for (Pin pin : board.pins()) {
            out.add(pointed(
                    "pin/" + Keys.of(pin.entry().uid()),
                    pin.reference(),
                    pin.entry().text()));
        }
        return out;
    }

    /** What a reference shows, then why somebody pointed at it. */
    private Sentence pointed(String key, Reference reference, String why) throws IOException {
        String said = why.isBlank() ? "" : " Said of it: " + Keys.quoted(view.text(why));
        Optional<EventId> id = reference.event();
        Optional<Event> event = id.isPresent() ? of.reader().event(id.get()) : Optional.empty();
        if (event.isEmpty()) {
            return Sentence.said(key, view.text(reference.toString()) + "." + said);
        }
        Event shown = view.event(event.get());
        String variable = reference.type() == Reference.Type.VARIABLE
                ? variable(
                        shown, reference.target().substring(reference.target().indexOf('#') + 1))
                : "";
        return Sentence.shown(key, EvidenceSection.line(shown) + variable + said, List.of(shown.id()));
    }

    private String variable(Event event, String path) {
        if (event.detail() instanceof Snapshot snapshot) {
            for (Snapshot.FrameVariables frame : snapshot.frames()) {
                Optional<Variable> found = find(frame.variables(), path);
                if (found.isPresent()) {
                    return " " + path + " = " + found.get().value() + " in " + frame.frame() + ".";
                }
            }
        }
        return " " + view.text(path) + " is not in this snapshot.";
    }

    private static Optional<Variable> find(List<Variable> variables, String path) {
        for (Variable variable : variables) {
            if (path.equals(variable.name())) {
                return Optional.of(variable);
            }
            if (path.startsWith(variable.name() + ".")) {
                return find(variable.members(), path.substring(variable.name().length() + 1));
            }
        }
        return Optional.empty();
    }

    List<Sentence> hypotheses() throws IOException {
        List<Sentence> out = new ArrayList<>();
        for (Hypothesis hypothesis : board.hypotheses()) {
            if (KeptVerdict.isOne(hypothesis)) {
                continue;
            }
            String key = "hypothesis/" + Keys.of(hypothesis.entry().uid());
            out.add(Sentence.said(
                    key,
                    "Hypothesis, " + hypothesis.state().label() + ": "
                            + view.text(hypothesis.entry().text())));
            citations(out, key, hypothesis);
        }
        return out;
    }

    private void citations(List<Sentence> out, String key, Hypothesis hypothesis) throws IOException {
        for (Citation citation : hypothesis.citations()) {
            Sentence shown = pointed(
                    key + "/" + Keys.of(citation.reference().toString()), citation.reference(), citation.text());
            out.add(new Sentence(
                    shown.key(),
                    shown.basis(),
                    (citation.supports() ? "for it: " : "against it: ") + shown.text(),
                    shown.events(),
                    ""));
        }
    }

    /** Where there are two hypotheses at least: which one the evidence contradicts least. */
    List<Sentence> weighed() throws IOException {
        List<Sentence> out = new ArrayList<>();
        EvidenceMatrix matrix = EvidenceMatrix.of(board.hypotheses());
        if (matrix.hypotheses().size() < 2 || matrix.evidence().isEmpty()) {
            return out;
        }
        for (EvidenceMatrix.Column column : matrix.hypotheses()) {
            out.add(Sentence.kept(
                    "weighed/" + Keys.of(column.hypothesis().entry().uid()),
                    (column.rank() == 0 ? "" : "Rank " + column.rank() + ": ")
                            + Keys.quoted(view.text(column.hypothesis().entry().text())) + ": " + column.sentence()
                            + "."));
        }
        return out;
    }

    List<Sentence> notes() throws IOException {
        List<Sentence> out = new ArrayList<>();
        for (Note note : board.notes()) {
            out.add(Sentence.said(
                    "note/" + Keys.of(note.entry().uid()),
                    view.text(note.entry().text())));
        }
        return out;
    }

    List<Sentence> verification() throws IOException {
        List<Sentence> said = new ArrayList<>(fields(IncidentField.VERIFIED));
        for (KeptVerdict kept : KeptVerdict.of(board)) {
            Annotation.Entry entry = kept.hypothesis().entry();
            String key = "verdict/" + Keys.of(entry.uid());
            said.add(Sentence.kept(
                    key,
                    "Verdict of " + Timestamps.format(entry.created()) + ", kept by " + view.person(entry.author())
                            + ": " + view.text(entry.text()) + "; " + kept.redeploys()
                            + " deployments or releases from the onset to the fix."));
            citations(said, key, kept.hypothesis());
        }
        return said.isEmpty()
                ? List.of(Sentence.said("field/verified", "Nobody has said yet that the fix was verified."))
                : said;
    }

    List<Sentence> actions() {
        return fields(IncidentField.ACTIONS, IncidentField.COMMANDER, IncidentField.RESPONDERS);
    }

    /** From what is said of the times alone. */
    List<Sentence> durations() {
        List<Sentence> out = new ArrayList<>();
        duration(out, "Time to detect", IncidentField.BEGAN, IncidentField.DETECTED);
        duration(out, "Time to mitigate", IncidentField.BEGAN, IncidentField.MITIGATED);
        duration(out, "Time to fix", IncidentField.BEGAN, IncidentField.FIXED);
        duration(out, "Time to verify", IncidentField.FIXED, IncidentField.VERIFIED);
        return out;
    }

    private void duration(List<Sentence> out, String name, IncidentField from, IncidentField to) {
        Optional<Long> start = Timestamps.parse(fields.getOrDefault(from, ""));
        Optional<Long> end = Timestamps.parse(fields.getOrDefault(to, ""));
        if (start.isPresent() && end.isPresent()) {
            long length = end.get() - start.get();
            out.add(Sentence.said(
                    "duration/" + to.label(),
                    name + " (" + from.label() + " to " + to.label() + "): " + Figures.duration(length) + "."));
        }
    }
}
