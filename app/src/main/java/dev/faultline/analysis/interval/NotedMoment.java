package dev.faultline.analysis.interval;

import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a person says happened: a note on the board with a time. It is no evidence, is in no count and no search, and
 * is shown as what it is. Like every note it is in the audit trail, can be taken back, and travels with the case.
 *
 * @param note the number of the note
 * @param time nanoseconds since 1970 UTC
 * @param end where it was a stretch of time; the same as {@code time} where it was a moment
 * @param author who wrote it last
 */
public record NotedMoment(long note, long time, long end, Severity severity, String text, String author) {
    private static final String AT = "at=";
    private static final String UNTIL = "until=";
    private static final String SEVERITY = "severity=";

    /** The tags of a note that say this. */
    public static List<String> tags(long time, long end, Severity severity) {
        List<String> tags = new ArrayList<>(List.of(AT + Timestamps.format(time)));
        if (end != time) {
            tags.add(UNTIL + Timestamps.format(end));
        }
        if (severity != Severity.UNSPECIFIED) {
            tags.add(SEVERITY + severity.name().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(tags);
    }

    /** Those of the notes that have a time, in its order. */
    public static List<NotedMoment> of(List<Note> notes) {
        return notes.stream()
                .map(NotedMoment::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(NotedMoment::time).thenComparingLong(NotedMoment::note))
                .toList();
    }

    private static Optional<NotedMoment> of(Note note) {
        Optional<Long> time = tag(note, AT).flatMap(Timestamps::parse);
        long end = tag(note, UNTIL).flatMap(Timestamps::parse).or(() -> time).orElse(0L);
        Severity severity = tag(note, SEVERITY).flatMap(Severity::of).orElse(Severity.UNSPECIFIED);
        return time.filter(from -> from <= end)
                .map(from -> new NotedMoment(
                        note.entry().id(),
                        from,
                        end,
                        severity,
                        note.entry().text(),
                        note.entry().author()));
    }

    private static Optional<String> tag(Note note, String start) {
        return note.entry().tags().stream()
                .filter(tag -> tag.startsWith(start))
                .map(tag -> tag.substring(start.length()))
                .findFirst();
    }

    /** Whether it took time. */
    public boolean isStretch() {
        return end > time;
    }
}
