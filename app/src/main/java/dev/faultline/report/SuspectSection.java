package dev.faultline.report;

import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.export.EventView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the analysis ranks: candidates, with what speaks for and against each. */
final class SuspectSection {
    private static final int MOST = 5;
    private static final int EVENTS = 5;

    private final EventView view;

    SuspectSection(EventView view) {
        this.view = view;
    }

    List<Sentence> sentences(@Nullable SuspectList list) {
        List<Sentence> out = new ArrayList<>();
        if (list == null) {
            return out;
        }
        for (Suspect suspect : list.suspects().stream().limit(MOST).toList()) {
            String key = "suspect/" + Keys.of(suspect.kind() + " " + suspect.service() + " " + suspect.subject());
            out.add(Sentence.kept(
                    key,
                    String.format(
                            Locale.ROOT,
                            "Candidate %d, %s: %s %s%s, score %.2f; it would be disproved by: %s",
                            suspect.rank(),
                            suspect.state().label(),
                            suspect.kind().label(),
                            view.text(suspect.subject()),
                            suspect.service().isEmpty() || suspect.service().equals(suspect.subject())
                                    ? ""
                                    : " of " + view.text(suspect.service()),
                            suspect.score(),
                            view.text(suspect.disproof()))));
            reasons(out, key, "for", suspect.reasons());
            reasons(out, key, "against", suspect.counterEvidence());
        }
        list.notes().forEach(note -> out.add(Sentence.kept("suspects/note/" + Keys.of(note), view.text(note))));
        return out;
    }

    private void reasons(List<Sentence> out, String key, String side, List<Reason> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            Reason reason = reasons.get(i);
            out.add(Sentence.shown(
                    key + "/" + side + "/" + i,
                    side + " it: " + view.text(reason.text()),
                    reason.events().stream().limit(EVENTS).toList()));
        }
    }
}
