package dev.faultline.store;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what is odd about the events of one source whatever their format: numbers that no machine word holds, words too long
 * to be found whole, fields without end, spans that do not make a tree. All of it is kept; it is only said.
 */
public final class DraftWatch {
    /** Lucene's limit of a term, which other tools share: a longer word cannot be found as a whole anywhere. */
    private static final int LONGEST_WORD = 32_766;
    /** Digits that surely fit a long. */
    private static final int SAFE_DIGITS = 18;
    /** Digits that fit a double, its sign, point and exponent. */
    private static final int LONGEST_DOUBLE = 40;

    private static final int RECENT = 128;

    private final int mostFields;
    private final Set<String> fields = new HashSet<>();
    private final @Nullable String[] recent = new String[RECENT];
    private final SpanTree spans = new SpanTree();
    private boolean tooManyFields;

    /** Finds more than this number of distinct fields remarkable. */
    public DraftWatch(int mostFields) {
        this.mostFields = mostFields;
    }

    /** Looks at a draft that is about to be accepted. */
    public void look(EventDraft draft, EventSink sink) {
        if (draft.message.length() > LONGEST_WORD
                && longestWord(draft.message.bytes, draft.message.from, draft.message.to) > LONGEST_WORD) {
            longWord(draft, sink);
        }
        for (int i = 0; i < draft.attributes.size(); i++) {
            attribute(draft, draft.attributes.get(i), sink);
        }
        if (draft.kind == Kind.SPAN && draft.hasSpanId) {
            spans.add(draft, sink);
        }
    }

    private void attribute(EventDraft draft, DraftAttributes.Slot slot, EventSink sink) {
        if (!tooManyFields) {
            field(draft, slot.key, sink);
        }
        AttributeValue given = slot.value;
        int length = given == null ? slot.text.length() : given.text().length();
        switch (given == null ? slot.type : given.type()) {
            case LONG, DOUBLE -> {
                if (length > SAFE_DIGITS || hasExponent(slot)) {
                    number(draft, slot.key, slot.read(), sink);
                }
            }
            case STRING, JSON -> {
                if (length > LONGEST_WORD && longestWord(slot.read().text()) > LONGEST_WORD) {
                    longWord(draft, sink);
                }
            }
            case BOOLEAN, NULL -> {}
        }
    }

    /** Most fields are the ones of the record before, by the very same names. */
    @SuppressWarnings("ReferenceEquality") // a shortcut; another string of the same text is looked up
    private void field(EventDraft draft, String key, EventSink sink) {
        int place = System.identityHashCode(key) & RECENT - 1;
        if (recent[place] == key) {
            return;
        }
        recent[place] = key;
        if (fields.add(key) && fields.size() > mostFields) {
            tooManyFields = true;
            fields.clear();
            sink.report(
                    IssueCode.TOO_MANY_FIELDS,
                    "more than " + mostFields + " different fields; all are kept and can be searched",
                    draft.offset,
                    draft.line);
        }
    }

    private static boolean hasExponent(DraftAttributes.Slot slot) {
        AttributeValue given = slot.value;
        if (given != null) {
            return given.text().indexOf('e') >= 0 || given.text().indexOf('E') >= 0;
        }
        for (int i = slot.text.from; i < slot.text.to; i++) {
            if (slot.text.bytes[i] == 'e' || slot.text.bytes[i] == 'E') {
                return true;
            }
        }
        return false;
    }

    private static void number(EventDraft draft, String key, AttributeValue value, EventSink sink) {
        if (fits(value.text())) {
            return;
        }
        String shown = value.text().length() > 40 ? value.text().substring(0, 40) + "…" : value.text();
        sink.report(
                IssueCode.NUMBER_RANGE,
                key + ": no machine word holds " + shown + "; it is kept as its text",
                draft.offset,
                draft.line);
    }

    private static boolean fits(String text) {
        if (isInteger(text)) {
            return fitsLong(text);
        }
        if (text.length() > LONGEST_DOUBLE) {
            return false;
        }
        try {
            double value = Double.parseDouble(text);
            return !Double.isInfinite(value) && (value != 0 || isZero(text));
        } catch (NumberFormatException named) {
            return true;
        }
    }

    private static boolean isInteger(String text) {
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsLong(String digits) {
        if (digits.length() > SAFE_DIGITS + 2) {
            return false;
        }
        try {
            Long.parseLong(digits);
            return true;
        } catch (NumberFormatException larger) {
            return false;
        }
    }

    /** Whether it says zero and did not only come too close to it. */
    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private static void longWord(EventDraft draft, EventSink sink) {
        sink.report(
                IssueCode.TERM_TOO_LONG,
                "a word of more than " + LONGEST_WORD + " bytes; it is kept, and found by its first " + Words.LONGEST
                        + " characters",
                draft.offset,
                draft.line);
    }

    private static int longestWord(byte[] text, int from, int to) {
        int longest = 0;
        int length = 0;
        for (int i = from; i < to; i++) {
            length = Words.isWordByte(text[i]) ? length + 1 : 0;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private static int longestWord(String text) {
        int longest = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length = c >= 0x80 || Words.isWordByte((byte) c) ? length + 1 : 0;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Says what can only be seen at the end of the source. */
    public void end(EventSink sink) {
        spans.end(sink);
    }
}
