package dev.faultline.importers.log;

import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces as Java, JavaScript, .NET, Python and Go print them. Reads line by line, whatever comes, without
 * recursion; a trace is parsed once however many events print it.
 */
public final class StackTraces {
    private static final Pattern PYTHON_FRAME =
            Pattern.compile("\\s*File \"([^\"]{1,500})\", line (\\d{1,9})(?:, in (.{1,300}))?");
    private static final Pattern GO_PLACE = Pattern.compile("\\s+(\\S{1,500}):(\\d{1,9})(?: \\+0x[0-9a-f]+)?");
    private static final Pattern SCRIPT_FRAME = Pattern.compile(
            "\\s*at (?:(.{1,300}?) \\()?((?:file://|node:|/|[A-Za-z]:\\\\|\\.)?[^():]{1,400}):(\\d{1,9}):\\d{1,9}\\)?");
    private static final int LONGEST_LINE = 4000;

    /** The frames read lately: traces of one program are made of the same few thousand. */
    private static final @Nullable KnownFrame[] KNOWN = new KnownFrame[1 << 13];

    private static final int LONGEST_KNOWN = 300;

    /** A frame and the line it was read from; immutable, so that threads may share the table without a lock. */
    private record KnownFrame(String line, Frame frame) {}

    private StackTraces() {}

    /** Reads any of them. */
    public static StackTrace parse(String text) {
        if (text.contains("Traceback (most recent call last)")) {
            return python(text);
        }
        boolean goPlaces = text.contains(".go:") && text.contains("\n\t") && !text.contains("\tat ");
        if (goPlaces || text.contains("goroutine ") && text.contains("]:")) {
            return go(text);
        }
        return java(text);
    }

    /** One exception of a chain while it is read. */
    private static final class Link {
        private String type = "";
        private @Nullable String message;
        private final List<Frame> frames = new ArrayList<>();

        void headline(String line) {
            int colon = line.indexOf(": ");
            String first = colon < 0 ? line : line.substring(0, colon);
            boolean named = !first.isEmpty() && first.indexOf(' ') < 0 && first.length() < 300;
            type = named ? first.endsWith(":") ? first.substring(0, first.length() - 1) : first : "";
            message = named ? colon < 0 ? null : line.substring(colon + 2) : line;
        }
    }

    private static StackTrace chain(List<Link> links, String text) {
        @Nullable StackTrace stack = null;
        for (int i = links.size() - 1; i >= 0; i--) {
            Link link = links.get(i);
            stack = new StackTrace(link.type, link.message, link.frames, stack, i == 0 ? text : null);
        }
        return stack == null ? new StackTrace("", null, List.of(), null, text) : stack;
    }

