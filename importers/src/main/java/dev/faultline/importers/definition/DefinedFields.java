package dev.faultline.importers.definition;

import dev.faultline.importers.log.Levels;
import dev.faultline.importers.log.LineFields;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The pieces of the record in hand, and what they mean. Places are in the record. */
final class DefinedFields {
    private static final int LONGEST_LEVEL = 40;
    /** Bytes of a record in which a level is looked for. */
    private static final int LONGEST_SEARCH = 64 << 10;

    private final Definition definition;
    private List<String> names = List.of();
    private int[] from = {};
    private int[] to = {};
    private boolean cut;
    private long nanos;
    private TimeQuality quality = TimeQuality.NONE;

    DefinedFields(Definition definition) {
        this.definition = definition;
    }

    /** Takes over what was just matched. */
    void take(DefinedMatch match) {
        names = match.names();
        from = new int[names.size()];
        to = new int[names.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = match.from(i);
            to[i] = match.to(i);
        }
        cut = match.cut();
        nanos = match.nanos();
        quality = match.quality();
    }

    long nanos() {
        return nanos;
    }

    TimeQuality quality() {
        return quality;
    }

    /** Where the record's message begins. */
    int messageFrom() {
        int message = names.indexOf("message");
        return message < 0 ? 0 : Math.max(0, from[message]);
    }

    /** The draft gets everything but place, time and exception. The text ends at {@code end}. */
    void fill(EventDraft draft, byte[] record, int firstLineEnd, int end) {
        int messageFrom = 0;
        int messageTo = end;
        int severity = 0;
        for (int i = 0; i < names.size(); i++) {
            String group = names.get(i);
            if (group.equals(definition.level().group()) && from[i] >= 0) {
                severity = level(record, from[i], to[i]);
            }
            if (group.equals("message")) {
                messageFrom = Math.max(0, from[i]);
                // What follows on further lines belongs to the message that ends its first line.
                messageTo = cut || to[i] >= firstLineEnd ? end : Math.min(end, Math.max(0, to[i]));
            } else if (from[i] >= 0 && to[i] > from[i]) {
                piece(draft, group, record, from[i], Math.min(to[i], record.length));
            }
        }
        definition.constants().forEach(draft::attribute);
        // Where the first line is only a header, the message begins on the next one.
        while (messageFrom >= firstLineEnd && messageFrom < messageTo && isBlank(record[messageFrom])) {
            messageFrom++;
        }
        while (messageTo > messageFrom && (record[messageTo - 1] == '\n' || record[messageTo - 1] == '\r')) {
            messageTo--;
        }
        draft.severity(severity > 0 ? severity : searched(record, end))
                .message(record, messageFrom, Math.max(messageFrom, messageTo));
    }

    /** The level that the record's text tells where no word does. */
    private int searched(byte[] record, int end) {
        if (!definition.level().search().isEmpty()) {
            String text = new String(record, 0, Math.min(end, LONGEST_SEARCH), StandardCharsets.ISO_8859_1);
            for (Definition.Search each : definition.level().search()) {
                if (each.expression().matcher(text).find()) {
                    return each.severity();
                }
            }
        }
        return definition.level().otherwise();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private void piece(EventDraft draft, String group, byte[] record, int start, int end) {
        boolean taken = true;
        switch (group) {
            case "timestamp" -> {}
            case "service" -> draft.service(record, start, end);
            case "thread" -> draft.thread(record, start, end);
            case "logger" -> draft.logger(record, start, end);
            case "name" -> draft.name(record, start, end);
            case "trace_id" -> taken = draft.traceIdHex(record, start, end);
            case "span_id" -> taken = draft.spanIdHex(record, start, end);
            case "duration" -> taken = duration(draft, record, start, end);
            case "pairs" ->
                taken = LineFields.put(draft, new String(record, start, end - start, StandardCharsets.UTF_8));
            case "level" -> taken = !definition.attributes().containsKey("level");
            default -> taken = false;
        }
        if (!taken) {
            String text = new String(record, start, end - start, StandardCharsets.UTF_8);
            if (!text.equals("-")) {
                draft.attribute(definition.attributes().getOrDefault(group, group), value(text));
            }
        }
    }

    /** Numbers are numbers, so that they can be compared; what only looks like one (leading zeros) is not. */
    private static AttributeValue value(String text) {
        boolean number = text.length() < 19
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        return number ? new AttributeValue(AttributeValue.Type.LONG, text) : AttributeValue.of(text);
    }

    private boolean duration(EventDraft draft, byte[] record, int start, int end) {
        String text = new String(record, start, end - start, StandardCharsets.ISO_8859_1);
        boolean plain = text.length() <= 18 && text.matches("\\d{1,12}(\\.\\d{1,9})?");
        BigDecimal length = plain
                ? new BigDecimal(text).multiply(BigDecimal.valueOf(definition.durationNanos()))
                : GoDuration.nanos(text);
        if (length.signum() < 0) {
            return false;
        }
        if (length.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return false;
        }
        draft.duration(length.longValue());
        return true;
    }

    private int level(byte[] record, int start, int end) {
        if (end - start > LONGEST_LEVEL) {
            return 0;
        }
        String word = new String(record, start, end - start, StandardCharsets.UTF_8).strip();
        Map<String, Integer> map = definition.level().map();
        Integer mapped = map.get(word);
        for (int length = word.length(); mapped == null && length > 0; length--) {
            mapped = map.get(word.substring(0, length) + "*");
        }
        return mapped != null ? mapped : Levels.ofWord(word);
    }
}
