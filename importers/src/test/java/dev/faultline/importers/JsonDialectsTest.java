package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that loggers of other languages give to the parts of a record, each line thrice as the quick reader wants it. */
class JsonDialectsTest {
    private static final String TIME = "2026-11-20T20:02:44.655000000Z";

    @TempDir
    Path folder;

    private Event read(String line) throws IOException {
        Imported log = Imported.text(folder, "app.log", (line + "\n").repeat(3));
        assertThat(log.source().format()).isEqualTo("json-log");
        assertThat(log.events()).hasSize(3).allSatisfy(event -> {
            assertThat(Timestamps.format(event.time())).isEqualTo(TIME);
            assertThat(event.timeQuality()).isEqualTo(TimeQuality.EXACT);
        });
        return log.events().getLast();
    }

    private static StackTrace thrown(Event event) {
        return Objects.requireNonNull(event.exception());
    }

    @Test
    void serilogInItsCompactForm() throws IOException {
        Event event = read("""
                {"@t":"2026-11-20T20:02:44.655Z","@mt":"Order {Id} failed","@l":"Error","Id":42,"SourceContext":"Shop.Pay",\
                "@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7",\
                "@x":"System.DivideByZeroException: tier\\n   at Shop.Pay.Run() in /src/Pay.cs:line 39"}""");
        assertThat(event.message()).isEqualTo("Order {Id} failed");
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(event.logger()).isEqualTo("Shop.Pay");
        assertThat(event.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(thrown(event).type()).isEqualTo("System.DivideByZeroException");
        assertThat(thrown(event).frames()).hasSize(1);
    }

    @Test
    void dotNetsConsole() throws IOException {
        Event event = read("""
                {"Timestamp":"2026-11-20T20:02:44.655Z","EventId":13,"LogLevel":"Critical","Category":"Shop.Pay",\
                "Message":"down","State":{"Message":"down"},\
                "Exception":"System.DivideByZeroException: tier    at Shop.Pay.Run() in /src/Pay.cs:line 39"}""");
        assertThat(event.message()).isEqualTo("down");
        assertThat(event.severity()).isEqualTo(Severity.FATAL);
        assertThat(event.logger()).isEqualTo("Shop.Pay");
        assertThat(thrown(event).type()).isEqualTo("System.DivideByZeroException");
    }

    @Test
    void monologWhoseLevelsAreHundreds() throws IOException {
        Event event = read("""
                {"message":"slow","context":{"order":42},"level":300,"channel":"app",\
                "datetime":{"date":"2026-11-20 21:02:44.655000","timezone_type":3,"timezone":"Europe/Berlin"},"extra":[]}""");
        assertThat(event.severity()).isEqualTo(Severity.WARN);
        assertThat(event.message()).isEqualTo("slow");
        assertThat(read("""
                {"message":"ok","level":200,"level_name":"INFO","datetime":"2026-11-20T20:02:44.655+00:00"}""").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void log4jsInstantAndThrown() throws IOException {
        Event event = read("""
                {"instant":{"epochSecond":1795204964,"nanoOfSecond":655000000},"thread":"main","level":"ERROR",\
                "loggerName":"shop.Pay","message":"failed","thrown":{"message":"tier","name":"java.lang.NullPointerException",\
                "extendedStackTrace":[{"class":"shop.Pay","method":"run","file":"Pay.java","line":39}]}}""");
        assertThat(event.logger()).isEqualTo("shop.Pay");
        assertThat(thrown(event).type()).isEqualTo("java.lang.NullPointerException");
        assertThat(thrown(event).frames().getFirst().function()).isEqualTo("shop.Pay.run");
        assertThat(thrown(event).frames().getFirst().line()).isEqualTo(39);
    }

    @Test
    void mongoDbsLetters() throws IOException {
        Event event = read("""
                {"t":{"$date":"2026-11-20T21:02:44.655+01:00"},"s":"W","c":"COMMAND","id":51803,"ctx":"conn12",\
                "msg":"Slow query","attr":{"durationMillis":1203}}""");
        assertThat(event.severity()).isEqualTo(Severity.WARN);
        assertThat(event.logger()).isEqualTo("COMMAND");
        assertThat(event.thread()).isEqualTo("conn12");
        assertThat(event.message()).isEqualTo("Slow query");
    }

    @Test
    void hclogAndRubysSemanticLogger() throws IOException {
        Event vault = read("""
                {"@level":"error","@message":"seal failed","@module":"core","@timestamp":"2026-11-20T20:02:44.655Z"}""");
        assertThat(vault.severity()).isEqualTo(Severity.ERROR);
        assertThat(vault.message()).isEqualTo("seal failed");
        assertThat(vault.logger()).isEqualTo("core");
        Event ruby = read("""
                {"timestamp":"2026-11-20T20:02:44.655Z","level":"error","thread":"puma 1","message":"failed",\
                "exception":{"name":"ZeroDivisionError","message":"divided by 0",\
                "stack_trace":["app/pay.rb:39:in `run'","app/pay.rb:7:in `call'"]}}""");
        assertThat(thrown(ruby).type()).isEqualTo("ZeroDivisionError");
        assertThat(thrown(ruby).frames()).hasSize(2);
        assertThat(thrown(ruby).frames().getFirst().file()).isEqualTo("app/pay.rb");
    }

    @Test
    void timesThatServersCallByNamesOfTheirOwn() throws IOException {
        for (String name : new String[] {"timeStamp", "start_time", "requestReceivedTimestamp", "EdgeStartTimestamp"}) {
            read("{\"" + name + "\":\"2026-11-20T20:02:44.655Z\",\"kind\":\"x\"}");
        }
    }

    @Test
    void whatIsNoLevelStaysAnAttribute() throws IOException {
        Event event = read("{\"time\":\"2026-11-20T20:02:44.655Z\",\"level\":\"Metadata\",\"msg\":\"x\"}");
        assertThat(event.attributes().get("level")).hasToString("Metadata");
    }

    @Test
    void theStackWithinGelfsFullMessage() throws IOException {
        Event event = read("""
                {"version":"1.1","host":"h","short_message":"failed","timestamp":1795204964.655,"level":3,\
                "full_message":"failed\\njava.lang.NullPointerException: tier\\n\\tat shop.Pay.run(Pay.java:39)"}""");
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(thrown(event).type()).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void aTraceIdMayBeAUuidAndWhatIsNoIdStaysAnAttribute() throws IOException {
        assertThat(read("""
                {"@timestamp":"2026-11-20T20:02:44.655Z","message":"a","trace":{"id":"4bf92f35-77b3-4da6-a3ce-929d0e0e4736"}}""").traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        Event odd = read("""
                {"@timestamp":"2026-11-20T20:02:44.655Z","message":"a","trace_id":"order-7-of-shop","span_id":"first"}""");
        assertThat(odd.traceId()).isNull();
        assertThat(odd.attributes().get("trace_id").text()).isEqualTo("order-7-of-shop");
        assertThat(odd.attributes().get("span_id").text()).isEqualTo("first");
    }

    @Test
    void logstashsMessageStandsWithinItsEvent() throws IOException {
        Event event = read("""
                {"level":"WARN","loggerName":"logstash.pipeline","timeMillis":1795204964655,"thread":"main",\
                "logEvent":{"message":"Pipeline stalled","pipeline_id":"main"}}""");
        assertThat(event.message()).isEqualTo("Pipeline stalled");
        assertThat(event.attributes().get("logEvent.pipeline_id").text()).isEqualTo("main");
    }

    @Test
    void aRecordWithoutAMessageIsShownAsItStands() throws IOException {
        String line = """
                {"@timestamp":"2026-11-20T20:02:44.655Z","event.action":"access_denied","user.name":"ann"}""";
        assertThat(read(line).message()).isEqualTo(line);
    }

    @Test
    void elasticsearchWritesALineForEachFrameOfAStack() throws IOException {
        String line = """
                {"type": "server", "timestamp": "2026-11-20T20:02:44,655Z", "level": "ERROR", "message": "shard failed" ,
                "stacktrace": ["org.example.ShardException: closed",
                "at org.example.Shard.open(Shard.java:39) ~[shard.jar:1]",
                "at java.lang.Thread.run(Thread.java:833) [?:?]"] }
                """;
        String whole = """
                {"type": "deprecation", "timestamp": "2026-11-20T20:02:44,655Z", "level": "DEPRECATION", "message": "old"}
                """;
        Imported log = Imported.text(folder, "es.json", whole + line + whole + line + whole);
        assertThat(log.source().format()).isEqualTo("json-log");
        assertThat(log.issues()).isEmpty();
        assertThat(log.events())
                .extracting(Event::message)
                .containsExactly("old", "shard failed", "old", "shard failed", "old");
        assertThat(log.events().getFirst().severity()).isEqualTo(Severity.WARN);
        Event failed = log.events().get(1);
        assertThat(thrown(failed).type()).isEqualTo("org.example.ShardException");
        assertThat(thrown(failed).frames()).hasSize(2);
        assertThat(failed.location().line()).isEqualTo(2);
        assertThat(failed.location().length()).isEqualTo(line.length() - 1);
    }

    @Test
    void anObjectThatNeverEndsIsRejectedLineByLine() throws IOException {
        Imported log = Imported.text(folder, "es.json", """
                {"timestamp": "2026-11-20T20:02:44,655Z", "message": "one"}
                {"timestamp": "2026-11-20T20:02:44,655Z", "message": "two" ,
                "stacktrace": ["org.example.ShardException: closed",
                {"timestamp": "2026-11-20T20:02:44,655Z", "message": "three"}
                """);
        assertThat(log.events()).extracting(Event::message).containsExactly("one", "three");
        assertThat(log.issues()).filteredOn(issue -> issue.loss()).hasSize(2);
    }

    @Test
    void zapsDevelopmentEncoderNamesThingsByOneLetter() throws IOException {
        Imported log = Imported.text(folder, "zap.json", """
                {"L":"WARN","T":"2026-11-20T20:02:44.655Z","N":"cart","C":"shop/cart.go:27","M":"out of stock"}
                {"L":"ERROR","T":"2026-11-20T20:02:45.655Z","C":"shop/cart.go:28","M":"gave up"}
                """);
        assertThat(log.times()).containsExactly("2026-11-20T20:02:44.655000000Z", "2026-11-20T20:02:45.655000000Z");
        assertThat(log.event("gave up").severity()).isEqualTo(Severity.ERROR);
    }
}
