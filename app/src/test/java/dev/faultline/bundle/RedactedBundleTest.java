package dev.faultline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.export.EventView;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.redaction.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording, a browser's archive and a report of Node, each full of secrets: the redacted bundle holds none. */
class RedactedBundleTest {
    private static final String PASSWORD = "hunter2-Xk93vQ";
    private static final String CARD = "4864970834302045";
    private static final String MAIL = "maria.garcia@corp.example";
    private static final String BEARER = "mF9xB5f41JqMr7TzPq3kLd8s";
    private static final String COOKIE = "s3ss10nZq81mmPq0a7";
    private static final String AWS = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzz81kqKEYa";
    private static final String GITHUB = "ghp_WKGt2j9LiPN2J7MpP7v4xargQiFJA8flZXD1";
    private static final List<String> SECRETS = List.of(PASSWORD, CARD, MAIL, BEARER, COOKIE, AWS, GITHUB);

    private static final String HAR = """
            {"log":{"version":"1.2","creator":{"name":"test","version":"1"},"pages":[],"entries":[
             {"startedDateTime":"2026-11-20T20:22:57.604Z","time":51.6,
              "request":{"method":"POST","url":"http://shop.example/pay?mail=%s&access_token=%s","httpVersion":"http/1.1",
               "cookies":[{"name":"SESSION","value":"%s"}],"queryString":[{"name":"mail","value":"%s"}],
               "headers":[{"name":"Authorization","value":"Bearer %s"},{"name":"Cookie","value":"SESSION=%s"}],
               "postData":{"mimeType":"application/json","text":"{\\"card\\":\\"%s\\",\\"password\\":\\"%s\\"}"},
               "headersSize":1,"bodySize":40},
              "response":{"status":503,"statusText":"Service Unavailable","httpVersion":"http/1.1","redirectURL":"",
               "cookies":[{"name":"SESSION","value":"%s"}],
               "headers":[{"name":"Set-Cookie","value":"SESSION=%s; Path=/"}],
               "content":{"size":72,"mimeType":"application/json","text":"{\\"error\\":\\"card %s declined\\"}"},
               "headersSize":1,"bodySize":36},
              "cache":{},"timings":{"blocked":1,"dns":-1,"connect":-1,"send":1,"wait":48,"receive":1,"ssl":-1}}]}}
            """.formatted(
            MAIL.replace("@", "%40"), BEARER, COOKIE, MAIL, BEARER, COOKIE, CARD, PASSWORD, COOKIE, COOKIE, CARD);

    private static final String NODE = """
            {"header":{"reportVersion":3,"event":"Exception","trigger":"Exception","filename":"report.json",
              "dumpEventTime":"2026-11-20T20:10:00Z","dumpEventTimeStamp":"1795205400000","processId":4711,
              "threadId":0,"cwd":"/home/mgarcia/shop","commandLine":["node","--db-password=%s","server.js"],
              "nodejsVersion":"v20.19.2","wordSize":64,"arch":"x64","platform":"linux"},
             "javascriptStack":{"message":"Error: connect failed: postgres://app:%s@db.example/shop for %s",
              "stack":["at connect (/srv/shop/db.js:17:9)"],
              "errorProperties":{"token":"%s"}},
             "javascriptHeap":{"totalMemory":1,"usedMemory":1},"nativeStack":[],"resourceUsage":{},"libuv":[],
             "workers":[],"sharedObjects":[],
             "environmentVariables":{"DB_PASSWORD":"%s","AWS_SECRET_ACCESS_KEY":"%s","GITHUB_TOKEN":"%s"}}
            """.formatted(PASSWORD, PASSWORD, MAIL, GITHUB, PASSWORD, AWS, GITHUB);

    @TempDir
    Path folder;

    /** Exceptions whose messages say too much. */
    private Path recording() throws IOException {
        Path file = folder.resolve("orders.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").with("throttle", "off").withStackTrace();
            recording.start();
            for (String said : List.of(
                    "login failed: password=" + PASSWORD,
                    "charge of card " + CARD + " for " + MAIL,
                    "aws_secret_access_key=" + AWS,
                    "clone https://x:" + GITHUB + "@git.example/shop",
                    "Authorization: Bearer " + BEARER)) {
                try {
                    throw new IllegalStateException(said);
                } catch (IllegalStateException recorded) {
                    assertThat(recorded).hasMessage(said);
                }
            }
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private static Map<String, byte[]> members(Path bundle) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(bundle);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        members.put("(the file itself)", Files.readAllBytes(bundle));
        return members;
    }

    /** In this member, in any form that a reader would take back. */
    private static boolean holds(byte[] bytes, String secret) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(plain);
        return raw.contains(secret)
                || raw.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                || raw.contains(secret.replace("/", "\\/"))
                // The last character of base64 depends on what follows.
                || raw.contains(base64.substring(0, base64.length() - 2))
                || contains(raw, secret, StandardCharsets.UTF_16LE)
                || contains(raw, secret, StandardCharsets.UTF_16BE);
    }

    private static boolean contains(String raw, String secret, Charset charset) {
        return raw.contains(new String(secret.getBytes(charset), StandardCharsets.ISO_8859_1));
    }

    @Test
    void holdsNoSecretInAnyByteAfterDecompression() throws IOException {
        Path har = Files.writeString(folder.resolve("checkout.har"), HAR);
        Path node = Files.writeString(folder.resolve("report.20261120.json"), NODE);
        try (Imported made = Imported.files(folder, List.of(recording(), har, node))) {
            var open = made.open();
            assertThat(open.reader().sources()).hasSize(3).allSatisfy(source -> assertThat(source.events())
                    .as(source.path())
                    .isPositive());
            open.board().note("customer " + MAIL + " paid with " + CARD, List.of("vip", "password=" + PASSWORD, MAIL));
            EventId first = made.search("severity:>=error").ids(0, 1).getFirst();
            open.board().pin(Reference.to(first), "password=" + PASSWORD, List.of());
            open.board().incident(IncidentField.TITLE, "Login of " + MAIL + " fails");

            Path whole = folder.resolve("whole.faultline");
            new BundleWriter(open, EventView.whole(), false, () -> false).write(whole);
            Map<String, byte[]> plain = members(whole);
            // What is asked for below was really there.
            for (String secret : SECRETS) {
                assertThat(plain).as(secret).anySatisfy((name, bytes) -> assertThat(holds(bytes, secret))
                        .isTrue());
            }
            for (var source : open.reader().sources()) {
                byte[] events = plain.get(BundleFormat.events(source.id()));
                assertThat(SECRETS)
                        .as("events of " + source.path())
                        .anySatisfy(secret -> assertThat(holds(events, secret)).isTrue());
            }

            Path redacted = folder.resolve("redacted.faultline");
            EventView view = EventView.redacted(new Redactor(open.id(), Set.of()));
            new BundleWriter(open, view, false, () -> false).write(redacted);
            assertThat(view.counts()).isNotEmpty();
            members(redacted).forEach((name, bytes) -> {
                assertThat(name).doesNotStartWith("originals").doesNotEndWith(".jfr");
                for (String secret : SECRETS) {
                    assertThat(holds(bytes, secret)).as(secret + " in " + name).isFalse();
                }
                assertThat(holds(bytes, "mgarcia"))
                        .as("a person's folder in " + name)
                        .isFalse();
            });
        }
    }
}
