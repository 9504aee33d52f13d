package dev.faultline.importers.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTracebacksTest {
    @ParameterizedTest
    @CsvSource({
        "traceback-capture-locals.txt, python-traceback",
        "rich-locals.txt, python-rich",
        "rich-locals-ansi.txt, python-rich",
        "cgitb.txt, python-cgitb",
        "cgitb.html, python-cgitb"
    })
    void readsTheSameFailureFromEveryTool(String file, String format) throws IOException {
        Reading reading = Reading.ofSample("snapshots/python/" + file, format);
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.events).hasSize(1);
        Event event = reading.events.getFirst();
        assertThat(event.kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(event.message()).isEqualTo("ValueError: unsupported currency 'GBP' for order o-2");
        StackTrace thrown = event.exception();
        assertThat(thrown).isNotNull();
        assertThat(thrown.frames())
                .extracting(frame -> frame.function() + ":" + frame.line())
                .containsExactly("handle:33", "<module>:40");
        assertThat(thrown.cause()).isNotNull();
        assertThat(thrown.cause().type()).isEqualTo("KeyError");
        assertThat(thrown.cause().frames())
                .extracting(frame -> frame.function() + ":" + frame.line())
                .containsExactly("convert:18", "price:25", "handle:31");
        assertThat(Reading.variable(event, "order_id").value()).isEqualTo("'o-2'");
        assertThat(Reading.variable(event, "customer").value()).contains("'email': 'y@example.com'");
    }

    @Test
    void takesTheTimeFromTheReportThatHasOne() throws IOException {
        Event event = Reading.ofSample("snapshots/python/cgitb.txt", "python-cgitb")
                .events
                .getFirst();
        assertThat(Timestamps.format(event.time())).isEqualTo("2026-11-20T19:55:15.000000000Z");
    }

    @Test
    void givesEveryExceptionOfAGroup() throws IOException {
        Reading reading = Reading.ofSample("snapshots/python/exceptiongroup.txt", "python-traceback");
        assertThat(reading.events)
                .extracting(Event::message)
                .containsExactly("ExceptionGroup: batch (1 sub-exception)", "ValueError: bad row 7");
        assertThat(reading.events.getLast().attributes().get("exception.group"))
                .hasToString("ExceptionGroup: batch (1 sub-exception)");
        assertThat(reading.events.getFirst().exception().frames()).hasSize(1);
    }

    @Test
    void givesAStackForEveryThreadOfACrash() throws IOException {
        Reading reading = Reading.ofSample("snapshots/python/faulthandler.txt", "python-faulthandler");
        assertThat(reading.events)
                .extracting(Event::thread)
                .containsExactly("0x00007fa575eff6c0", "0x00007fa579c31b80");
        assertThat(reading.events.getFirst().exception().frames()).hasSize(5);
    }

    @Test
    void keepsWhatStandsBetweenTheTracebacks() throws IOException {
        String traceback = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nshop.Bad: no\n";
        Reading reading = Reading.ofText("starting\n" + traceback + "\nretrying\n" + traceback, "python-traceback");
        assertThat(reading.events)
                .extracting(Event::message)
                .containsExactly("starting", "shop.Bad: no", "retrying", "shop.Bad: no");
    }

    @Test
    void keepsAValueOfSeveralLinesTogether() throws IOException {
        Reading reading = Reading.ofText(
                "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g(x)\n    x = array([[1, 2],\n"
                        + "       [3, 4]])\nValueError: no\n",
                "python-traceback");
        assertThat(Reading.variable(reading.events.getFirst(), "x").value())
                .isEqualTo("array([[1, 2],\n       [3, 4]])");
    }

    @ParameterizedTest
    @CsvSource({
        "traceback-capture-locals.txt, python-traceback",
        "rich-locals-ansi.txt, python-rich",
        "cgitb.html, python-cgitb",
        "exceptiongroup.txt, python-traceback"
    })
    void survivesACutAnywhere(String file, String format) throws IOException {
        byte[] bytes = Reading.sample("snapshots/python/" + file);
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 60) {
            Reading cut = Reading.of(Arrays.copyOf(bytes, length), format);
            assertThat(cut.rejected).isEmpty();
            // A cut can fall into the middle of a character, and is told then.
            assertThat(cut.reported).allMatch(code -> code == IssueCode.BAD_UTF8);
        }
    }

    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "/app/shop.py", line 7, in pay
                raise ValueError("no stock")
            ValueError: no stock
            for order 7
            """;

    @Test
    void leavesTheLogBehindATracebackToTheLog() throws IOException {
        Reading reading =
                Reading.ofText(TRACEBACK + """
                2026-11-20 03:10:00,250 ERROR [shop] gave up
                its second line
                [2026-11-20 03:10:01] INFO [shop] goes on
                """ + TRACEBACK + "INFO 2026-11-20 03:10:02 ended\n", "python-traceback");
        assertThat(reading.events)
                .extracting(Event::message)
                .containsExactly(
                        "ValueError: no stock\nfor order 7",
                        "gave up\nits second line",
                        "goes on",
                        "ValueError: no stock\nfor order 7",
                        "ended");
        Event log = reading.events.get(1);
        assertThat(Timestamps.format(log.time())).isEqualTo("2026-11-20T03:10:00.250000000Z");
        assertThat(log.location().line()).isEqualTo(6);
    }

    @Test
    void leavesTheLogBehindATracebackThatWasCutOff() throws IOException {
        String cut = TRACEBACK.substring(0, TRACEBACK.indexOf("ValueError: no stock"));
        Reading reading = Reading.ofText(cut + "2026-11-20 03:10:00,250 ERROR gave up\n", "python-traceback");
        assertThat(reading.events).hasSize(2);
        assertThat(reading.events.getLast().message()).isEqualTo("gave up");
    }
}
