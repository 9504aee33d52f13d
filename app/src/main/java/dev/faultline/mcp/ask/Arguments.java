package dev.faultline.mcp.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tool was called with, as hostile as it may be. */
public final class Arguments {
    private final Map<String, Object> values;

    private Arguments(Map<String, Object> values) {
        this.values = values;
    }

    /** Refuses what the tool does not know, and misses what it must have. */
    public static Arguments of(List<Parameter> parameters, Map<String, Object> values) throws ToolException {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String given : values.keySet()) {
            if (!names.contains(given)) {
                throw new ToolException("there is no argument \"" + shortened(given) + "\"; there are "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.required() && values.get(parameter.name()) == null) {
                throw new ToolException(
                        "the argument \"" + parameter.name() + "\" is missing: " + parameter.description());
            }
        }
        return new Arguments(values);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** A text that was given and is not blank. */
    public Optional<String> text(String name) throws ToolException {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text).filter(given -> !given.isBlank());
        }
        throw new ToolException("the argument \"" + name + "\" must be a text");
    }

    /** A whole number, brought into its bounds. */
    public long number(String name, long fallback, long least, long most) throws ToolException {
        Object value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Number number) {
            return Math.clamp(number.longValue(), least, most);
        }
        throw new ToolException("the argument \"" + name + "\" must be a whole number");
    }

    /** A list of texts; one text counts as a list of one. */
    public List<String> texts(String name) throws ToolException {
        Object value = values.get(name);
        return switch (value) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> list -> {
                List<String> texts = new ArrayList<>();
                for (Object each : list) {
                    if (!(each instanceof String text)) {
                        throw new ToolException("the argument \"" + name + "\" must be a list of texts");
                    }
                    texts.add(text);
                }
                yield texts;
            }
            default -> throw new ToolException("the argument \"" + name + "\" must be a list of texts");
        };
    }
}
