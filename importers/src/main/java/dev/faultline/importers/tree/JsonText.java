package dev.faultline.importers.tree;

/** Writes a tree as compact JSON again. */
public final class JsonText {
    private JsonText() {}

    /** The value as JSON text without blanks. */
    public static String of(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Text text -> quote(text.value(), out);
            case Json.Numeral number -> out.append(number.value());
            case Json.Flag flag -> out.append(flag.value());
            case Json.Nothing nothing -> out.append(nothing == Json.Nothing.CUT ? "\"…cut\"" : "null");
            case Json.Items array -> items(array, out);
            case Json.Members object -> members(object, out);
        }
    }

    private static void items(Json.Items array, StringBuilder out) {
        char before = '[';
        for (Json item : array.values()) {
            out.append(before);
            write(item, out);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private static void members(Json.Members object, StringBuilder out) {
        char before = '{';
        for (var member : object.values().entrySet()) {
            out.append(before);
            quote(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
