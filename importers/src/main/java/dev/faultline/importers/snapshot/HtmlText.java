package dev.faultline.importers.snapshot;

import java.util.ArrayList;
import java.util.List;

/** What a line of cgitb's HTML says in the layout of its text reports. Takes tags off; never a browser. */
final class HtmlText {
    private HtmlText() {}

    static List<String> lines(String html) {
        List<String> lines = new ArrayList<>();
        String cut = html.replace("<p>", "\n").replace("<tr>", "\n<tr>").replace("<br>", "\n");
        for (String part : cut.split("\n", -1)) {
            if (part.startsWith("<tr><td bgcolor=\"#d8bbff\">")) {
                lines.add(" " + plain(part).strip());
            } else if (part.startsWith("<tr><td><small>")) {
                variables(part, lines);
            } else {
                lines.add(plain(part).stripTrailing());
            }
        }
        return lines;
    }

    /** The names are bold; the object that an attribute belongs to stands before its name in plain letters. */
    private static void variables(String html, List<String> lines) {
        String named = html.replace("</em>&nbsp;<strong>", "</em> <strong>")
                .replace("<em>global</em> <strong>", "<strong>global ")
                .replace("<em>builtin</em> <strong>", "<strong>");
        for (String part : named.split(", (?=(?:[A-Za-z_.]{1,100})?<strong>)")) {
            lines.add(plain(part).strip());
        }
    }

    private static String plain(String html) {
        StringBuilder out = new StringBuilder(html.length());
        boolean tag = false;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '<') {
                tag = true;
            } else if (c == '>' && tag) {
                tag = false;
            } else if (!tag) {
                out.append(c);
            }
        }
        return out.toString()
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
    }
}
