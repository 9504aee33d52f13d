package dev.faultline.playbook;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.TimeRange;
import dev.faultline.playbook.foreign.Draft;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.QueryText;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Draws a playbook from what an investigator said and pinned. Everything that is a guess is marked for a person to
 * confirm, and what could not be generalised is named.
 */
public final class Recorder {
    private static final int MOST_SIGNS = 8;

    private final CaseReader reader;
    private final BooleanSupplier cancelled;
    private final Trait trait;
    private final Map<String, Found> signs = new LinkedHashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> confirm = new ArrayList<>();

    /** A sign and how many events of this case have it. */
    private record Found(String query, long count, String from) {}

    /** Records from this state of a case. */
    public Recorder(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.cancelled = cancelled;
        this.trait = new Trait(reader, cancelled);
    }

    /**
     * Draws the playbook.
     *
     * @param board what the board holds
     * @param incident what is said of the incident
     * @param searches further queries that the investigator found useful
     * @param evidence names of the files, beside the playbook, that its tests will read: what shows the failure, what does
     *     not; empty for a playbook without tests
     */
    public Recording record(
            List<Annotation> board,
            Map<IncidentField, String> incident,
            List<String> searches,
            List<String> evidence,
            LocalDate today)
            throws IOException {
        List<Hypothesis> held = hypotheses(board, Annotation.State.SUPPORTED);
        if (held.isEmpty()) {
            held = hypotheses(board, Annotation.State.OPEN);
            confirm.add(
                    held.isEmpty()
                            ? "the cause: the board holds no hypothesis"
                            : "the cause: no hypothesis is marked as supported");
        }
        for (Hypothesis hypothesis : held) {
            for (Annotation.Citation citation : hypothesis.citations(true)) {
                take(citation.reference());
            }
        }
        for (Annotation annotation : board) {
            if (annotation instanceof Annotation.Pin pin) {
                take(pin.reference());
            }
        }
        for (String search : searches) {
            takeQuery(search);
        }
        List<Found> ordered = ordered();
        if (ordered.isEmpty()) {
            throw new IOException(
                    "nothing on the board points at an event that has a sign of its own: pin the log line, the"
                            + " exception or the variable that shows the failure, or cite it in a hypothesis");
        }
        Text text =
                new Text(this, ordered, held, hypotheses(board, Annotation.State.RULED_OUT), incident, evidence, today);
        return new Recording(
                text.yaml(), ordered.stream().map(Found::query).toList(), List.copyOf(confirm), List.copyOf(left));
    }

    private static List<Hypothesis> hypotheses(List<Annotation> board, Annotation.State state) {
        return board.stream()
                .filter(Hypothesis.class::isInstance)
                .map(Hypothesis.class::cast)
                .filter(hypothesis -> hypothesis.state() == state)
                .toList();
    }

    private void take(Reference reference) throws IOException {
        switch (reference.type()) {
            case EVENT, VARIABLE, PATTERN -> {
                Trait.Drawn drawn = trait.of(reference);
                files.addAll(drawn.files());
                for (String query : drawn.queries()) {
                    add(query, reference.toString());
                }
                if (drawn.isEmpty()) {
                    left.add(reference + ": nothing of it would be the same in another incident");
                }
            }
            case QUERY -> takeQuery(reference.target().replaceFirst("@[^@\"]*$", ""));
            case TRACE -> left.add(reference + ": a trace is of this incident only; pin what failed in it");
        }
    }

    private void takeQuery(String text) throws IOException {
        try {
            Query general = Generalised.of(QueryParser.parse(text));
            if (general == null) {
                left.add("the search " + text + ": it names ids, times or sources of this incident only");
            } else {
                add(QueryText.of(general), "search " + text);
            }
        } catch (QuerySyntaxException wrong) {
            left.add("the search " + text + ": " + wrong.getMessage());
        }
    }

