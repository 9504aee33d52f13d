package dev.faultline.importers;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service that a path speaks of, for events that name none. */
final class ServiceNames {
    private static final Pattern POD_LOG = Pattern.compile(".*/pods/[^/]+/([^/]+)/\\d+\\.log$");
    private static final Pattern DATED =
            Pattern.compile("[-_.]?\\d{4}[-_.]?\\d{2}[-_.]?\\d{2}.*$|[-_.]\\d{1,4}$|-[0-9a-f]{8,10}-[0-9a-z]{5}$");
    private static final Set<String> ENDINGS = Set.of(
            "log",
            "json",
            "jsonl",
            "ndjson",
            "txt",
            "ecs",
            "logstash",
            "out",
            "err",
            "stderr",
            "stdout",
            "gz",
            "jstack",
            "threads",
            "cri",
            "otlp");
    private static final Set<String> NAMELESS = Set.of(
            "server",
            "app",
            "application",
            "messages",
            "syslog",
            "log",
            "logs",
            "out",
            "error",
            "access",
            "console",
            "stdout",
            "stderr",
            "spring",
            "main",
            "output",
            "events",
            "traces",
            "spans",
            "data",
            "gc",
            "standard input");

    private ServiceNames() {}

    static Optional<String> of(String path) {
        String unix = path.replace('\\', '/');
        Matcher pod = POD_LOG.matcher(unix);
        if (pod.matches()) {
            return Optional.of(pod.group(1));
        }
        String name = unix.substring(unix.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        boolean ended = false;
        while (dot > 0
                && (ENDINGS.contains(name.substring(dot + 1))
                        || name.substring(dot + 1).matches("\\d{1,3}"))) {
            ended = true;
            name = name.substring(0, dot);
            dot = name.lastIndexOf('.');
        }
        name = DATED.matcher(name).replaceFirst("");
        // Support bundles and scripts keep what kubectl logs --previous says beside the log.
        name = name.endsWith("-previous") ? name.substring(0, name.length() - 9) : name;
        // Docker writes CONTAINER-json.log; an id of a container is no service.
        name = name.endsWith("-json") ? name.substring(0, name.length() - 5) : name;
        name = name.matches("[0-9a-f]{12,64}") ? "" : name;
        boolean speaks = ended
                && name.length() > 1
                && name.length() <= 60
                && !name.startsWith("hs_err")
                && !NAMELESS.contains(name.toLowerCase(java.util.Locale.ROOT));
        return speaks ? Optional.of(name) : Optional.empty();
    }
}
