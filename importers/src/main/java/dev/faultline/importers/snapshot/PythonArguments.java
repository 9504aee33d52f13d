package dev.faultline.importers.snapshot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes {@code a=1, b=[2, 3], c='x, y'} apart at the commas that stand in no bracket and no string. */
final class PythonArguments {
    private static final int MOST = 1_000;

    private PythonArguments() {}

    static Map<String, String> of(@Nullable String text) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (text == null) {
            return arguments;
        }
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length() && arguments.size() < MOST; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("([{<".indexOf(c) >= 0) {
                depth++;
            } else if (")]}>".indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (c == ',' && depth == 0) {
                add(text.substring(from, i), arguments);
                from = i + 1;
            }
        }
        add(text.substring(from), arguments);
        return arguments;
    }

    private static void add(String argument, Map<String, String> arguments) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            arguments.put(
                    argument.substring(0, equals).strip(),
                    argument.substring(equals + 1).strip());
        }
    }
}
