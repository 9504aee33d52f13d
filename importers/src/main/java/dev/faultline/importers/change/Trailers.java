package dev.faultline.importers.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trailers of a commit's message, wherever they stand in it: a squash merge puts them in the middle. */
final class Trailers {
    private static final Pattern TRAILER = Pattern.compile("^([A-Za-z][A-Za-z0-9-]{1,40}): (\\S.{0,500})$");

    private Trailers() {}

    /** Key and value of each, in their order. */
    static List<Map.Entry<String, String>> of(String message) {
        List<Map.Entry<String, String>> trailers = new ArrayList<>();
        message.lines().skip(1).forEach(line -> {
            Matcher matcher = TRAILER.matcher(line.strip());
            if (matcher.matches()) {
                trailers.add(Map.entry(matcher.group(1), matcher.group(2)));
            }
        });
        return trailers;
    }
}
