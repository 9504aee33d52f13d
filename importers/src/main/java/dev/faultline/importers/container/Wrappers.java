package dev.faultline.importers.container;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wrappers, one after the other. */
final class Wrappers {
    private static final Pattern CRI = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S{8,24}) (stdout|stderr) ([PF]) ?");
    private static final Pattern KUBECTL = Pattern.compile("\\[pod/([^/\\]]{1,253})/([^\\]]{1,253})\\] ?");
    private static final Pattern STAMP = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6,9}Z) ");
    private static final Pattern COMPOSE =
            Pattern.compile("(?:\u001b\\[[0-9;]*[A-Za-z])*([A-Za-z0-9_.-]{1,60}) +\\| (?:\u001b\\[0m)?");
    /** Docker always writes nine digits, which hardly a logger does. */
    private static final Pattern DOCKER_STAMP =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z) ");
    /** pm2 writes the number of the process and its name, and its own name without a number. */
    private static final Pattern PM2 = Pattern.compile("(?:\\d{1,5}\\|([^|]{1,60}?)|(PM2)) *\\| ");

    /** What a logger writes in front of a bar and no service is called. */
    private static final Set<String> LEVELS =
            Set.of("TRACE", "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL");

    /** runit's {@code svlogd -tt}, in UTC; GitLab's packages run everything under it. */
    private static final Pattern SVLOGD = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_(\\d\\d:\\d\\d:\\d\\d\\.\\d{5}) ");

    private static final int PREFIX = 600;

    private Wrappers() {}

    private static String word(Json value) {
        String word = value.word();
        return word == null ? "" : word;
    }

    private static String prefix(Line line) {
        return new String(line.buffer, line.from, Math.min(PREFIX, line.to - line.from), StandardCharsets.ISO_8859_1);
    }

    private static long nanos(String text) {
        try {
            return Timestamps.toNanos(Instant.parse(text)).orElse(Long.MIN_VALUE);
        } catch (DateTimeParseException withOffset) {
            return Timestamps.parse(text).orElse(Long.MIN_VALUE);
        }
    }

    private static void rest(Line line, int skipped, Wrapper.Unwrapped into) {
        into.text = line.buffer;
        into.from = line.from + skipped;
        into.to = line.to;
    }

    /** The container runtime interface's log format: {@code time stream P|F text}. */
    static boolean cri(Line line, Wrapper.Unwrapped into) {
        Matcher matcher = CRI.matcher(prefix(line));
        if (!matcher.lookingAt()) {
            return false;
        }
        rest(line, matcher.end(), into);
        into.stream = matcher.group(2);
        into.observed = nanos(matcher.group(1));
        into.partial = matcher.group(3).equals("P");
        return true;
    }

    /** {@code kubectl logs --prefix}, with or without {@code --timestamps}. */
    static boolean kubectl(Line line, Wrapper.Unwrapped into) {
        String prefix = prefix(line);
        Matcher pod = KUBECTL.matcher(prefix);
        if (!pod.lookingAt()) {
            return false;
        }
        Matcher stamp = STAMP.matcher(prefix).region(pod.end(), prefix.length());
        boolean stamped = stamp.lookingAt();
        rest(line, stamped ? stamp.end() : pod.end(), into);
        into.pod = pod.group(1);
        into.container = pod.group(2);
        into.stream = pod.group(1) + "/" + pod.group(2);
        into.observed = stamped ? nanos(stamp.group(1)) : Long.MIN_VALUE;
        into.partial = false;
        return true;
    }

    /** {@code docker logs --timestamps} and {@code kubectl logs --timestamps} of one container. */
    static boolean stamped(Line line, Wrapper.Unwrapped into) {
        Matcher stamp = STAMP.matcher(prefix(line));
        if (!stamp.lookingAt()) {
            return false;
        }
        rest(line, stamp.end(), into);
        into.observed = nanos(stamp.group(1));
        into.partial = false;
        return true;
    }

    /** runit's supervisor writes its own time before each line. */
    static boolean svlogd(Line line, Wrapper.Unwrapped into) {
        Matcher stamp = SVLOGD.matcher(prefix(line));
        if (!stamp.lookingAt()) {
            return false;
        }
        rest(line, stamp.end(), into);
        into.observed = nanos(stamp.group(1) + "T" + stamp.group(2) + "Z");
        into.partial = false;
        return true;
    }

    /** {@code docker compose logs}: {@code name-1  | text}, with colours. */
    static boolean compose(Line line, Wrapper.Unwrapped into) {
        String prefix = prefix(line);
        Matcher matcher = COMPOSE.matcher(prefix);
        if (!matcher.lookingAt() || LEVELS.contains(matcher.group(1))) {
            return false;
        }
        Matcher stamp = DOCKER_STAMP.matcher(prefix).region(matcher.end(), prefix.length());
        boolean stamped = stamp.lookingAt();
        rest(line, stamped ? stamp.end() : matcher.end(), into);
        into.stream = matcher.group(1);
        into.container = matcher.group(1).replaceFirst("[-_]\\d+$", "");
        into.observed = stamped ? nanos(stamp.group(1)) : Long.MIN_VALUE;
        into.partial = false;
        return true;
    }

    /** {@code pm2 logs}: {@code 0|name  | text}. */
    static boolean pm2(Line line, Wrapper.Unwrapped into) {
        Matcher matcher = PM2.matcher(prefix(line));
        if (!matcher.lookingAt()) {
            return false;
        }
        rest(line, matcher.end(), into);
        into.container = matcher.group(1) == null ? "PM2" : matcher.group(1).strip();
        into.stream = matcher.group();
        into.observed = Long.MIN_VALUE;
        into.partial = false;
        return true;
    }

    /** Docker's json-file driver; it splits lines at 16 kB, the last part alone ends in a line feed. */
    static boolean docker(Line line, Wrapper.Unwrapped into) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(line.buffer, line.from, line.to - line.from);
        try (JsonTree tree = new JsonTree(bytes, position -> position, line.number, Limits.JSON_DEPTH)) {
            tree.next();
            Json record = tree.value();
            String log = record.at("log").text();
            if (log == null) {
                return false;
            }
            byte[] text = log.getBytes(StandardCharsets.UTF_8);
            into.text = text;
            into.from = 0;
            into.to = text.length;
            while (into.to > 0 && (text[into.to - 1] == '\n' || text[into.to - 1] == '\r')) {
                into.to--;
            }
            into.partial = !log.endsWith("\n");
            String stream = record.at("stream").word();
            String service = record.at("attrs", "com.docker.compose.service").word();
            Json kubernetes = record.at("kubernetes");
            into.pod = word(kubernetes.at("pod_name"));
            into.namespace = word(kubernetes.at("namespace_name"));
            into.container = service == null ? word(kubernetes.at("container_name")) : service;
            String from = stream == null ? "stdout" : stream;
            // Fluent Bit writes the lines of all pods of a node into one file.
            into.stream =
                    into.pod.isEmpty() ? from : into.namespace + "/" + into.pod + "/" + into.container + "/" + from;
            into.observed = JsonTime.nanos(record.at("time")).orElse(Long.MIN_VALUE);
            return true;
        } catch (BadJson broken) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
