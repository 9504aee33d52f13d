package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the case keeps it: what was found then, and what a person put into it.
 *
 * @param number its number in the case
 * @param saved when it was kept, RFC 3339
 * @param playbook id of the playbook
 * @param title its title then
 * @param version its version then
 * @param verdict {@code cause}, {@code inconclusive} or {@code unknown}
 * @param cause the cause that was supported; null where none stood out
 * @param reason in a sentence
 * @param outcome {@code right} or {@code wrong} once someone knows; empty before
 * @param steps what was asked, in order
 * @param answers of a person, by step
 * @param overrides of a person, by step
 */
public record KeptRun(
        int number,
        String saved,
        String playbook,
        String title,
        String version,
        String verdict,
        @Nullable String cause,
        String reason,
        String outcome,
        List<Asked> steps,
        Map<String, String> answers,
        Map<String, Run.Decision> overrides) {
    private static final int LARGEST = 16 << 20;

    /** Copies the collections. */
    public KeptRun {
        steps = List.copyOf(steps);
        answers = Map.copyOf(answers);
        overrides = Map.copyOf(overrides);
    }

    /**
     * A step as it was taken.
     *
     * @param truth by its label
     * @param override why a person decided otherwise; null where none did
     */
    public record Asked(
            String step,
            String question,
            String truth,
            String sentence,
            @Nullable String override,
            List<EventId> events) {
        /** Copies the events. */
        public Asked {
            events = List.copyOf(events);
        }
    }

    static KeptRun read(int number, String json) throws IOException {
        Node root;
        try {
            root = NodeReader.read(json.getBytes(StandardCharsets.UTF_8), LARGEST);
        } catch (ProblemException broken) {
            throw new IOException("the run " + number + " that the case keeps cannot be read", broken);
        }
        Map<String, String> answers = new LinkedHashMap<>();
        members(root, "answers")
                .forEach((step, member) ->
                        answers.put(step, String.valueOf(member.value().text())));
        Map<String, Run.Decision> overrides = new LinkedHashMap<>();
        members(root, "overrides")
                .forEach((step, member) -> overrides.put(
                        step, new Run.Decision(text(member.value(), "meaning"), text(member.value(), "reason"))));
        return new KeptRun(
                number,
                text(root, "saved"),
                text(root, "id"),
                text(root, "title"),
                text(root, "version"),
                text(root, "verdict"),
                root.text("cause"),
                text(root, "reason"),
                text(root, "outcome"),
                root.items("steps").stream().map(KeptRun::asked).toList(),
                answers,
                overrides);
    }

    private static Asked asked(Node step) {
        return new Asked(
                text(step, "id"),
                text(step, "question"),
                text(step, "truth"),
                text(step, "answer"),
                step.text("override"),
                step.texts("events").stream()
                        .map(EventId::parse)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Map<String, Node.Member> members(Node root, String key) {
        return root.get(key).map(Node::members).orElse(Map.of());
    }

    private static String text(Node node, String key) {
        return Objects.requireNonNullElse(node.text(key), "");
    }
}
