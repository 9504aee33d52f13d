package dev.faultline.cli;

import dev.faultline.model.Annotation;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import dev.faultline.store.Case;
import dev.faultline.text.AnnotationJson;
import dev.faultline.text.AnnotationText;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands of the investigation's own record have in common. */
final class BoardOption {
    private static final List<String> ACTIONS = List.of("add", "list", "change", "remove", "restore");

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(
            paramLabel = "add|list|change|remove|restore",
            arity = "0..*",
            description = "What to do, and with which one: add WHAT, list, change ID, remove ID, restore ID.")
    List<String> words = List.of();

    @Option(names = "--text", paramLabel = "TEXT", description = "What there is to say, Markdown.")
    @Nullable
    String text;

    @Option(names = "--tag", paramLabel = "TAG", description = "A word to find it by; may be given several times.")
    List<String> tags = List.of();

    @Option(names = "--position", paramLabel = "N", description = "With change: its place in the list, from 0.")
    @Nullable
    Integer position;

    /** The action; without one it is a list, or what is said is added. */
    String action() {
        if (words.isEmpty()) {
            return text == null ? "list" : "add";
        }
        return ACTIONS.contains(words.getFirst()) ? words.getFirst() : "add";
    }

    /** The words behind the action. */
    List<String> operands() {
        boolean named = !words.isEmpty() && ACTIONS.contains(words.getFirst());
        return words.subList(named ? 1 : 0, words.size());
    }

    long id() {
        try {
            return Long.parseLong(String.join(" ", operands()));
        } catch (NumberFormatException notANumber) {
            throw new CommandException(ExitCode.USAGE, action() + " needs the number that list shows");
        }
    }

    /** The text of what is added: the option, or all the words. */
    String said() {
        String said = text != null ? text : String.join(" ", operands());
        if (said.isBlank()) {
            throw new CommandException(ExitCode.USAGE, "there is nothing to add: give a text");
        }
        return said;
    }

    List<String> tags() {
        return tags.stream()
                .flatMap(tag -> List.of(tag.strip().split("\\s+")).stream())
                .toList();
    }

    /** Something that the case really holds. */
    static Reference reference(Case open, String word) throws IOException {
        Reference reference = Reference.parse(word)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "\"" + word + "\" points at nothing; try an event's id such as 7.0, a variable such as"
                                + " 7.0#order.total, trace:ID, pattern:ID or query:TEXT"));
        Optional<EventId> event = reference.event();
        if (event.isPresent() && open.reader().event(event.get()).isEmpty()) {
            throw new CommandException(ExitCode.NO, "there is no event " + event.get());
        }
        return reference;
    }

    /** What every type can be told: another text, other tags, another place. */
    void change(Case open, long id) throws IOException {
        if (text != null) {
            open.board().text(id, text);
        }
        if (!tags.isEmpty()) {
            open.board().tags(id, tags());
        }
        if (position != null) {
            open.board().move(id, position);
        }
    }

    void print(Annotation annotation) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> AnnotationJson.write(json, annotation));
        } else {
            System.out.println(AnnotationText.block(annotation));
        }
    }

    void print(String name, List<? extends Annotation> annotations) {
        if (output.json) {
            JsonOutput.document(System.out, json -> AnnotationJson.list(json, name, annotations));
        } else {
            new ArrayList<>(annotations).forEach(this::print);
        }
    }

    /** The actions that are the same for all types; false for those that are not. */
    boolean ran(Class<? extends Annotation> type) throws IOException {
        if (!List.of("remove", "restore").contains(action())) {
            return false;
        }
        long id = id();
        try (Case open = target.openForWriting()) {
            if (action().equals("restore")) {
                print(open.board().restore(id));
            } else {
                require(open, id, type);
                open.board().remove(id);
                if (output.json || output.jsonLines) {
                    JsonOutput.document(System.out, json -> json.writeNumberProperty("removed", id));
                } else {
                    System.out.println("removed " + id + "; restore " + id + " brings it back");
                }
            }
        }
        return true;
    }

    static <T extends Annotation> T require(Case open, long id, Class<T> type) throws IOException {
        return open.board()
                .find(id)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new CommandException(
                        ExitCode.NO,
                        "there is no " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " " + id));
    }
}
