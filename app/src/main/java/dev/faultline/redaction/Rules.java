package dev.faultline.redaction;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the file of rules says.
 *
 * @param rules in their order; of findings that overlap the first counts
 * @param names which names of fields and variables say that their value is secret
 * @param values variables that show nothing: numbers, booleans, constants of an enumeration
 */
record Rules(List<Rule> rules, SecretNames names, List<Pattern> values) {
    private static final String FILE = "rules.json";

    Rules {
        rules = List.copyOf(rules);
        values = List.copyOf(values);
    }

    /** The rules that the program brings along. */
    static Rules shipped() {
        try (InputStream in = Rules.class.getResourceAsStream(FILE);
                JsonParser json =
                        new JsonFactory().createParser(ObjectReadContext.empty(), Objects.requireNonNull(in, FILE))) {
            return read(json);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static Rules read(JsonParser json) {
        List<Rule> rules = new ArrayList<>();
        List<Pattern> values = new ArrayList<>();
        SecretNames names = new SecretNames(List.of(), List.of(), List.of(), List.of());
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String section = json.currentName();
            json.nextToken();
            switch (section) {
                case "rules" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        rules.add(rule(json));
                    }
                }
                case "names" -> names = names(json);
                case "values" -> texts(json).forEach(text -> values.add(Pattern.compile(text)));
                default -> throw new IllegalArgumentException(FILE + ": there is no section " + section);
            }
        }
        return new Rules(rules, names, values);
    }

    private static Rule rule(JsonParser json) {
        String id = "";
        String category = "";
        List<String> keywords = List.of();
        @Nullable Pattern expression = null;
        double entropy = 0;
        int minimum = 1;
        Check check = Check.NONE;
        List<Pattern> allowed = List.of();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = json.getString();
                case "category" -> category = json.getString();
                case "keywords" -> keywords = texts(json);
                case "regex" -> expression = json.getString().isEmpty() ? null : Pattern.compile(json.getString());
                case "entropy" -> entropy = json.getDoubleValue();
                case "minimum" -> minimum = json.getIntValue();
                case "check" -> check = Check.of(json.getString());
                case "allow" ->
                    allowed = texts(json).stream().map(Pattern::compile).toList();
                default -> throw new IllegalArgumentException(FILE + ": there is no member " + key);
            }
        }
        return new Rule(id, category, keywords, expression, entropy, minimum, check, allowed);
    }

    private static SecretNames names(JsonParser json) {
        java.util.Map<String, List<String>> lists = new java.util.HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            lists.put(key, texts(json));
        }
        return new SecretNames(
                lists.getOrDefault("secret", List.of()),
                lists.getOrDefault("pairs", List.of()),
                lists.getOrDefault("person", List.of()),
                lists.getOrDefault("harmless", List.of()));
    }

    private static List<String> texts(JsonParser json) {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(json.getString());
        }
        return texts;
    }
}
