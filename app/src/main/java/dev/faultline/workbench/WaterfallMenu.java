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
        String longer = "Only spans that last " + TimeText.duration(span.duration()) + " or longer";
        return List.of(
                item("Only this operation", () -> filter.accept(now.ofOperation(span.service(), span.name()))),
                item("Only this service", () -> filter.accept(now.ofService(span.service()))),
                item(longer, () -> filter.accept(now.lasting(span.duration()))),
                item("Only failed spans", () -> filter.accept(now.failing(true))),
                item("Only the critical path   x", () -> filter.accept(now.onCriticalPath(true))),
                item("All spans   0", whole),
                item("Copy   Ctrl+C", copy));
    }

    static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** A span in a sentence. */
    static String spoken(SpanNode span) {
        return SafeText.line((span.service() == null ? "" : span.service() + " · ")
                + (span.name() == null ? "span" : span.name())
                + ", " + TimeText.duration(span.duration()) + ", self " + TimeText.duration(span.self())
                + (span.failed() ? ", failed" : "")
                + (span.spanId() == null ? "" : ", span " + span.spanId()));
    }
}
