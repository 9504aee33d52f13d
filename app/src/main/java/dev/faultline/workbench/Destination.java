package dev.faultline.workbench;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.TimeExpression;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a person wants to go: a time, a stretch of time, an event by its name or by a link that was copied. */
sealed interface Destination {
    /** Nanoseconds since 1970 UTC. */
    record At(long nanos) implements Destination {}

    /** A stretch of time. */
    record Within(TimeRange range) implements Destination {}

    /** An event. */
    record To(EventId id) implements Destination {}

    /**
     * Reads what was typed.
     *
     * @param text a time as the query language has it, {@code T0} and what lies around it such as {@code T0-5m}, two of them
     *     with {@code ..} between, the id of an event, a link
     * @param whole the span of the case
     * @param looked the span that is looked at: a clock without a day is in it
     * @param zero T0
     * @param caseId name of this case in links
     * @throws IllegalArgumentException with words for a person
     */
    static Destination parse(String text, TimeRange whole, TimeRange looked, OptionalLong zero, String caseId) {
        String typed = text.strip();
        Optional<Destination> link = Link.parse(typed, caseId);
        if (link.isPresent()) {
            return link.get();
        }
        Optional<EventId> id = EventId.parse(typed.startsWith("#") ? typed.substring(1) : typed);
        if (id.isPresent()) {
            return new To(id.get());
        }
        int between = typed.indexOf("..");
        if (between < 0) {
            return new At(time(typed, whole, looked, zero));
        }
        String first = typed.substring(0, between).strip();
        String last = typed.substring(between + 2).strip();
        long from = time(first.isEmpty() ? "start" : first, whole, looked, zero);
        long to = time(last.isEmpty() ? "end" : last, whole, looked, zero);
        if (to <= from) {
            throw new IllegalArgumentException(Words.of("goto.ends-before", typed));
        }
        return new Within(new TimeRange(from, to));
    }

    private static long time(String text, TimeRange whole, TimeRange looked, OptionalLong zero) {
        if (text.equals("start") || text.equals("end")) {
            return TimeExpression.parse(text, whole);
        }
        if (!text.regionMatches(true, 0, "T0", 0, 2)) {
            long time = TimeExpression.parse(text, looked);
            // The clock of a stretch over midnight means the day that is looked at.
            boolean clock = text.matches("\\d{1,2}:\\d.*");
            long next = time + 86_400_000_000_000L;
            return clock && time < looked.from() && next < looked.to() ? next : time;
        }
        long at = zero.orElseThrow(() -> new IllegalArgumentException(Words.of("goto.no-zero")));
        String rest = text.substring(2).strip();
        if (rest.isEmpty()) {
            return at;
        }
        long before = TimeExpression.parse("-" + rest.substring(1).strip(), new TimeRange(0, at));
        return rest.startsWith("-") ? before : at + (at - before);
    }

    /** {@code faultline://case/ID/event/ID?t=TIME}: leads to an event, in this case and in every copy of it. */
    final class Link {
        private static final Pattern FORM =
                Pattern.compile("faultline://case/([^/\\s]+)/event/(\\d+\\.\\d+)(?:\\?t=\\S*)?");

        private Link() {}

        static String of(String caseId, EventId id, String time) {
            return "faultline://case/" + caseId + "/event/" + id + (time.isEmpty() ? "" : "?t=" + time);
        }

        private static Optional<Destination> parse(String text, String caseId) {
            Matcher link = FORM.matcher(text);
            if (!link.matches()) {
                return Optional.empty();
            }
            if (!link.group(1).equals(caseId)) {
                throw new IllegalArgumentException(Words.of("goto.other-case", link.group(1)));
            }
            return EventId.parse(link.group(2)).map(To::new);
        }
    }
}
