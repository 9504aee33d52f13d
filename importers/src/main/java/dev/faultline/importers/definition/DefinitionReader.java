package dev.faultline.importers.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.faultline.importers.log.Levels;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a definition from JSON. The schema is closed: an unknown key is an error, because a misspelt key that does nothing
 * costs an afternoon. Every error has its line and column.
 */
public final class DefinitionReader {
    private static final int LARGEST = 256 << 10;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Map<String, Long> UNITS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L);

    private final String text;
    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final List<Definition.Search> searches = new ArrayList<>();
    private final List<Definition.Sample> samples = new ArrayList<>();
    private final Map<String, DefinitionProblem> groups = new LinkedHashMap<>();
    private String name = "";
    private String title = "";
    private String url = "";
    private @Nullable Pattern sign;
    private boolean multiline = true;
    private Definition.TimeForm form = Definition.TimeForm.KNOWN;
    private @Nullable DateTimeFormatter timePattern;
    private boolean carry;
    private String levelGroup = "level";
    private int levelOtherwise;
    private long unit = 1_000_000;

    private DefinitionReader(String text) {
        this.text = text;
    }

    /**
     * What came of reading.
     *
     * @param definition null where there are problems
     */
    public record Result(@Nullable Definition definition, List<DefinitionProblem> problems) {}

    /** Reads one definition; whatever the text, nothing is thrown. */
    public static Result read(String text) {
        DefinitionReader reader = new DefinitionReader(text);
        if (text.length() > LARGEST) {
            reader.problem(1, 1, "a definition has at most " + LARGEST + " characters");
        } else {
            reader.document();
        }
        boolean good = reader.problems.isEmpty();
        return new Result(good ? reader.definition() : null, List.copyOf(reader.problems));
    }

    private Definition definition() {
        return new Definition(
                name,
                title.isEmpty() ? name : title,
                url,
                sign,
                patterns,
                multiline,
                new Definition.Time(form, timePattern, carry),
                new Definition.Level(levelGroup, levels, searches, levelOtherwise),
                unit,
                attributes,
                constants,
                samples);
    }

    private void problem(int line, int column, String what) {
        problems.add(new DefinitionProblem(line, column, what));
    }

    private void problem(JsonParser json, String what) {
        TokenStreamLocation at = json.currentTokenLocation();
        problem(at.getLineNr(), at.getColumnNr(), what);
    }

    private void document() {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                problem(json, "a definition is a JSON object");
                return;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                member(json, json.currentName());
            }
            if (json.nextToken() != null) {
                problem(json, "one definition a file: nothing may follow it");
            }
            complete();
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            problem(
                    at == null ? 1 : at.getLineNr(),
                    at == null ? 1 : at.getColumnNr(),
                    "no JSON: " + broken.getOriginalMessage());
        }
    }

    private void complete() {
        if (name.isEmpty()) {
            problem(1, 1, "\"name\" is missing");
        }
        if (patterns.isEmpty() && problems.isEmpty()) {
            problem(1, 1, "\"pattern\" is missing");
        }
        if (samples.isEmpty()) {
            problem(1, 1, "\"samples\" is missing: a format without a sample is not believed");
        }
        groups.forEach((group, at) -> {
            if (patterns.stream().noneMatch(pattern -> pattern.namedGroups().containsKey(group))) {
                problems.add(at);
            }
        });
    }

    private void member(JsonParser json, String key) {
        switch (key) {
            case "name" -> name(json);
            case "title" -> title = string(json);
            case "url" -> url = string(json);
            case "description" -> string(json);
            case "sign" -> sign(json);
            case "pattern" -> patterns(json);
            case "multiline" -> multiline = flag(json);
            case "time" -> object(json, Set.of("format", "carry"), this::time);
            case "level" -> object(json, Set.of("group", "map", "search", "default"), this::level);
            case "duration" -> unit = unit(json);
            case "attributes" -> strings(json, attributes, true);
            case "constants" -> strings(json, constants, false);
            case "samples" -> samples(json);
            default ->
                unknown(
                        json,
                        key,
                        "name, title, url, description, sign, pattern, multiline, time, level, duration,"
                                + " attributes, constants, samples");
        }
    }

    private void unknown(JsonParser json, String key, String known) {
        problem(json, "\"" + key + "\" is no key here; there are " + known);
        json.nextToken();
        json.skipChildren();
    }

    private String string(JsonParser json) {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            problem(json, "a text belongs here");
            json.skipChildren();
            return "";
        }
        return json.getString();
    }

    private boolean flag(JsonParser json) {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            problem(json, "true or false belongs here");
            json.skipChildren();
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private void name(JsonParser json) {
        name = string(json);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            problem(json, "a name has lower-case letters, digits and dashes, at most 40");
        }
    }

    private interface Member {
        void read(JsonParser json, String key);
    }

    private void object(JsonParser json, Set<String> known, Member member) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            problem(json, "an object belongs here");
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (known.isEmpty() || known.contains(key)) {
                member.read(json, key);
            } else {
                unknown(json, key, String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private void strings(JsonParser json, Map<String, String> into, boolean keysAreGroups) {
        object(json, Set.of(), (inner, key) -> {
            if (keysAreGroups) {
                group(inner, key);
            }
            into.put(key, string(inner));
        });
    }

    /** Remembers that a pattern must have this group; which patterns there are is known at the end. */
    private void group(JsonParser json, String group) {
        TokenStreamLocation at = json.currentTokenLocation();
        groups.put(
                group,
                new DefinitionProblem(at.getLineNr(), at.getColumnNr(), "no pattern has a group \"" + group + "\""));
    }

    private void time(JsonParser json, String key) {
        if (key.equals("carry")) {
            carry = flag(json);
            return;
        }
        String format = string(json);
        switch (format) {
            case "known" -> form = Definition.TimeForm.KNOWN;
            case "uptime" -> form = Definition.TimeForm.UPTIME;
            default -> {
                form = Definition.TimeForm.PATTERN;
                try {
                    timePattern = DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
                } catch (IllegalArgumentException bad) {
                    problem(
                            json,
                            "\"known\", \"uptime\" or a pattern of letters such as yyyy-MM-dd HH:mm:ss belongs"
                                    + " here: " + bad.getMessage());
                }
            }
        }
    }

    private void level(JsonParser json, String key) {
        switch (key) {
            case "group" -> {
                levelGroup = string(json);
                group(json, levelGroup);
            }
            case "search" -> object(json, Set.of(), this::search);
            case "default" -> levelOtherwise = severity(json);
            default -> object(json, Set.of(), (inner, word) -> levels.put(word, severity(inner)));
        }
    }

    private void sign(JsonParser json) {
        try {
            sign = PatternLimits.compile(string(json));
        } catch (IllegalArgumentException | PatternSyntaxException bad) {
            problem(json, String.valueOf(bad.getMessage()));
        }
    }

    private void search(JsonParser json, String expression) {
        try {
            Pattern pattern = PatternLimits.compile(expression);
            searches.add(new Definition.Search(pattern, severity(json)));
        } catch (IllegalArgumentException | PatternSyntaxException bad) {
            problem(json, String.valueOf(bad.getMessage()));
            json.nextToken();
        }
    }

    private int severity(JsonParser json) {
        String word = string(json);
        int number = Levels.ofWord(word);
        if (number == 0) {
            problem(json, "\"" + word + "\" is no level; there are trace, debug, info, notice, warn, error, fatal");
        }
        return number;
    }

    private long unit(JsonParser json) {
        Long nanos = UNITS.get(string(json));
        if (nanos == null) {
            problem(json, "a duration is in ns, us, ms, s or min");
            return 1;
        }
        return nanos;
    }

    private void patterns(JsonParser json) {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            pattern(json);
        } else if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                pattern(json);
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                problem(json, "a pattern is a text");
            }
        } else {
            problem(json, "a pattern, or a list of patterns, belongs here");
            json.skipChildren();
        }
    }

    private void pattern(JsonParser json) {
        String expression = json.getString();
        TokenStreamLocation at = json.currentTokenLocation();
        try {
            Pattern pattern = PatternLimits.compile(expression);
            if (pattern.namedGroups().isEmpty()) {
                problem(at.getLineNr(), at.getColumnNr(), "the pattern names no group: (?P<message>.*)");
            } else if (pattern.matcher("xyzzy plugh 42").lookingAt()) {
                problem(at.getLineNr(), at.getColumnNr(), "the pattern matches any line: it would claim every format");
            } else {
                patterns.add(pattern);
            }
        } catch (IllegalArgumentException costly) {
            problem(at.getLineNr(), at.getColumnNr(), String.valueOf(costly.getMessage()));
        } catch (PatternSyntaxException bad) {
            int place = Math.max(0, expression.indexOf(bad.getPattern() == null ? "" : bad.getPattern()));
            problem(
                    at.getLineNr(),
                    at.getColumnNr() + 1 + escaped(at, place),
                    bad.getDescription() + ": " + bad.getPattern()
                            + " (RE2 syntax: no look-around, no back references)");
        }
    }

    /** How far the character at this place of a text stands behind its quote in the file, escapes and all. */
    private int escaped(TokenStreamLocation start, int place) {
        int at = (int) start.getCharOffset() + 1;
        int from = at;
        for (int i = 0; i < place && at < text.length(); i++) {
            at += text.charAt(at) != '\\' ? 1 : at + 1 < text.length() && text.charAt(at + 1) == 'u' ? 6 : 2;
        }
        return at - from;
    }

    private void samples(JsonParser json) {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            problem(json, "a list of samples belongs here");
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            TokenStreamLocation at = json.currentTokenLocation();
            Map<String, String> values = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                values.put(json.currentName(), string(json));
            }
            String line = values.remove("line");
            if (line == null || values.isEmpty()) {
                problem(at.getLineNr(), at.getColumnNr(), "a sample has a \"line\" and says what comes out of it");
            } else {
                samples.add(new Definition.Sample(line, values, at.getLineNr(), at.getColumnNr()));
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            problem(json, "a sample is an object");
        }
    }
}
