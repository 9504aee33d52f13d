package dev.faultline.importers.container;

import dev.faultline.importers.Line;
import dev.faultline.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tools that follow many pods at once put before each line. */
final class TailedPods {
    private static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    /** The letters and digits that Kubernetes makes names of: no vowels, so that no words come about. */
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]{5}";

    private static final Pattern STERN = Pattern.compile(
            "(?:(" + NAME + ") )?([a-z][a-z0-9.-]{0,200}-(?:" + RANDOM + "|\\d{1,4})) (" + NAME + ")(?: |$)");
    /** The first and last thing that stern says of a container. */
    private static final Pattern STERN_OWN =
            Pattern.compile("[+-] (?:(" + NAME + ") )?([a-z][a-z0-9.-]{0,250}) › (" + NAME + ")\\s*");
    /** A pod of a deployment, which no other text looks like. */
    private static final Pattern DEPLOYED =
            Pattern.compile("(?m)^(?:" + NAME + " )?[a-z][a-z0-9-]{0,200}-[0-9a-f]{6,10}-" + RANDOM + " " + NAME + " ");

    private static final Pattern KAIL =
            Pattern.compile("(" + NAME + ")/([a-z0-9][a-z0-9.-]{0,252})\\[(" + NAME + ")\\]: ?");
    private static final Pattern LOGCLI =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d))"
                    + " (\\{(?:[^\"{}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+\\}) +");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=\"([^\"]*)\"");
    private static final int PREFIX = 1200;

    private TailedPods() {}

    private static String prefix(Line line) {
        return new String(line.buffer, line.from, Math.min(PREFIX, line.to - line.from), StandardCharsets.UTF_8);
    }

    private static boolean pod(Line line, Matcher matcher, String prefix, boolean whole, Wrapper.Unwrapped into) {
        into.text = line.buffer;
        // The prefix is read as characters, the line goes on in bytes.
        int taken = whole ? 0 : prefix.substring(0, matcher.end()).getBytes(StandardCharsets.UTF_8).length;
        into.from = line.from + taken;
        into.to = line.to;
        into.namespace = matcher.group(1) == null ? "" : matcher.group(1);
        into.pod = matcher.group(2);
        into.container = matcher.group(3);
        into.stream = into.namespace + "/" + into.pod + "/" + into.container;
        into.observed = Long.MIN_VALUE;
        into.partial = false;
        return true;
    }

    /** {@code stern}: {@code pod container text}, of all namespaces {@code namespace pod container text}. */
    static boolean stern(Line line, Wrapper.Unwrapped into) {
        String prefix = prefix(line);
        Matcher own = STERN_OWN.matcher(prefix);
        if (own.matches()) {
            return pod(line, own, prefix, true, into);
        }
        Matcher matcher = STERN.matcher(prefix);
        return matcher.lookingAt() && pod(line, matcher, prefix, false, into);
    }

    /** Whether a pod stands in it as stern names them. */
    static boolean hasPod(String text) {
        return DEPLOYED.matcher(text).find();
    }

    /** {@code kail}: {@code namespace/pod[container]: text}. */
    static boolean kail(Line line, Wrapper.Unwrapped into) {
        String prefix = prefix(line);
        Matcher matcher = KAIL.matcher(prefix);
        return matcher.lookingAt() && pod(line, matcher, prefix, false, into);
    }

    /** {@code logcli query}: time, labels and line. */
    static boolean logcli(Line line, Wrapper.Unwrapped into) {
        String prefix = prefix(line);
        Matcher matcher = LOGCLI.matcher(prefix);
        if (!matcher.lookingAt()) {
            return false;
        }
        into.text = line.buffer;
        into.from = line.from + prefix.substring(0, matcher.end()).getBytes(StandardCharsets.UTF_8).length;
        into.to = line.to;
        into.namespace = "";
        into.pod = "";
        into.container = "";
        into.stream = matcher.group(2);
        int surest = Integer.MAX_VALUE;
        Matcher label = LABEL.matcher(into.stream);
        while (label.find()) {
            int rank =
                    switch (label.group(1)) {
                        case "service_name", "service" -> 1;
                        case "container", "container_name" -> 2;
                        case "app" -> 3;
                        case "job" -> 4;
                        default -> Integer.MAX_VALUE;
                    };
            if (rank < surest) {
                surest = rank;
                into.container = label.group(2);
            }
            into.pod = label.group(1).equals("pod") ? label.group(2) : into.pod;
            into.namespace = label.group(1).equals("namespace") ? label.group(2) : into.namespace;
        }
        into.observed = Timestamps.parse(matcher.group(1)).orElse(Long.MIN_VALUE);
        into.partial = false;
        return true;
    }
}
