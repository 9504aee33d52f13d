package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the time and the message of a log line: level, thread, logger, context. One reader for all
 * layouts, because they are made of the same pieces: words, brackets, and {@code -} or {@code :} before the message.
 * Positions are in the record's buffer.
 */
final class LineHeader {
    private static final int MOST_PIECES = 14;
    /** Of what PostgreSQL may put before its level. */
    private static final int LONGEST_PREFIX = 200;

    private static final int PROCESSES = 64;
    private static final int LONGEST_NUMBER = 17;
    private static final int LONGEST_BRACKET = 400;
    /** The bytes of a trace id, a dash and a span id. */
    private static final int CORRELATION = 49;

    /** Of each byte the bit that upper-case letters and brackets have, and neither digits nor dashes. */
    private static final long UPPERS = Swar.all(0x40);

    private static final long BLANKS = Swar.all(' ');
    /** The bits that are not the same in an opening and a closing bracket. */
    private static final long BRACKETS_DIFFER = Swar.all('[' ^ ']');

    private static final long BRACKETS = Swar.all('[' | ']');
    private static final byte[] SYSTEM = "System".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MYSQL = " [MY-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOBODY = "[unknown]".getBytes(StandardCharsets.US_ASCII);
    private static final long COLONS = Swar.all(':');

    private final TimeParser time;
    private final @Nullable AttributeValue[] processes = new AttributeValue[PROCESSES];
    private final long[] processNumbers = new long[PROCESSES];
    private byte[] bytes = {};
    private int to;

    int severity;
    int threadFrom;
    int threadTo;
    int loggerFrom;
    int loggerTo;
    int serviceFrom;
    int serviceTo;
    int messageFrom;
    int traceFrom;
    int traceTo;
    int spanFrom;
    int spanTo;
    int contextFrom;
    int contextTo;
    int processFrom;
    int processTo;
    long nanos;
    boolean followUp;
    private boolean glog;
    private boolean priority;

    LineHeader(SourceContext context) {
        time = new TimeParser(context);
    }

    TimeParser time() {
        return time;
    }

