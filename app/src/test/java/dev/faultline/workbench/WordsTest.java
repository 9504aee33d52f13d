package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bundles hold what the window says, all of it, nothing else, in each language the same. */
class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/faultline/workbench");
    private static final Path BUNDLES = Path.of("src/main/resources/dev/faultline/workbench");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    @AfterEach
    void speakEnglish() {
        Words.speak(Optional.of(Locale.ENGLISH));
    }

    private static Properties bundle(Locale language) throws IOException {
        String name = Words.isSame(language, Locale.ENGLISH) ? "" : "_" + language.getLanguage();
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(BUNDLES.resolve("words" + name + ".properties"))) {
            words.load(in);
        }
        return words;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> literals(String code) {
        return LITERAL.matcher(code)
                .results()
                .map((MatchResult literal) -> literal.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands before the first comma outside of brackets: there, a key or a choice of keys. */
    private static String firstArgument(String code, int from) {
        int depth = 0;
        int at = from;
        while (depth > 0 || code.charAt(at) != ',' && code.charAt(at) != ')') {
            depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            at++;
        }
        return code.substring(from, at);
    }

    @Test
    void everyKeyThatTheSourcesUseIsThereAndNoOther() throws IOException {
        String sources = sources();
        Set<String> asked = Pattern.compile("Words\\.of\\(")
                .matcher(sources)
                .results()
                .flatMap(call -> literals(firstArgument(sources, call.end())).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = bundle(Locale.ENGLISH).stringPropertyNames();
        assertThat(asked).hasSizeGreaterThan(500);
        assertThat(keys).containsAll(asked);
        assertThat(literals(sources)).containsAll(keys);
    }

    @Test
    void everyLanguageHasTheSameKeysWithTheSamePlaces() throws IOException {
        Properties english = bundle(Locale.ENGLISH);
        for (Locale language : Words.LANGUAGES) {
            Properties other = bundle(language);
            assertThat(other.stringPropertyNames()).as(language.getLanguage()).isEqualTo(english.stringPropertyNames());
            for (String key : english.stringPropertyNames()) {
                String text = Objects.requireNonNull(other.getProperty(key));
                assertThat(text).as(key).isNotBlank();
                assertThat(places(text)).as(key).isEqualTo(places(Objects.requireNonNull(english.getProperty(key))));
            }
        }
    }

    @Test
    void everyTextTakesItsValues() throws IOException {
        for (Locale language : Words.LANGUAGES) {
            Words.speak(Optional.of(language));
            for (String key : bundle(language).stringPropertyNames()) {
                String said = Words.of(key, 1, 2, 3, 4, 5, 6);
                assertThat(said).as(key).doesNotContain("{0", "''").isNotEqualTo(key);
            }
        }
    }

    @Test
    void whatAnEnumIsCalledIsAKey() {
        List<String> names = Stream.concat(
                        Stream.of(CopyAs.values()).map(CopyAs::label),
                        Stream.of(ReportView.Form.values()).map(String::valueOf))
                .toList();
        assertThat(names).allSatisfy(name -> assertThat(name).doesNotContain("."));
    }

    @Test
    void aKeyThatIsMissingShowsItself() {
        assertThat(Words.of("no.such-key", 1)).isEqualTo("no.such-key");
    }

    @Test
    void numbersAreGroupedAsTheLanguageDoes() {
        assertThat(Words.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.of("peek.around", 12_345, "1 s")).contains("12,345");
        Words.speak(Optional.of(Locale.GERMANY));
        assertThat(Words.number(1_234_567)).isEqualTo("1.234.567");
        assertThat(Words.number(0.25, 1)).isEqualTo("0,3");
        assertThat(Words.of("peek.around", 12_345, "1 s")).contains("12.345");
    }

    @Test
    void aLanguageWithoutABundleIsEnglish() {
        Words.speak(Optional.of(Locale.JAPANESE));
        assertThat(Words.of("welcome.recent")).isEqualTo("Recent cases");
    }
}
