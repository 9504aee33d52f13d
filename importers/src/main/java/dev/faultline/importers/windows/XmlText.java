package dev.faultline.importers.windows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of XML that was cut out of its document. No document types, no entities but the five, nothing is
 * fetched; depth and number of elements are bounded.
 */
final class XmlText {
    private static final int DEEPEST = 64;
    private static final int MOST = 20_000;
    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    private final String text;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int at;
    private int count;
    private @Nullable XmlElement root;

    private XmlText(String text) {
        this.text = text;
    }

    /** The element; null where the text is not well formed. */
    static @Nullable XmlElement element(String text) {
        XmlText reader = new XmlText(text);
        return reader.read() && reader.open.isEmpty() ? reader.root : null;
    }

    private boolean read() {
        while (at < text.length()) {
            int tag = text.indexOf('<', at);
            int end = tag < 0 ? text.length() : tag;
            if (!open.isEmpty()) {
                open.peek().append(unescaped(text.substring(at, end)));
            }
            at = end;
            if (tag >= 0 && !tag()) {
                return false;
            }
            if (root != null && open.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean tag() {
        if (text.startsWith("<![CDATA[", at)) {
            int end = text.indexOf("]]>", at);
            if (end < 0 || open.isEmpty()) {
                return false;
            }
            open.peek().append(text.substring(at + 9, end));
            at = end + 3;
            return true;
        }
        if (text.startsWith("<!--", at)) {
            return jump("-->");
        }
        if (text.startsWith("<?", at)) {
            return jump("?>");
        }
        if (text.startsWith("<!", at)) {
            return false;
        }
        return text.startsWith("</", at) ? close() : open();
    }

    private boolean jump(String behind) {
        int end = text.indexOf(behind, at);
        at = end + behind.length();
        return end >= 0;
    }

    private boolean close() {
        int end = text.indexOf('>', at);
        if (end < 0 || open.isEmpty()) {
            return false;
        }
        String name = text.substring(at + 2, end).strip();
        at = end + 1;
        return open.pop().name().equals(name.substring(name.indexOf(':') + 1));
    }

    private boolean open() {
        at++;
        String name = name();
        if (name.isEmpty() || open.size() >= DEEPEST || ++count > MOST) {
            return false;
        }
        XmlElement element = new XmlElement(name);
        if (root == null) {
            root = element;
        } else if (open.peek() != null) {
            open.peek().children().add(element);
        }
        while (true) {
            blanks();
            if (text.startsWith("/>", at)) {
                at += 2;
                return true;
            }
            if (text.startsWith(">", at)) {
                at++;
                open.push(element);
                return true;
            }
            if (!attribute(element)) {
                return false;
            }
        }
    }

    private boolean attribute(XmlElement element) {
        String name = name();
        blanks();
        if (name.isEmpty() || ++count > MOST || at >= text.length() || text.charAt(at) != '=') {
            return false;
        }
        at++;
        blanks();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            return false;
        }
        element.attributes().put(name, unescaped(text.substring(at + 1, end)));
        at = end + 1;
        return true;
    }

    private String name() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_:.-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int end = raw.charAt(i) == '&' ? raw.indexOf(';', i) : -1;
            String entity = end < 0 || end - i > 10 ? null : entity(raw.substring(i + 1, end));
            if (entity == null) {
                plain.append(raw.charAt(i));
            } else {
                plain.append(entity);
                i = end;
            }
        }
        return plain.toString();
    }

    private static @Nullable String entity(String name) {
        if (!name.startsWith("#")) {
            return ENTITIES.get(name);
        }
        boolean hex = name.startsWith("#x") || name.startsWith("#X");
        try {
            int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(code) ? Character.toString(code) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