    /**
     * Where the record's time begins in a line; -1 where the line begins no record. Times stand at the beginning or
     * behind a bracket, a priority, a level or a few words.
     */
    int findTime(byte[] line, int from, int end) {
        if (from >= end || line[from] == ' ' || line[from] == '\t') {
            return -1;
        }
        int at = from;
        for (int word = 0; word < 4; word++) {
            if (at >= end) {
                return -1;
            }
            if (time.parse(line, at, end)) {
                return at;
            }
            if (word == 0
                    && end - at > 12
                    && Levels.ofLetter(line[at]) > 0
                    && isDigit(line[at + 1])
                    && time.parseGlog(line, at + 1, end)) {
                return at;
            }
            byte b = line[at];
            if (b == '[' || b == '(' || b == '"') {
                at++;
                word--;
                if (time.parse(line, at, end)) {
                    return at;
                }
            }
            if (b == '<') {
                int close = at;
                while (close < end && line[close] != '>' && close - at < 5) {
                    close++;
                }
                at = close + 1;
                continue;
            }
            int next = at;
            while (next < end && line[next] != ' ' && line[next] != '\t' && next - at < 40) {
                next++;
            }
            if (next == end || next - at >= 40) {
                return -1;
            }
            while (next < end && (line[next] == ' ' || line[next] == '\t')) {
                next++;
            }
            at = next;
        }
        return -1;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Reads the header of a record that begins at {@code from} with its time at {@code timeAt}; both were found. */
    void read(byte[] line, int from, int timeAt, int end) {
        bytes = line;
        to = end;
        clear();
        nanos = time.nanos();
        int at = time.end();
        if (timeAt > from) {
            prefix(from, timeAt);
        }
        if (timeAt == from && Levels.ofLetter(line[from]) > 0 && from + 1 < end && isDigit(line[from + 1])) {
            severity = Levels.ofLetter(line[from]);
            glog = true;
        }
        messageFrom = at;
        pieces(at);
        if (severity == 0 && processTo > 0) {
            levelBehindPrefix();
        }
    }

    /**
     * PostgreSQL's level behind whatever {@code log_line_prefix} puts between process and level: it alone ends in a colon
     * and two blanks.
     */
    private void levelBehindPrefix() {
        int last = Math.min(to - 2, messageFrom + LONGEST_PREFIX);
        for (int colon = messageFrom; (colon = indexOf(':', colon, last)) >= 0; colon++) {
            if (bytes[colon + 1] == ' ' && bytes[colon + 2] == ' ') {
                int word = colon;
                while (word > messageFrom && bytes[word - 1] >= 'A' && bytes[word - 1] <= 'Z') {
                    word--;
                }
                int level = colon - word > 2 ? level(word, colon) : 0;
                if (level > 0) {
                    severity = level;
                    messageFrom = skipBlanks(colon + 1);
                }
                return;
            }
        }
    }

    /** Takes over what another header read, with positions that begin {@code delta} bytes earlier. */
    void shifted(LineHeader other, int delta) {
        severity = other.severity;
        nanos = other.nanos;
        followUp = other.followUp;
        messageFrom = other.messageFrom - delta;
        threadFrom = other.threadFrom - delta;
        threadTo = other.threadTo == 0 ? 0 : other.threadTo - delta;
        loggerFrom = other.loggerFrom - delta;
        loggerTo = other.loggerTo == 0 ? 0 : other.loggerTo - delta;
        serviceFrom = other.serviceFrom - delta;
        serviceTo = other.serviceTo == 0 ? 0 : other.serviceTo - delta;
        traceFrom = other.traceFrom - delta;
        traceTo = other.traceTo == 0 ? 0 : other.traceTo - delta;
        spanFrom = other.spanFrom - delta;
        spanTo = other.spanTo == 0 ? 0 : other.spanTo - delta;
        contextFrom = other.contextFrom - delta;
        contextTo = other.contextTo == 0 ? 0 : other.contextTo - delta;
        processFrom = other.processFrom - delta;
        processTo = other.processTo == 0 ? 0 : other.processTo - delta;
    }

    private void clear() {
        severity = 0;
        threadFrom = threadTo = loggerFrom = loggerTo = serviceFrom = serviceTo = 0;
        traceFrom = traceTo = spanFrom = spanTo = contextFrom = contextTo = processFrom = processTo = 0;
        followUp = false;
        glog = false;
        priority = false;
    }

    /** What stands before the time: a priority of syslog, a level, a process. */
    private void prefix(int from, int timeAt) {
        if (bytes[from] == '<') {
            int number = 0;
            int i = from + 1;
            while (i < timeAt && isDigit(bytes[i])) {
                number = number * 10 + bytes[i++] - '0';
            }
            severity = Levels.ofSyslog(number & 7);
            priority = true;
            return;
        }
        int start = bytes[from] == '[' ? from + 1 : from;
        int end = start;
        while (end < timeAt && bytes[end] != ' ' && bytes[end] != ']' && bytes[end] != ':') {
            end++;
        }
        severity = Levels.ofWord(bytes, start, end);
    }

    private void pieces(int start) {
        int at = start;
        boolean dashes = false;
        int brackets = 0;
        for (int piece = 0; piece < MOST_PIECES; piece++) {
            at = skip(at);
            messageFrom = at;
            if (at >= to) {
                return;
            }
            byte b = bytes[at];
            if (b == '[' && isNobody(at)) {
                at = wordsEnd(at);
                continue;
            }
            if (b == '[') {
                int close = correlation(at);
                if (close < 0) {
                    close = close(at, ']');
                    if (close < 0) {
                        return;
                    }
                    bracket(at + 1, close, dashes, brackets);
                }
                brackets++;
                at = close + 1;
                continue;
            }
            if (b == '{') {
                int close = close(at, '}');
                boolean map = close > 0 && severity > 0 && (close == at + 1 || indexOf('=', at, close) > 0);
                if (!map) {
                    return;
                }
                contextFrom = at + 1;
                contextTo = close;
                at = close + 1;
                continue;
            }
            int end = wordEnd(at);
            if (end - at == 3 && b == '-' && bytes[at + 1] == '-' && bytes[at + 2] == '-') {
                dashes = true;
                at = end;
                continue;
            }
            if (end - at == 1 && (b == '-' || b == ':' || b == '|')) {
                at = end;
                // What stands behind a level, a thread and a dash is the message, dashes and all.
                if (severity > 0 && (loggerTo > 0 || threadTo > 0 && b == '-')) {
                    messageFrom = skipBlanks(at);
                    return;
                }
                continue;
            }
            // Behind a level, a word such as "Error" or "Log" is how the message begins.
            if (severity == 0 || priority && piece < 2 && loggerTo == 0) {
                int level = level(at, end);
                if (level > 0) {
                    severity = level;
                    at = end < to && (bytes[end] == ':' || bytes[end] == ']') ? end + 1 : end;
                    continue;
                }
            }
            // PostgreSQL's user@database/application before the level.
            if (severity == 0 && piece < 3 && indexOf('@', at, end) > at) {
                at = end;
                continue;
            }
            if (isNumber(at, end) && loggerTo == 0 && isProcess(end)) {
                processFrom = at;
                processTo = end;
                at = end;
                continue;
            }
            if (!logger(at, end)) {
                messageFrom = at;
                return;
            }
            at = messageFrom;
            if (bytes[at - 1] == ' ' || bytes[at - 1] == '\t') {
                return;
            }
        }
    }

    /** PostgreSQL's {@code [unknown]@[unknown]}, who has not said yet who he is. */
    private boolean isNobody(int from) {
        int close = from + NOBODY.length;
        return severity == 0
                && close < to
                && bytes[close] == '@'
                && Arrays.equals(bytes, from, close, NOBODY, 0, NOBODY.length);
    }

    private int wordsEnd(int from) {
        int at = from;
        while (at < to && bytes[at] != ' ') {
            at++;
        }
        return at;
    }

    /**
     * Whether a number may be that of a process: before the level, in glog, or in Spring Boot's layout. Elsewhere a number
     * behind the level is how the message begins.
     */
    private boolean isProcess(int end) {
        int next = skipBlanks(end);
        return severity == 0
                || glog
                || next + 3 <= to && bytes[next] == '-' && bytes[next + 1] == '-' && bytes[next + 2] == '-';
    }

    /** A level word, also with the colon that ends it; postgres's follow-ups too. */
    private int level(int from, int end) {
        boolean angled = bytes[from] == '<' && bytes[end - 1] == '>';
        int level = angled ? Levels.ofWord(bytes, from + 1, end - 1) : Levels.ofWord(bytes, from, end);
        if (level == 0 && end < to && bytes[end] == ':') {
            String word = end - from > 12 ? "" : new String(bytes, from, end - from, StandardCharsets.US_ASCII);
            followUp = switch (word) {
                case "DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY", "LOCATION" -> true;
                default -> false;
            };
            return followUp ? 1 : 0;
        }
        return level;
    }

    /** A logger: the word is followed by {@code -} or {@code :}, perhaps with a context in brackets between. */
    private boolean logger(int from, int end) {
        if (severity == 0 || end - from > 120) {
            return false;
        }
        boolean colon = bytes[end - 1] == ':' || end < to && bytes[end] == ':';
        if (colon) {
            int nameEnd = bytes[end - 1] == ':' ? end - 1 : end;
            int behind = bytes[end - 1] == ':' ? end : end + 1;
            boolean name = behind < to && bytes[behind] == ' ' && isName(from, nameEnd);
            if (name) {
                loggerFrom = from;
                loggerTo = nameEnd;
                messageFrom = skipBlanks(behind);
            }
            return name;
        }
        int at = skipBlanks(end);
        int mark = at;
        while (at < to && (bytes[at] == '[' || bytes[at] == '{' || bytes[at] == '(')) {
            int close = close(at, closing(at));
            // Hadoop's place in the code, (DataNode.java:run(419)); other words in parentheses begin a message.
            if (close < 0 || bytes[at] == '(' && !isPlace(at, close)) {
                return false;
            }
            at = skipBlanks(close + 1);
        }
        boolean separator = at + 1 < to && (bytes[at] == '-' || bytes[at] == ':') && bytes[at + 1] == ' '
                || at + 1 == to && (bytes[at] == '-' || bytes[at] == ':');
        if (!separator && (threadTo == 0 || mark == to || !JavaNames.isClass(bytes, from, end))) {
            return false;
        }
        loggerFrom = from;
        loggerTo = end;
        if (!separator) {
            messageFrom = mark;
            return true;
        }
        for (int open = mark; open < at; ) {
            int close = close(open, closing(open));
            if (bytes[open] != '(') {
                bracket(open + 1, close, false, 1);
            }
            open = skipBlanks(close + 1);
        }
        messageFrom = skipBlanks(at + 1);
        return true;
    }

    private boolean isPlace(int open, int close) {
        return indexOf(':', open, close) > 0 && indexOf('.', open, close) > 0 && indexOf(' ', open, close) < 0;
    }

    private char closing(int open) {
        return bytes[open] == '[' ? ']' : bytes[open] == '{' ? '}' : ')';
    }

    private boolean isName(int from, int end) {
        boolean dotted = false;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            dotted |= b == '.' || b == '$' || b == '/' || b == '#';
            boolean part = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || isDigit(b)
                    || b == '.'
                    || b == '$'
                    || b == '_'
                    || b == '-'
                    || b == '/'
                    || b == '#'
                    || b == ':';
            if (!part) {
                return false;
            }
        }
        return dotted;
    }

