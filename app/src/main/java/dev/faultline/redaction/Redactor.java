package dev.faultline.redaction;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Frame;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes out of texts what must not leave, and counts what it took. For one export and one thread. */
public final class Redactor {
    private static final int REMEMBERED = 8192;
    private static final int SHORT = 120;
    private static final int DEPTH = 500;

    private final Rules rules = Rules.shipped();
    private final Finder finder = new Finder(rules);
    private final Pseudonyms pseudonyms;
    private final Set<String> allowed;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> clean = new HashSet<>();

    /**
     * @param key what makes the pseudonyms this export's own; it must not leave
     * @param allowed names of variables whose values may be shown
     */
    public Redactor(String key, Set<String> allowed) {
        this.pseudonyms = new Pseudonyms(key);
        this.allowed = Set.copyOf(allowed);
    }

    /** How often each rule took something, so far. */
    public Map<String, Long> counts() {
        return java.util.Collections.unmodifiableMap(counts);
    }

    /** The text without what must not leave. */
    public String text(String text) {
        if (clean.contains(text)) {
            return text;
        }
        List<Finding> found = finder.find(text);
        if (found.isEmpty()) {
            if (text.length() <= SHORT && clean.size() < REMEMBERED) {
                clean.add(text);
            }
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (Finding finding : found) {
            out.append(text, done, finding.from())
                    .append(took(finding.rule().id(), finding.rule().category(), finding.value()));
            done = finding.to();
        }
        return out.append(text, done, text.length()).toString();
    }

    /** The same for what may be absent. */
    public @Nullable String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** The same for the value of a field, whose name may say enough. */
    public String text(String name, String value) {
        Optional<String> category = rules.names().category(name);
        return category.isPresent() && !isNothing(value) ? took("field-name", category.get(), value) : text(value);
    }

    private static boolean isNothing(String value) {
        return value.isBlank() || value.equals("null") || value.equals("true") || value.equals("false");
    }

    private String took(String rule, String category, String value) {
        counts.merge(rule, 1L, Long::sum);
        return pseudonyms.of(category, value);
    }

    /** A person's name and address. */
    public @Nullable String person(@Nullable String text) {
        return text == null || text.isBlank() ? text : took("person", "person", text);
    }

    AttributeValue attribute(String name, AttributeValue value) {
        if (value.type() == AttributeValue.Type.BOOLEAN || value.type() == AttributeValue.Type.NULL) {
            return value;
        }
        String text = text(name, value.text());
        // A pseudonym is a text, whatever it stands for.
        return text.equals(value.text()) ? value : AttributeValue.of(text);
    }

    Frame frame(Frame frame) {
        return new Frame(
                text(frame.function()), optional(frame.file()), frame.line(), optional(frame.module()), frame.inApp());
    }

    List<Variable> variables(List<Variable> variables, int depth) {
        List<Variable> out = new ArrayList<>(variables.size());
        for (Variable variable : depth > DEPTH ? List.<Variable>of() : variables) {
            String value = variable.value();
            out.add(new Variable(
                    text(variable.name()),
                    optional(variable.type()),
                    value == null ? null : variable(variable.name(), value),
                    variables(variable.members(), depth + 1),
                    optional(variable.notCaptured())));
        }
        return out;
    }

    /** A variable's value stays where it shows nothing of anybody, or somebody said that it may. */
    private String variable(String name, String value) {
        Optional<String> category = rules.names().category(name);
        if (category.isPresent()) {
            return isNothing(value) ? value : took("variable-name", category.get(), value);
        }
        boolean plain = rules.values().stream()
                .anyMatch(pattern -> pattern.matcher(value).matches());
        boolean shown = plain || allowed.contains(name) || value.isEmpty();
        return shown ? text(value) : took("variable", "value", value);
    }
}
