package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;

/**
 * Android's logcat in the forms threadtime, time and brief: {@code 01-31 13:02:03.123 1234 1235 E Tag: message}, {@code
 * 01-31 13:02:03.123 E/Tag( 1234): message}. Specified by Android's "Logcat command-line tool", "Control log output
 * format".
 *
 * <p>Traps: no year and no zone unless asked for; the user's number may stand before the process'; blanks within tags;
 * lines such as {@code --------- beginning of main} between; every line of a stack trace is a record of its own. Sample:
 * {@code logs/text/android_logcat.log}.
 */
public final class Logcat extends OneLineFormat {
    public Logcat() {
        super("logcat", 0.6, 0.92);
    }

    @Override
    protected OneLineRecords.Reader reader(SourceContext context) {
        return new Entry(context);
    }

    /** One line. */
    private static final class Entry implements OneLineRecords.Reader {
        private final TimeParser time;
        private boolean timed;
        private int severity;
        private int tagFrom;
        private int tagTo;
        private int messageFrom;
        private String[] numbers = {};

        Entry(SourceContext context) {
            time = new TimeParser(context);
        }

        @Override
        public boolean fits(Line line) {
            byte[] bytes = line.buffer;
            int at = line.from;
            timed = at < line.to && time.parse(bytes, at, line.to);
            at = blanks(bytes, timed ? time.end() : at, line.to);
            int start = at;
            int count = 0;
            // User, process and thread.
            while (timed && count < 3 && number(bytes, at, line.to) > at) {
                at = blanks(bytes, number(bytes, at, line.to), line.to);
                count++;
            }
            severity = at + 2 < line.to ? level(bytes[at]) : 0;
            if (severity == 0) {
                return false;
            }
            if (count >= 2 && bytes[at + 1] == ' ') {
                numbers = new String(bytes, start, at - start, StandardCharsets.US_ASCII)
                        .strip()
                        .split(" +", 4);
                return tag(bytes, at + 2, line.to, ": ");
            }
            return count == 0 && bytes[at + 1] == '/' && slashed(bytes, at + 2, line.to);
        }

        /** {@code Tag( 1234): } or {@code Tag( 1234: 1235): }. */
        private boolean slashed(byte[] bytes, int from, int to) {
            if (!tag(bytes, from, to, "(")) {
                return false;
            }
            int close = messageFrom;
            while (close < to && bytes[close] != ')' && close - messageFrom < 20) {
                close++;
            }
            if (close + 1 >= to || bytes[close] != ')' || bytes[close + 1] != ':') {
                return false;
            }
            numbers = new String(bytes, messageFrom, close - messageFrom, StandardCharsets.US_ASCII)
                    .replace(" ", "")
                    .split(":", 2);
            messageFrom = Math.min(to, close + 3);
            return Character.isDigit(numbers[0].isEmpty() ? ' ' : numbers[0].charAt(0));
        }

        private boolean tag(byte[] bytes, int from, int to, String end) {
            for (int i = from; i < to && i - from < 120; i++) {
                boolean ends = bytes[i] == end.charAt(0)
                        && (end.length() == 1 || i + 1 == to || bytes[i + 1] == end.charAt(1));
                if (ends) {
                    tagFrom = from;
                    tagTo = i;
                    while (tagTo > tagFrom && bytes[tagTo - 1] == ' ') {
                        tagTo--;
                    }
                    messageFrom = Math.min(to, i + end.length());
                    return true;
                }
            }
            return false;
        }

        private static int level(byte letter) {
            return letter == 'S' || letter == 'A' ? 21 : Levels.ofLetter(letter);
        }

        private static int blanks(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] == ' ') {
                at++;
            }
            return at;
        }

        private static int number(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - from < 10) {
                at++;
            }
            return at < to && bytes[at] == ' ' ? at : from;
        }

        @Override
        public void read(Line line, EventSink sink) {
            EventDraft draft = LineRecord.draft(line, sink);
            if (timed) {
                time.stamp(draft, line, sink);
            }
            int last = numbers.length - 1;
            // Two numbers are process and thread; one is the process; with three the first is the user.
            draft.attribute("process.pid", numbers[Math.max(0, last - 1)]);
            if (last >= 1) {
                draft.thread(numbers[last]);
            }
            if (last >= 2) {
                draft.attribute("android.uid", numbers[0]);
            }
            draft.severity(severity).logger(line.buffer, tagFrom, tagTo).message(line.buffer, messageFrom, line.to);
            sink.accept();
        }
    }
}