    private void bracket(int from, int end, boolean dashes, int number) {
        int first = skipBlanks(from);
        int last = end;
        while (last > first && bytes[last - 1] == ' ') {
            last--;
        }
        if (first >= last) {
            return;
        }
        int level = severity == 0 ? bracketed(first, last, end) : 0;
        if (level > 0) {
            severity = level;
        } else if (ids(first, last)) {
            return;
        } else if (isContext(first, last)) {
            contextFrom = first;
            contextTo = last;
        } else if (dashes && number == 0 && nextIsBracket(end)) {
            serviceFrom = first;
            serviceTo = last;
        } else if (isNumber(first, last) && processTo == 0) {
            processFrom = first;
            processTo = last;
        } else if (threadTo == 0) {
            threadFrom = first;
            threadTo = last;
        } else if (loggerTo == 0 && severity > 0 && isName(first, last)) {
            loggerFrom = first;
            loggerTo = last;
        }
    }

    /** A level word; MySQL's {@code [System]} is one only where its code stands behind it. */
    private int bracketed(int first, int last, int end) {
        int level = Levels.ofWord(bytes, first, last);
        if (level > 0 || !isWord(first, last, SYSTEM)) {
            return level;
        }
        return isWord(end + 1, Math.min(to, end + 1 + MYSQL.length), MYSQL) ? Severity.INFO.number() : 0;
    }

