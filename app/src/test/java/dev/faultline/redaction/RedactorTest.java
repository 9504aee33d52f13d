package dev.faultline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Variable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = new Redactor("key", Set.of("tier"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws_access_key_id=AKIA7GP2GRMMBH6Z3XZV                      | AKIA7GP2GRMMBH6Z3XZV
            jdbc:postgresql://db/app?user=app&password=hunter2-e4ba58   | hunter2-e4ba58
            git clone https://x:ghp_WKGt2j9LiPN2J7MpP7v4xargQiFJA8flZXD1@github.com/a | ghp_WKGt2j9LiPN2J7MpP7v4xargQiFJA8flZXD1
            pan=4864970834302045                                        | 4864970834302045
            card 4864-9708-3430-2045 declined                           | 4864-9708-3430-2045
            user=maria.garcia@corp.example logged in                    | maria.garcia@corp.example
            GET /reset?mail=maria%2Egarcia%40corp.example&x=1           | maria%2Egarcia%40corp.example
            peer 203.0.113.243                                          | 203.0.113.243
            tel +49 151 6615324                                         | +49 151 6615324
            {\\"password\\":\\"hunter2 with blanks\\"}                  | hunter2 with blanks
            Authorization: Basic dXNlcjpwYXNzd29yZA==                   | dXNlcjpwYXNzd29yZA==
            Cookie: a=b; SESSION=abcdef                                 | SESSION=abcdef
            DE89 3704 0044 0532 0130 00 paid                            | 0532 0130
            opened /home/mgarcia/app.log                                | mgarcia
            """)
    void takesOut(String text, String secret) {
        assertThat(redactor.text(text)).doesNotContain(secret).contains("[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "order=4111111111111112",
                "uuid=123e4567-e89b-12d3-a456-426614174000",
                "sha256=abababababababababababababababababababababababababababababababab",
                "password reset requested",
                "token bucket empty",
                "class com.acme.PasswordEncoder",
                "v1.2.3@build",
                "AKIA is a prefix",
                "ts=1764547200000000",
                "secret santa job started",
                "at 12:30:45.123 took 250 ms (3.5 %)",
                "tokens_used=512 token_count: 12",
                "std::vector<a::b> at 0x7f3a"
            })
    void leavesAlone(String text) {
        assertThat(redactor.text(text)).isEqualTo(text);
    }

    @Test
    void findsWhatIsEncodedTwice() {
        String json = "{\"user\":\"maria.garcia@corp.example\"}";
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertThat(redactor.text("state=" + encoded + " done"))
                .doesNotContain(encoded)
                .endsWith(" done");
        String wide = Base64.getEncoder().encodeToString("mail maria@corp.example".getBytes(StandardCharsets.UTF_16LE));
        assertThat(redactor.text("powershell -enc " + wide)).doesNotContain(wide);
        String nested = "state%3D" + encoded + "%26x";
        assertThat(redactor.text(nested)).doesNotContain(encoded);
    }

    @Test
    void givesTheSameValueTheSameNameAndOtherKeysOtherNames() {
        String first = redactor.text("maria@corp.example");
        assertThat(redactor.text("MARIA@corp.example")).isEqualTo(first);
        assertThat(redactor.text("kim@corp.example")).isNotEqualTo(first);
        assertThat(new Redactor("other", Set.of()).text("maria@corp.example")).isNotEqualTo(first);
    }

    @Test
    void masksVariablesUnlessTheyShowNothingOrMayBeShown() {
        List<Variable> masked = redactor.variables(
                List.of(
                        Variable.of("total", "int", "42"),
                        Variable.of("paid", "boolean", "true"),
                        Variable.of("state", "State", "IN_TRANSIT"),
                        Variable.of("tier", "String", "legacy"),
                        Variable.of("name", "String", "Maria"),
                        Variable.of("password", "String", "1234"),
                        Variable.of("none", "String", "null"),
                        Variable.of("pan", "long", "4864970834302045")),
                0);
        assertThat(masked)
                .extracting(Variable::value)
                .satisfiesExactly(
                        value -> assertThat(value).isEqualTo("42"),
                        value -> assertThat(value).isEqualTo("true"),
                        value -> assertThat(value).isEqualTo("IN_TRANSIT"),
                        value -> assertThat(value).isEqualTo("legacy"),
                        value -> assertThat(value).startsWith("[value-"),
                        value -> assertThat(value).startsWith("[secret-"),
                        value -> assertThat(value).isEqualTo("null"),
                        value -> assertThat(value).startsWith("[secret-"));
    }
}
