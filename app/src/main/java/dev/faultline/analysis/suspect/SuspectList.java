package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.Windows;
import java.util.List;

/**
 * Ranked explanations of an incident. "None of these" stays an answer.
 *
 * @param windows what was compared
 * @param suspects the most likely first
 * @param notes what limits the answer: sampling, missing kinds of evidence, why no commit is suspect
 */
public record SuspectList(Windows windows, List<Suspect> suspects, List<String> notes) {
    /** Copies the lists. */
    public SuspectList {
        suspects = List.copyOf(suspects);
        notes = List.copyOf(notes);
    }
}
