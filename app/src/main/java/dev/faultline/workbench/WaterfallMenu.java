package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuItem;

/** What can be done with a span of a waterfall. */
final class WaterfallMenu {
    private WaterfallMenu() {}

    static List<MenuItem> items(
            SpanNode span, SpanFilter now, Consumer<SpanFilter> filter, Runnable whole, Runnable copy) {
        String longer = Words.of("waterfall.longer", TimeText.duration(span.duration()));
        return List.of(
                item(
                        Words.of("waterfall.operation"),
                        () -> filter.accept(now.ofOperation(span.service(), span.name()))),
                item(Words.of("waterfall.service"), () -> filter.accept(now.ofService(span.service()))),
                item(longer, () -> filter.accept(now.lasting(span.duration()))),
                item(Words.of("waterfall.failed"), () -> filter.accept(now.failing(true))),
                item(Words.of("waterfall.critical"), () -> filter.accept(now.onCriticalPath(true))),
                item(Words.of("waterfall.all"), whole),
                item(Words.of("common.copy-key"), copy));
    }

    static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** A span in a sentence. */
    static String spoken(SpanNode span) {
        return SafeText.line(Words.of(
                "waterfall.spoken",
                (span.service() == null ? "" : span.service() + " · ") + (span.name() == null ? "span" : span.name()),
                TimeText.duration(span.duration()),
                TimeText.duration(span.self()),
                span.failed() ? Words.of("waterfall.spoken-failed") : "",
                span.spanId() == null ? "" : Words.of("waterfall.spoken-span", span.spanId())));
    }
}