    private boolean isWord(int from, int end, byte[] word) {
        return end - from == word.length && Arrays.equals(bytes, from, end, word, 0, word.length);
    }

    /** Whether a name and an equals sign stand here; ZooKeeper's threads are called {@code QuorumPeer[myid=1]/…}. */
    private boolean isContext(int from, int end) {
        int equals = indexOf('=', from, end);
        if (equals <= from) {
            return false;
        }
        for (int i = from; i < equals; i++) {
            if (bytes[i] == '[' || bytes[i] == '(' || bytes[i] == '/') {
                return false;
            }
        }
        return true;
    }

    private boolean nextIsBracket(int close) {
        int next = skipBlanks(close + 1);
        return next < to && bytes[next] == '[';
    }

    /** Spring's correlation: trace and span id with a dash between. */
    private boolean ids(int from, int end) {
        if (end - from != CORRELATION || bytes[from + 32] != '-') {
            return false;
        }
        traceFrom = from;
        traceTo = from + 32;
        spanFrom = from + 33;
        spanTo = end;
        return true;
    }

    /**
     * The end of a bracket that holds Spring's correlation in lower case, or the blanks in its place: it stands in every
     * line, and is read here as {@link #bracket} would, without looking for brackets in it. -1 for any other.
     */
    private int correlation(int open) {
        int from = open + 1;
        int end = from + CORRELATION;
        if (end >= to || bytes[end] != ']') {
            return -1;
        }
        if (bytes[from] == ' ') {
            return skipBlanks(from) == end ? end : -1;
        }
        long uppers = 0;
        for (int i = from; i < end; i += 8) {
            long word = Swar.word(bytes, i, end);
            uppers |= word & ~(word << 1);
        }
        boolean plain = (uppers & UPPERS) == 0 && bytes[from] > ' ' && bytes[end - 1] > ' ';
        return plain && ids(from, end) ? end : -1;
    }

