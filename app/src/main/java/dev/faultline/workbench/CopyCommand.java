package dev.faultline.workbench;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Events as lines for a terminal. What comes from evidence stands in quotes that a shell reads nothing into. */
final class CopyCommand {
    private static final List<String> ADDRESSES = List.of("url.full", "http.url");
    private static final List<String> METHODS = List.of("http.request.method", "http.method");

    private CopyCommand() {}

    /** Finds the event's first line in its file. */
    static String grep(String original, String path) {
        String first = original.lines().findFirst().orElse("");
        return "grep -nF -- " + quoted(first) + " " + quoted(path);
    }

    /** Asks once more what the event says was asked; a remark for the shell where it names no address. */
    static String curl(Event event) {
        Optional<String> address = first(event, ADDRESSES)
                .filter(url -> url.toLowerCase(Locale.ROOT).matches("https?://.*"));
        if (address.isEmpty()) {
            return "# " + event.id() + ": " + Words.of("copy.no-address");
        }
        String method = first(event, METHODS)
                .map(text -> text.toUpperCase(Locale.ROOT))
                .filter(text -> text.matches("[A-Z]{3,10}"))
                .orElse("GET");
        return "curl -i -X " + method + " -- " + quoted(address.get());
    }

    private static Optional<String> first(Event event, List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(event.attributes().get(name)))
                .map(AttributeValue::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** Between apostrophes nothing is special but an apostrophe; a control character would act on the terminal itself. */
    private static String quoted(String text) {
        return "'" + SafeText.line(text).replace("'", "'\\''") + "'";
    }
}