    private void add(String query, String from) throws IOException {
        if (signs.containsKey(query)) {
            return;
        }
        try {
            Hits hits = Search.run(reader, QueryParser.parse(query), TimeRange.ALL, cancelled);
            if (hits.count() == 0) {
                left.add(from + ": generalised to " + query + " it finds nothing here");
            } else {
                signs.put(query, new Found(query, hits.count(), from));
            }
        } catch (QuerySyntaxException wrong) {
            left.add(from + ": " + wrong.getMessage());
        }
    }

    /** What half of all events have is a sign of nothing; and a variable that is merely there must not lead. */
    private List<Found> ordered() {
        List<Found> ordered = new ArrayList<>();
        for (Found found : signs.values()) {
            if (found.count() * 2 > reader.events() && signs.size() > 1) {
                left.add(found.from() + ": " + found.query() + " is true of " + found.count() + " of " + reader.events()
                        + " events");
            } else if (ordered.size() == MOST_SIGNS) {
                left.add(found.from() + ": more than " + MOST_SIGNS + " signs; leave out what is not needed");
            } else {
                ordered.add(found);
            }
        }
        ordered.sort(Comparator.comparing(found -> found.query().matches(".*\\bvar\\.[^ ]+:\\*.*")));
        return ordered;
    }

    /** Writes the file. */
    private static final class Text {
        private final Recorder recorder;
        private final List<Found> signs;
        private final List<Hypothesis> held;
        private final List<Hypothesis> ruledOut;
        private final Map<IncidentField, String> incident;
        private final List<String> evidence;
        private final LocalDate today;

        Text(
                Recorder recorder,
                List<Found> signs,
                List<Hypothesis> held,
                List<Hypothesis> ruledOut,
                Map<IncidentField, String> incident,
                List<String> evidence,
                LocalDate today) {
            this.recorder = recorder;
            this.signs = signs;
            this.held = held;
            this.ruledOut = ruledOut;
            this.incident = incident;
            this.evidence = evidence;
            this.today = today;
        }

        private static String quoted(String text, int longest) {
            String line = text.replaceAll("\\s+", " ").strip();
            return Draft.quoted(line.length() > longest ? line.substring(0, longest) + "…" : line);
        }

        String yaml() {
            String title = incident.getOrDefault(
                    IncidentField.TITLE,
                    held.isEmpty()
                            ? "A failure that was seen once"
                            : held.getFirst().entry().text());
            StringBuilder out =
                    new StringBuilder("# Recorded from an investigation. Confirm every line that says CONFIRM.\n");
            recorder.confirm.forEach(
                    each -> out.append("# CONFIRM ").append(Draft.comment(each)).append('\n'));
            recorder.left.forEach(each ->
                    out.append("# not carried: ").append(Draft.comment(each)).append('\n'));
            out.append("faultline: playbook/1\nid: ").append(UUID.randomUUID());
            out.append("\ntitle: ").append(quoted(title.length() < 3 ? "A failure that was seen once" : title, 180));
            out.append("\nversion: 1\nstatus: draft\nlevel: medium  # CONFIRM\nsummary: ")
                    .append(quoted(incident.getOrDefault(IncidentField.SUMMARY, ""), 1_500));
            out.append("\ncreated: ")
                    .append(today)
                    .append("\nmodified: ")
                    .append(today)
                    .append('\n');
            out.append("parameters: {service: {from: \"top(service, sign-1)\", ask: \"Which service?\"}}\n");
            signature(out);
            if (!ruledOut.isEmpty()) {
                out.append("known_false:\n");
                ruledOut.forEach(each -> out.append("  - ")
                        .append(quoted(
                                "Ruled out when this was recorded: "
                                        + each.entry().text(),
                                400))
                        .append('\n'));
            }
            steps(out);
            rest(out);
            return out.toString();
        }

