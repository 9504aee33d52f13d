package dev.faultline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeout|\"timeout\"",
                "a b|(\"a\" AND \"b\")",
                "a OR b c|(\"a\" OR (\"b\" AND \"c\"))",
                "NOT a|NOT \"a\"",
                "-a +b|(NOT \"a\" AND \"b\")",
                "service:checkout AND severity:>=error|(service:\"checkout\" AND severity:[\"error\" TO *])",
                "attributes.http.status_code:[500 TO 599]|attributes.http.status_code:[\"500\" TO \"599\"]",
                "duration:{1s TO 5s]|duration:{\"1s\" TO \"5s\"]",
                "message:/took \\d{4,} ms/|message:/took \\d{4,} ms/",
                "exception.type:*Timeout*|exception.type:*Timeout*",
                "service:(a OR b)|(service:\"a\" OR service:\"b\")",
                "word~1|word~1",
                "word^2|\"word\"",
                "`\"say \\\"hi\\\"\"`|`\"say \\\"hi\\\"\"`",
                "*|*",
                "*:*|*",
                "a AND *:*|(\"a\" AND *)",
                "*:* AND a|(* AND \"a\")",
            })
    void readsAndPrintsBack(String text, String printed) throws QuerySyntaxException {
        Query query = QueryParser.parse(text);
        assertThat(QueryText.of(query)).isEqualTo(printed);
        assertThat(QueryParser.parse(printed)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "servce:a|1|did you mean service?",
                "a AND (b|7|never closed",
                "a \"b|3|never closed",
                "severity:bad|10|trace, debug, info",
                "a AND|3|expected behind AND",
                "duration:5parsecs|10|no duration",
                "message:/a(/|9|expression is wrong",
                "http://x|1|quotes",
                "kind:thing|6|log, span",
                "a)|2|without a (",
                "AND b|1|in front of AND",
                "a OR OR b|6|in front of OR",
                "a AND (OR b)|8|in front of OR",
                "`\"a b\"~3`|6|how far apart",
                "time:>=yesterday|6|no time",
            })
    void pointsAtWhatIsWrong(String text, int column, String words) {
        Throwable problem = catchThrowable(() -> QueryParser.parse(text));
        assertThat(problem).isInstanceOf(QuerySyntaxException.class).hasMessageContaining(words);
        assertThat(((QuerySyntaxException) problem).column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/[ab]{1000}{1000}{1000}/", "/((a{100}){100}){100}/"})
    void refusesExpressionsThatRepeatTooMuch(String text) {
        assertThatThrownBy(() -> QueryParser.parse(text)).isInstanceOf(QuerySyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 2000})
    void refusesDeepNesting(int depth) {
        assertThatThrownBy(() -> QueryParser.parse("(".repeat(depth) + "a" + ")".repeat(depth)))
                .isInstanceOf(QuerySyntaxException.class);
    }
}
