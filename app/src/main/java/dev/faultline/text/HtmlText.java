package dev.faultline.text;

/** Imported text inside a page: it can become neither an element nor an address nor a script, and nothing is loaded. */
public final class HtmlText {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action" + " 'none'";

    private HtmlText() {}

    /** From the document's type to the opened body. */
    public static String head(String title, String style) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escape(title)
                + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n";
    }

    /** The text for an element's content or a quoted attribute; line feeds stay. */
    public static String escape(String text) {
        String safe = SafeText.block(text);
        StringBuilder out = new StringBuilder(safe.length() + 16);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                // Not needed where browsers behave; it keeps whoever searches the page for tricks from finding any.
                case '"', '\'', '=', ':', '@', '`' ->
                    out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
