package dev.faultline.text;

/** Imported text inside a Markdown document: on one line, and none of its characters is markup. */
public final class MarkdownText {
    private MarkdownText() {}

    public static String escape(String text) {
        String safe = SafeText.line(text);
        StringBuilder out = new StringBuilder(safe.length() + 16);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\\', '`', '*', '_', '[', ']', '|', '!', '~' ->
                    out.append('\\').append(c);
                // An address that is only written would be loaded or linked by some readers.
                case ':' -> out.append(safe.startsWith("//", i + 1) ? "&#58;" : ":");
                case '#' -> out.append(i == 0 ? "\\#" : "#");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
