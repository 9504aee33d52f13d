package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.importers.NamelessService;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table that {@code kubectl get events} prints, of one namespace or of all, also with {@code -o wide}. What an event is
 * about and what it means are as in the JSON of {@code k8s-events}.
 *
 * <p>Traps: the table says how long ago an event was, not when: the file is taken to be written when the table was printed,
 * so its times are marked as assumed, and a copy that was written later moves them; columns may be empty; a value
 * longer than its column shifts the rest of its row; {@code 4s (x3 over 10m)} folds repeats. No sample; shapes from kubectl.
 */
public final class KubernetesEventTable implements NamelessService {
    private static final Pattern HEADER =
            Pattern.compile("(?:NAMESPACE +)?LAST SEEN +(?:FIRST SEEN +COUNT +.*|TYPE +REASON +OBJECT .*MESSAGE.*)");
    private static final Pattern COLUMN = Pattern.compile("\\S+(?: \\S+)*");
    private static final Pattern AGE =
            Pattern.compile("(?:(\\d{1,5})y)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");
    private static final Pattern REPEATED = Pattern.compile("(\\S+) \\(x(\\d{1,9}) over (\\S+)\\)");
    private static final long[] UNITS = {365L * 86_400, 86_400, 3_600, 60, 1};
    private static final Map<String, String> KINDS = Map.of(
            "pod", "Pod",
            "replicaset", "ReplicaSet",
            "deployment", "Deployment",
            "statefulset", "StatefulSet",
            "daemonset", "DaemonSet",
            "job", "Job",
            "cronjob", "CronJob",
            "service", "Service",
            "node", "Node");

    @Override
    public String format() {
        return "k8s-event-table";
    }

    @Override
    public double recognises(Head head) {
        String first =
                head.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return !head.binary() && HEADER.matcher(first).matches() ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            String text =
                    new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty()) {
                continue;
            }
            if (HEADER.matcher(text).matches()) {
                names.clear();
                starts.clear();
                Matcher column = COLUMN.matcher(text);
                while (column.find()) {
                    names.add(column.group());
                    starts.add(column.start());
                }
                continue;
            }
            Map<String, String> row = row(text, names, starts);
            if (row.size() < 3 || !row.containsKey("REASON")) {
                sink.reject(IssueCode.NOT_A_RECORD, "no row of the table", line.offset, line.length, line.number);
                continue;
            }
            event(
                    row,
                    sink.draft().record(line.offset, line.length, line.number),
                    input.context().modified());
            sink.accept();
        }
    }

    /** The cells by the columns' places; by the blanks between them where a value is longer than its column. */
    private static Map<String, String> row(String text, List<String> names, List<Integer> starts) {
        Map<String, String> row = new LinkedHashMap<>();
        boolean aligned = true;
        for (int i = 1; i < starts.size() && starts.get(i) < text.length(); i++) {
            aligned &= text.charAt(starts.get(i) - 1) == ' ';
        }
        String[] cells = aligned ? new String[0] : text.split(" {2,}", names.size());
        for (int i = 0; i < names.size(); i++) {
            int from = Math.min(text.length(), starts.get(i));
            int to = i + 1 < starts.size() ? Math.min(text.length(), starts.get(i + 1)) : text.length();
            String cell = aligned ? text.substring(from, to).strip() : i < cells.length ? cells[i].strip() : "";
            if (!cell.isEmpty() && !cell.equals("<none>")) {
                row.put(names.get(i), cell);
            }
        }
        return row;
    }

    /** What a row says, as a draft; written is when its age was printed. */
    static void event(Map<String, String> row, EventDraft draft, long written) {
        String seen = row.getOrDefault("LAST SEEN", "");
        Matcher repeated = REPEATED.matcher(seen);
        boolean folded = repeated.matches();
        long age = age(folded ? repeated.group(1) : seen);
        if (age >= 0) {
            draft.time(written - age, TimeQuality.YEAR_ASSUMED);
        }
        String object = row.getOrDefault("OBJECT", "");
        int slash = object.indexOf('/');
        String resource = slash < 0 ? "" : object.substring(0, slash);
        int group = resource.indexOf('.');
        String word = group < 0 ? resource : resource.substring(0, group);
        String kind = KINDS.getOrDefault(word, word);
        String name = slash < 0 ? row.get("NAME") : object.substring(slash + 1);
        String reason = row.get("REASON");
        String message = row.getOrDefault("MESSAGE", "");
        String type = row.get("TYPE");
        draft.severity("Warning".equals(type) ? Severity.WARN : Severity.INFO)
                .service(KubernetesNames.service(kind, name))
                .name(reason)
                .message(message)
                .attribute("k8s.namespace.name", row.get("NAMESPACE"))
                .attribute("k8s.object.kind", kind.isEmpty() ? null : kind)
                .attribute("k8s.object.name", name)
                .attribute("k8s.pod.name", kind.equals("Pod") ? name : null)
                .attribute("k8s.object.field_path", row.get("SUBOBJECT"))
                .attribute("k8s.event.reason", reason)
                .attribute("k8s.event.type", type)
                .attribute("k8s.event.count", folded ? repeated.group(2) : row.get("COUNT"));
        source(row.get("SOURCE"), draft);
        KubernetesEvents.change(reason, message, draft);
    }

    /** {@code kubelet, node-1}: what reports, and where. */
    private static void source(@Nullable String source, EventDraft draft) {
        if (source != null) {
            String[] parts = source.split(", ", 2);
            draft.logger(parts[0]).attribute("k8s.node.name", parts.length > 1 ? parts[1] : null);
        }
    }

    /** {@code 5m12s} in nanoseconds; -1 for {@code <unknown>}. */
    private static long age(String text) {
        Matcher age = AGE.matcher(text);
        if (text.isEmpty() || !age.matches()) {
            return -1;
        }
        long seconds = 0;
        for (int i = 0; i < UNITS.length; i++) {
            seconds += age.group(i + 1) == null ? 0 : Long.parseLong(age.group(i + 1)) * UNITS[i];
        }
        return seconds > 3_000_000_000L ? -1 : seconds * 1_000_000_000L;
    }
}