    private static StackTrace java(String text) {
        List<Link> links = new ArrayList<>();
        boolean suppressed = false;
        for (String whole : text.lines().toList()) {
            String line = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) : whole;
            String trimmed = line.strip();
            if (trimmed.startsWith("at ")) {
                if (!links.isEmpty() && !suppressed) {
                    links.getLast().frames.add(frame(trimmed));
                }
            } else if (trimmed.startsWith("Caused by: ") || trimmed.startsWith("Wrapped by: ")) {
                suppressed = !line.startsWith("Caused") && suppressed;
                if (!suppressed) {
                    links.add(link(trimmed.substring(trimmed.indexOf(": ") + 2)));
                }
            } else if (trimmed.startsWith("Suppressed: ")) {
                suppressed = true;
            } else if (links.isEmpty() && !trimmed.isEmpty()) {
                links.add(link(trimmed));
            } else if (!links.isEmpty()
                    && links.getLast().frames.isEmpty()
                    && !trimmed.startsWith("...")
                    && !suppressed) {
                Link last = links.getLast();
                last.message = last.message == null ? trimmed : last.message + "\n" + trimmed;
            }
        }
        return chain(links, text);
    }

    private static Link link(String headline) {
        Link link = new Link();
        String line = headline.startsWith("Exception in thread ") && headline.indexOf('"', 21) > 0
                ? headline.substring(headline.indexOf('"', 21) + 1).strip()
                : headline.startsWith("Uncaught ") ? headline.substring(9) : headline;
        link.headline(line);
        return link;
    }

    private static Frame frame(String line) {
        if (line.length() > LONGEST_KNOWN) {
            return readFrame(line);
        }
        int slot = line.hashCode() & KNOWN.length - 1;
        KnownFrame known = KNOWN[slot];
        if (known == null || !known.line().equals(line)) {
            known = new KnownFrame(line, readFrame(line));
            KNOWN[slot] = known;
        }
        return known.frame();
    }

    /** Whether it ends like {@code :12:34)}; the expression takes long to find that a Java frame does not. */
    private static boolean endsWithPlace(String line) {
        int at = line.length() - 1;
        at -= at >= 0 && line.charAt(at) == ')' ? 1 : 0;
        for (int number = 0; number < 2; number++) {
            int last = at;
            while (at >= 0 && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
                at--;
            }
            if (at == last || at < 0 || line.charAt(at) != ':') {
                return false;
            }
            at--;
        }
        return true;
    }

    private static Frame readFrame(String line) {
        Matcher script = SCRIPT_FRAME.matcher(line);
        if (endsWithPlace(line) && script.matches()) {
            String function = script.group(1) == null ? "<anonymous>" : script.group(1);
            String file = script.group(2);
            boolean inApp = !file.startsWith("node:") && !file.contains("node_modules");
            return new Frame(function, file, Integer.parseInt(script.group(3)), null, inApp);
        }
        // Packaging data behind the frame: ~[spring-web-6.1.jar:6.1] or [classes/:na]
        int close = line.lastIndexOf(')');
        int packaging = close < 0
                ? -1
                : line.indexOf(" ~[", close) >= 0 ? line.indexOf(" ~[", close) : line.indexOf(" [", close);
        if (packaging > 0) {
            Frame plain = JavaFrames.parse(line.substring(0, close + 1));
            String jar = line.substring(line.indexOf('[', packaging) + 1).replace("]", "");
            return new Frame(plain.function(), plain.file(), plain.line(), jar, plain.inApp());
        }
        return JavaFrames.parse(line);
    }

    /** Python prints the outermost call first and the cause before what it led to. */
    private static StackTrace python(String text) {
        List<Link> links = new ArrayList<>();
        Link current = new Link();
        boolean open = false;
        for (String whole : text.lines().toList()) {
            String line = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) : whole;
            Matcher frame = PYTHON_FRAME.matcher(line);
            if (line.contains("Traceback (most recent call last)")) {
                current = new Link();
                open = true;
            } else if (open && frame.matches()) {
                String function = frame.group(3) == null ? "<module>" : frame.group(3);
                String file = frame.group(1);
                boolean inApp =
                        !file.contains("site-packages") && !file.contains("/lib/python") && !file.startsWith("<");
                current.frames.addFirst(new Frame(function, file, Integer.parseInt(frame.group(2)), null, inApp));
            } else if (open && !line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                current.headline(line);
                links.addFirst(current);
                open = false;
            }
        }
        if (open) {
            links.addFirst(current);
        }
        return chain(links, text);
    }

    private static StackTrace go(String text) {
        Link link = new Link();
        @Nullable String function = null;
        boolean first = true;
        for (String whole : text.lines().toList()) {
            String line = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) : whole;
            Matcher place = GO_PLACE.matcher(line);
            if (line.startsWith("panic: ") || line.startsWith("fatal error: ")) {
                link.type = line.substring(0, line.indexOf(':'));
                link.message = line.substring(line.indexOf(':') + 2);
            } else if (line.startsWith("goroutine ")) {
                if (!first) {
                    break;
                }
                first = false;
            } else if (function != null && place.matches()) {
                boolean inApp = !place.group(1).contains("/go/src/") && !function.startsWith("runtime.");
                link.frames.add(new Frame(function, place.group(1), Integer.parseInt(place.group(2)), null, inApp));
                function = null;
            } else if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                int arguments = line.lastIndexOf('(');
                function = arguments > 0 ? line.substring(0, arguments) : line;
            }
        }
        return chain(List.of(link), text);
    }
}