    private int skip(int from) {
        int at = from < to && bytes[from] == ':' ? from + 1 : from;
        while (true) {
            at = skipBlanks(at);
            if (at == to || !isSkipped(bytes[at])) {
                return at;
            }
            at++;
        }
    }

    private static boolean isSkipped(byte b) {
        return b == ']' || b == ',' || b == ')';
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < to) {
            int blanks = Swar.first(Swar.word(bytes, at, to) ^ BLANKS);
            at += blanks;
            if (blanks < 8) {
                if (bytes[at] != '\t') {
                    return at;
                }
                at++;
            }
        }
        return Math.min(at, to);
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < to) {
            int next = at + Swar.first(wordEnds(Swar.word(bytes, at, to)));
            boolean found = next < at + 8;
            at = Math.min(next, to);
            if (!found) {
                continue;
            }
            if (at == to || isWordEnd(from, at)) {
                break;
            }
            at++;
        }
        return at == from ? at + 1 : at;
    }

    private boolean isWordEnd(int from, int at) {
        byte b = bytes[at];
        return b == ' '
                || b == '\t'
                || b == ']'
                || b == '['
                || b == ':' && (at + 1 == to || bytes[at + 1] == ' ' || at - from <= 8 && severity == 0);
    }

    /** Blanks, brackets and colons may end a word; what else lies close to them is found out where it is met. */
    private static long wordEnds(long word) {
        return Swar.below('!', word) | Swar.zeros((word | BRACKETS_DIFFER) ^ BRACKETS) | Swar.zeros(word ^ COLONS);
    }

    private int close(int open, char sign) {
        int depth = 1;
        byte opening = bytes[open];
        long openings = Swar.all(opening);
        long signs = Swar.all(sign);
        int end = Math.min(to, open + LONGEST_BRACKET);
        int at = open + 1;
        while (at < end) {
            long word = Swar.word(bytes, at, to);
            int next = Swar.first(Swar.zeros(word ^ openings) | Swar.zeros(word ^ signs));
            at += next;
            if (next == 8) {
                continue;
            }
            if (at >= end) {
                return -1;
            }
            if (bytes[at] == opening) {
                depth++;
            } else if (--depth == 0) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private int indexOf(char c, int from, int end) {
        long wanted = Swar.all(c);
        for (int at = from; at < end; at += 8) {
            int found = at + Swar.first(Swar.zeros(Swar.word(bytes, at, end) ^ wanted));
            if (found < at + 8) {
                return found < end ? found : -1;
            }
        }
        return -1;
    }

    private boolean isNumber(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isDigit(bytes[i]) && bytes[i] != '#') {
                return false;
            }
        }
        return end > from && end - from <= 20;
    }

    /** Puts what was read into the draft, whose record begins at 0 of the same buffer. */
    void fill(EventDraft draft, byte[] record) {
        draft.severity(severity);
        if (threadTo > 0) {
            draft.thread(record, threadFrom, threadTo);
        }
        if (loggerTo > 0) {
            draft.logger(record, loggerFrom, loggerTo);
        }
        if (serviceTo > 0) {
            draft.service(record, serviceFrom, serviceTo);
        }
        if (traceTo > 0) {
            draft.traceIdHex(record, traceFrom, traceTo);
            draft.spanIdHex(record, spanFrom, spanTo);
        }
        if (contextTo > 0) {
            LineContext.fill(draft, record, contextFrom, contextTo);
        }
        if (processTo > 0) {
            draft.attribute("process.pid", process(record));
        }
    }

    /** A file speaks of few processes: their numbers are made into text once. */
    private AttributeValue process(byte[] record) {
        int length = processTo - processFrom;
        // Digits and # as digits of base 12 without a zero: another text is another number.
        long number = 0;
        for (int i = processFrom; i < processTo; i++) {
            number = number * 12 + (record[i] == '#' ? 11 : record[i] - '0' + 1);
        }
        int slot = (int) (number & PROCESSES - 1);
        AttributeValue known = processes[slot];
        if (known != null && processNumbers[slot] == number && length <= LONGEST_NUMBER) {
            return known;
        }
        AttributeValue made = AttributeValue.of(new String(record, processFrom, length, StandardCharsets.US_ASCII));
        processes[slot] = made;
        processNumbers[slot] = number;
        return made;
    }
}
