package dev.faultline.analysis.claim;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One record that a sentence cites: its original text, and the same as its fields, free of the format's escapes. */
final class CitedRecord {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w.])(?:(?<![^\\s:=,(\\[\"'])[-+])?(\\d[\\d,]*(?:\\.\\d+)?)(?=([a-zA-Zµ]{0,5})(?!\\w))");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int DEEPEST = 50;

    private final List<String> texts = new ArrayList<>();
    private final Set<BigDecimal> numbers = new HashSet<>();
    private final List<String> times = new ArrayList<>();

    CitedRecord(Event event, String original) {
        text(original);
        text(event.message());
        text(event.name());
        text(event.service());
        text(event.thread());
        text(event.logger());
        text(event.traceId());
        text(event.spanId());
        text(event.parentId());
        event.attributes().forEach((key, value) -> {
            text(key);
            text(value.toString());
        });
        int depth = 0;
        for (StackTrace each = event.exception(); each != null && depth < DEEPEST; each = each.cause()) {
            text(each.type());
            text(each.message());
            each.frames().forEach(frame -> text(frame.toString()));
            depth++;
        }
        switch (event.detail()) {
            case Snapshot snapshot -> snapshot(snapshot);
            case Change change -> change(change);
            case null -> {}
        }
        times(event);
        texts.forEach(this::numbers);
    }

    private void text(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts.add(SPACES.matcher(text).replaceAll(" "));
        }
    }

    private void snapshot(Snapshot snapshot) {
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            text(frame.frame().toString());
            variables(frame.variables(), 0);
        }
    }

    private void variables(List<Variable> variables, int depth) {
        for (Variable variable : variables) {
            text(variable.name());
            text(variable.type());
            text(variable.value());
            if (depth < DEEPEST) {
                variables(variable.members(), depth + 1);
            }
        }
    }

    private void change(Change change) {
        text(change.revision());
        text(change.author());
        text(change.body());
        change.parents().forEach(this::text);
        change.refs().forEach(this::text);
        change.files().forEach(file -> {
            text(file.path());
            text(file.oldPath());
            number(file.added());
            number(file.removed());
        });
    }

    private void number(int count) {
        if (count >= 0) {
            numbers.add(BigDecimal.valueOf(count));
        }
    }

    /** A time or a duration may be written in any unit without becoming another one. */
    private void times(Event event) {
        if (event.hasTime()) {
            times.add(Timestamps.format(event.time()));
        }
        if (event.duration() >= 0) {
            if (event.hasTime()) {
                times.add(Timestamps.format(event.time() + event.duration()));
            }
            for (int digits = 0; digits <= 9; digits += 3) {
                numbers.add(BigDecimal.valueOf(event.duration(), digits).stripTrailingZeros());
            }
        }
    }

    private void numbers(String text) {
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group(1);
            boolean padded = digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '.';
            // 014 is a counter or part of a date; it proves 14 as little as 1400 does.
            if (!padded && digits.length() < 60) {
                boolean negative = text.charAt(matcher.start()) == '-';
                parse((negative ? "-" : "") + digits);
            }
        }
    }

    private void parse(String digits) {
        String plain = digits.replace(",", "");
        try {
            numbers.add(new BigDecimal(plain).stripTrailingZeros());
            // "3,5" may be two numbers: a list keeps its members.
            if (digits.indexOf(',') > 0) {
                for (String part : digits.split(",", -1)) {
                    if (!part.isEmpty()) {
                        numbers.add(new BigDecimal(part).stripTrailingZeros());
                    }
                }
            }
        } catch (NumberFormatException notOne) {
            // A sign of digits and commas that is no number proves none.
            return;
        }
    }

    /** Whether the part stands in this record. */
    boolean holds(ClaimPart part) {
        return switch (part.kind()) {
            case EVENT -> true;
            case QUOTE -> quote(SPACES.matcher(part.text()).replaceAll(" ").strip());
            // An id may happen to be all digits.
            case NUMBER -> number(part.text()) || part.text().length() > 6 && word(part.text());
            case TIME -> time(part.text());
            case ID -> word(part.text());
        };
    }

    /** Pieces between dots that stand for something left out must follow each other in one text. */
    private boolean quote(String quote) {
        String[] pieces = quote.split("\\s*(?:…|\\[…\\]|\\.\\.\\.|\\[\\.\\.\\.\\])\\s*");
        return texts.stream().anyMatch(text -> {
            int at = 0;
            boolean any = false;
            for (String piece : pieces) {
                if (piece.isEmpty()) {
                    continue;
                }
                int found = text.indexOf(piece, at);
                if (found < 0) {
                    return false;
                }
                any = true;
                at = found + piece.length();
            }
            return any;
        });
    }

    private boolean number(String text) {
        try {
            return numbers.contains(new BigDecimal(text.replace(",", "").replace("+", "")).stripTrailingZeros());
        } catch (NumberFormatException notOne) {
            return false;
        }
    }

    private boolean time(String text) {
        String plain = text.replace(',', '.').replace(' ', 'T');
        String withoutZone = plain.endsWith("Z") ? plain.substring(0, plain.length() - 1) : plain;
        boolean clock = withoutZone.indexOf('-') < 0;
        String padded = clock && withoutZone.indexOf(':') == 1 ? "0" + withoutZone : withoutZone;
        String utc = plain.length() > 16
                ? Timestamps.parse(plain).map(Timestamps::format).orElse("")
                : "";
        boolean known = times.stream()
                .anyMatch(time -> clock ? time.startsWith(padded, 11) : time.startsWith(padded) || time.equals(utc));
        return known || word(text);
    }

    /** The word with no letter or digit beside it; the beginning of a hash stands for the hash. */
    private boolean word(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        boolean hash = wanted.matches("[0-9a-f]{7,40}");
        return texts.stream().anyMatch(each -> stands(each.toLowerCase(Locale.ROOT), wanted, hash));
    }

    private static boolean stands(String text, String wanted, boolean asBeginning) {
        int at = text.indexOf(wanted);
        while (at >= 0) {
            int end = at + wanted.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = asBeginning || end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
            at = text.indexOf(wanted, at + 1);
        }
        return false;
    }
}
