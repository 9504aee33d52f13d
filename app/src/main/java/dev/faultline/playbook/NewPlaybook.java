package dev.faultline.playbook;

import dev.faultline.playbook.foreign.Draft;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The text of a new playbook: every part once, sound as it stands. */
public final class NewPlaybook {
    private NewPlaybook() {}

    /** A draft of this title with these signs. */
    public static String write(UUID id, String title, List<String> queries, LocalDate today) {
        List<String> signs = queries.isEmpty() ? List.of("severity:>=error AND \"what the log says\"") : queries;
        StringBuilder indicators = new StringBuilder();
        for (int i = 0; i < signs.size(); i++) {
            indicators
                    .append("    - {id: sign-")
                    .append(i + 1)
                    .append(", query: ")
                    .append(Draft.quoted(signs.get(i)));
            indicators.append(
                    i == 0 ? ", count: \">= 3\", within: 5m, weight: 3, required: true}\n" : ", weight: 1}\n");
        }
        return """
                # docs/playbooks.md explains every key; `faultline playbook check` says what is wrong, and where.
                faultline: playbook/1
                id: %s
                title: %s
                version: 1
                status: draft
                level: medium
                summary: ""
                created: %s
                modified: %s
                needs:
                  - {kind: log, else: stop}
                blind_spots: []
                parameters: {service: {from: "top(service, sign-1)", ask: "Which service?"}}
                signature:
                  at_least: 3
                  indicators:
                %sknown_false: []
                steps:
                  - id: what-fails
                    question: What do the failures have in common?
                    look: patterns
                    query: 'service:{service} AND severity:>=error'
                    cases:
                      - {when: {count: ">= 1"}, means: first-cause, strength: weak, next: since-when}
                    unknown: {next: since-when}
                  - id: since-when
                    question: Did a change bring it?
                    look: changes
                    query: '*'
                    window: 24h before onset
                causes: {first-cause: {text: "Why it fails.", kind: code}}
                remedies: [{for: first-cause, kind: fix, do: "What helps.", risk: low, undo: "The way back.", check: gone}]
                verify:
                  - id: gone
                    failure: %s
                    exposure: 'service:{service}'
                    over: 30m after fix
                    confidence: 0.95
                """.formatted(id, Draft.quoted(title), today, today, indicators, Draft.quoted(signs.getFirst()));
    }
}
