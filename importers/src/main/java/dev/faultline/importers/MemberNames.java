package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.util.ArrayList;
import java.util.List;

/** Names of archive members: shown, never used as a path to write to. */
final class MemberNames {
    private MemberNames() {}

    static List<Item.Remark> remarks(String name) {
        List<Item.Remark> remarks = new ArrayList<>();
        String unix = name.replace('\\', '/');
        boolean escapes = unix.startsWith("/") || unix.matches("[A-Za-z]:.*") || ("/" + unix + "/").contains("/../");
        if (escapes) {
            remarks.add(new Item.Remark(
                    IssueCode.PATH_ESCAPE,
                    "its name points outside of the archive: " + name + "; it is only a name here"));
        }
        boolean odd = name.length() > 500
                || name.chars()
                        .anyMatch(
                                c -> c < 0x20 || c == 0x7F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069);
        if (odd) {
            remarks.add(
                    new Item.Remark(IssueCode.SUSPICIOUS_NAME, "its name is very long or holds control characters"));
        }
        return remarks;
    }

    /** The name without what could mislead: no leading slash, no way up, no endless length. */
    static String shown(String name) {
        StringBuilder out = new StringBuilder();
        for (String part : name.replace('\\', '/').split("/")) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                out.append(out.isEmpty() ? "" : "/").append(part);
            }
        }
        String shown = out.isEmpty() ? "unnamed" : out.toString();
        return shown.length() > 500 ? shown.substring(0, 500) : shown;
    }
}
