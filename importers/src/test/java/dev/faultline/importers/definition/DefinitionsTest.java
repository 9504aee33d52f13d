package dev.faultline.importers.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats that are data: the shipped ones by their own samples, the user's by their errors. */
class DefinitionsTest {
    private static final Path SHIPPED = Path.of("src/main/resources/dev/faultline/importers/definition");

    @TempDir
    Path folder;

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void passesItsOwnSamplesAndClaimsNobodyElses(Path file) throws IOException {
        DefinitionCheck.Result result = DefinitionCheck.of(Files.readString(file));
        assertThat(result.problems()).isEmpty();
        assertThat(file.getFileName()).hasToString(result.format().format() + ".json");
    }

    @Test
    void listsEveryDefinitionThatIsThere() throws IOException {
        assertThat(ShippedFormats.all().stream().map(DefinedFormat::format))
                .containsExactlyInAnyOrderElementsOf(shipped()
                        .map(file -> file.getFileName().toString().replace(".json", ""))
                        .toList());
    }

    private static final String GOOD = """
            {
              "name": "till",
              "pattern": "^(?P<timestamp>\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d \\\\d\\\\d:\\\\d\\\\d) till (?P<till>\\\\d+) (?P<level>\\\\w+): (?P<message>.*)$",
              "level": { "map": { "OOPS": "error" } },
              "attributes": { "till": "till.number" },
              "samples": [
                { "line": "2026-11-20 20:02 till 7 OOPS: drawer is stuck", "level": "error", "till.number": "7" }
              ]
            }
            """;

    @Test
    void readsADefinitionOfTheUsers() throws IOException {
        Files.writeString(folder.resolve("till.json"), GOOD);
        Files.writeString(folder.resolve("broken.json"), "{");
        UserFormats own = UserFormats.in(folder);
        assertThat(own.formats()).extracting(DefinedFormat::format).containsExactly("till");
        assertThat(own.problems()).containsOnlyKeys(folder.resolve("broken.json"));
        List<Event> events = DefinitionCheck.read(
                own.formats().getFirst().definition(),
                "2026-11-20 20:02 till 7 OOPS: two\nlines\n2026-11-20 20:03 till 8 info: three");
        assertThat(events).extracting(Event::message).containsExactly("two\nlines", "three");
    }

    @Test
    void hasNoFormatsWhereThereIsNoFolder() {
        assertThat(UserFormats.in(folder.resolve("absent")).formats()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"level\": { \"map\": { \"OOPS\": \"error\" } } | \"levle\": {} | 4 | \"levle\" is no key here",
                "\"error\" } }, | \"bad\" } }, | 4 | \"bad\" is no level",
                "\"till.number\" } | \"till.number\", \"tlil\": \"x\" } | 5 | no pattern has a group \"tlil\"",
                "(?P<till>\\\\d+) | (?P<till>(\\\\d+) | 3 | missing",
                "(?P<till>\\\\d+) | (?P<till>(\\\\d{1,100}){1,100}) | 3 | too large",
                "(?P<till>\\\\d+) | (?P<till>(?=7)) | 3 | look-around",
                "\"level\": \"error\", | \"level\": \"warn\", | 7 | level is \"error\" instead of \"warn\"",
                "\"name\": \"till\" | \"name\": \"Till!\" | 2 | lower-case",
            })
    void saysWhereADefinitionIsWrong(String part, String instead, int line, String says) {
        String text = GOOD.replace(part, instead == null ? "" : instead);
        assertThat(text).isNotEqualTo(GOOD);
        assertThat(DefinitionCheck.of(text).problems())
                .first()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(line))
                .satisfies(problem -> assertThat(problem.text()).contains(says == null ? "" : says));
    }

    @Test
    void refusesAPatternThatMatchesEverything() {
        String text = GOOD.replace("^(?P<timestamp>", "(?P<message>.*)|^(?P<timestamp>")
                .replace("(?P<message>.*)$", "$");
        assertThat(DefinitionCheck.of(text).problems().getFirst().text()).contains("matches any line");
    }

    @Test
    void pointsIntoThePattern() {
        String text = GOOD.replace("till (?P<till>\\\\d+)", "till (?P<till>\\\\d+)[z-a]");
        DefinitionProblem problem = DefinitionCheck.of(text).problems().getFirst();
        String line = text.lines().skip(problem.line() - 1).findFirst().orElseThrow();
        assertThat(line.substring(problem.column() - 1)).startsWith("z-a");
    }

    @Test
    void survivesLinesOfAnyBytes() {
        byte[] noise = new byte[4000];
        new java.util.Random(7).nextBytes(noise);
        String text = new String(noise, StandardCharsets.ISO_8859_1);
        for (DefinedFormat format : ShippedFormats.all()) {
            assertThat(DefinitionCheck.read(format.definition(), text)).isNotNull();
        }
    }

    @Test
    void matchesNoMoreOfALineThanItsLimit() throws IOException {
        Files.writeString(folder.resolve("till.json"), GOOD.replace("(?P<message>.*)$", "(?P<message>.*)"));
        Definition till = UserFormats.in(folder).formats().getFirst().definition();
        String begin = "2026-11-20 20:02 till 7";
        String near = begin + "7".repeat(PatternLimits.TEXT / 2) + " OOPS: x";
        String far = begin + "7".repeat(PatternLimits.TEXT) + " OOPS: x";
        List<Event> events = DefinitionCheck.read(till, near + "\n" + far + "\n");
        assertThat(events.getFirst().message()).startsWith("x\n" + begin + "777");
    }

    @Test
    void refusesAPatternWhoseProgramTakesASecondForALine() {
        String repeats = "(?:[a-z]{1,30}[0-9]{1,30}){1,30}";
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PatternLimits.compile(repeats + repeats))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("large");
        assertThat(PatternLimits.compile("(?:[a-z]{1,10}[0-9]{1,10}){1,3}").matches("ab12"))
                .isTrue();
    }
}
