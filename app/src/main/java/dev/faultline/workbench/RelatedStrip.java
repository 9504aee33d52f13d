package dev.faultline.workbench;

import dev.faultline.analysis.link.Links;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/** The span, the log line, the snapshot, the frame and the commits of the selected event, each one click away. */
final class RelatedStrip extends FlowPane {
    private static final int MOST_OF_EACH = 2;
    private static final int LONGEST = 20;
    private static final List<Links.To> SHOWN =
            List.of(Links.To.SPAN, Links.To.LOG, Links.To.SNAPSHOT, Links.To.FRAME, Links.To.COMMIT);

    private final Consumer<Links.Link> open;

    RelatedStrip(Consumer<Links.Link> open) {
        super(4, 4);
        this.open = open;
        setId("strip");
    }

    void show(Links links) {
        getChildren().clear();
        for (Links.To sort : SHOWN) {
            List<Links.Link> all = links.to(sort);
            int shown = sort == Links.To.COMMIT ? MOST_OF_EACH : 1;
            all.stream().limit(shown).forEach(link -> getChildren().add(button(sort, link, reason(links, link))));
        }
        setManaged(!getChildren().isEmpty());
    }

    private static String reason(Links links, Links.Link link) {
        return links.groups().stream()
                .filter(group -> group.links().contains(link))
                .map(Links.Group::reason)
                .findFirst()
                .orElse("");
    }

    private Button button(Links.To sort, Links.Link link, String reason) {
        String sign =
                switch (sort) {
                    case SPAN -> Words.of("related.span") + "  ";
                    case LOG -> Words.of("related.log") + "  ";
                    case SNAPSHOT -> Words.of("related.snapshot") + "  ";
                    case FRAME -> Words.of("related.frame") + "  ";
                    case COMMIT -> Words.of("related.commit") + "  ";
                    default -> "";
                };
        String text = SafeText.line(brief(sort, link));
        Button button = new Button(sign + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("small", "link-" + sort.label());
        button.setTooltip(new Tooltip(SafeText.line(link.text()) + "\n" + SafeText.line(reason)));
        button.setAccessibleText(sort.title() + ": " + SafeText.line(link.text()) + ", " + SafeText.line(reason));
        button.setOnAction(event -> open.accept(link));
        return button;
    }

    /** Without the time, which is near; of a frame its file and line. */
    private static String brief(Links.To sort, Links.Link link) {
        String text = link.text();
        if (sort == Links.To.FRAME && link.frame() != null) {
            String function = link.frame().function();
            int last = function.lastIndexOf('.', Math.max(0, function.lastIndexOf('.') - 1));
            return function.substring(last + 1) + ":" + link.frame().line();
        }
        return text.length() > 13 && text.charAt(2) == ':' ? text.substring(13) : text;
    }
}