        private void signature(StringBuilder out) {
            out.append("signature:\n  at_least: 3\n  indicators:\n");
            for (int i = 0; i < signs.size(); i++) {
                Found sign = signs.get(i);
                out.append("    # CONFIRM the threshold; ")
                        .append(sign.count())
                        .append(" events here, drawn from ")
                        .append(Draft.comment(sign.from()))
                        .append('\n');
                out.append("    - {id: sign-").append(i + 1).append(", query: ").append(Draft.quoted(sign.query()));
                out.append(", count: \">= ").append(Math.min(3, sign.count())).append('"');
                out.append(i == 0 ? ", weight: 3, required: true}\n" : ", weight: 1}\n");
            }
        }

        private void steps(StringBuilder out) {
            out.append("steps:\n");
            for (int i = 1; i < signs.size(); i++) {
                String next = i + 1 < signs.size() ? "sign-" + (i + 2) : "since-when";
                boolean snapshot = signs.get(i).query().contains("kind:\"snapshot\"");
                out.append("  - id: sign-").append(i + 1).append('\n');
                out.append("    question: \"CONFIRM what this asks: is it here too?\"\n");
                out.append("    look: ")
                        .append(snapshot ? "snapshot" : "search")
                        .append('\n');
                out.append("    query: ")
                        .append(Draft.quoted(signs.get(i).query()))
                        .append('\n');
                out.append("    cases:\n      - {when: {count: \">= 1\"}, means: recorded, strength: weak, next: ")
                        .append(next)
                        .append("}\n");
                out.append("      - {when: {count: \"== 0\"}, next: ")
                        .append(next)
                        .append("}\n");
                out.append("    unknown: {next: ").append(next).append("}\n");
            }
            String changed = recorder.files.isEmpty()
                    ? "*"
                    : String.join(
                            " OR ",
                            recorder.files.stream()
                                    .limit(10)
                                    .map(file -> "files:*" + file)
                                    .toList());
            out.append("  - id: since-when\n    question: \"Did a change bring it?\"\n    look: changes\n    query: ")
                    .append(Draft.quoted(changed))
                    .append("\n    window: 24h before onset\n");
            out.append(
                    "    cases:\n      - {when: {count: \">= 1\"}, next: is-it}\n    unknown: {next: is-it}\n    next: is-it\n");
            out.append(
                    "  - id: is-it\n    question: \"Do these say what the cause says?\"\n    look: ask\n    answers:\n");
            out.append(
                    "      - {say: \"yes\", means: recorded, strength: strong}\n      - {say: \"no\", rules_out: recorded}\n");
        }

        private void rest(StringBuilder out) {
            String cause = held.isEmpty()
                    ? "CONFIRM what it was."
                    : held.getFirst().entry().text();
            out.append("causes:\n  recorded: {text: ")
                    .append(quoted(cause, 1_000))
                    .append(", kind: code}  # CONFIRM the kind\n");
            String done = incident.getOrDefault(IncidentField.ACTIONS, "");
            out.append("remedies:\n  - {for: recorded, kind: mitigate, do: ")
                    .append(quoted(done.isBlank() ? "CONFIRM what helped." : done, 1_000))
                    .append(", check: gone}\n");
            out.append("verify:\n  - id: gone\n    failure: ")
                    .append(Draft.quoted(signs.getFirst().query()));
            out.append("\n    exposure: 'service:{service}'  # CONFIRM traffic that would have failed\n");
            out.append("    over: 30m after fix\n    confidence: 0.95\n");
            if (evidence.size() == 2) {
                out.append("tests:\n  - name: \"the incident that it was recorded from\"\n    evidence: [")
                        .append(Draft.quoted(evidence.getFirst()))
                        .append("]\n    expect: {match: true}\n");
                out.append("  - name: \"the time before it\"\n    evidence: [")
                        .append(Draft.quoted(evidence.getLast()))
                        .append("]\n    expect: {match: false}\n");
            }
        }
    }
}
