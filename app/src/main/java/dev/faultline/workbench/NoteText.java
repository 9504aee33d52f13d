package dev.faultline.workbench;

import dev.faultline.model.EventId;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * A note as it reads. {@code #7.0} leads to that event. Nothing is loaded and nothing is opened: HTML and images stay text, and
 * an address can be copied by a person who wants to go there.
 */
final class NoteText extends VBox {
    private static final Parser PARSER = Parser.builder().build();
    private static final Pattern EVENT = Pattern.compile("#([0-9]{1,9}\\.[0-9]{1,18})");
    private static final String MONOSPACED = "-fx-font-family: monospace; -fx-fill: -color-fg-default;";
    private static final String PLAIN = "-fx-fill: -color-fg-default;";
    private static final int DEEPEST = 12;

    private final Consumer<EventId> toEvent;

    NoteText(String markdown, Consumer<EventId> toEvent) {
        super(4);
        this.toEvent = toEvent;
        getChildren().setAll(blocks(PARSER.parse(SafeText.block(markdown)), 0));
        setAccessibleText(SafeText.block(markdown));
    }

    /** Whether the text names an event of the case. */
    static boolean citesEvents(String markdown) {
        return EVENT.matcher(markdown).find();
    }

    private List<Node> blocks(org.commonmark.node.Node parent, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (var each = parent.getFirstChild(); each != null; each = each.getNext()) {
            nodes.add(depth > DEEPEST ? flow("", "…") : block(each, depth));
        }
        return nodes;
    }

    private Node block(org.commonmark.node.Node node, int depth) {
        return switch (node) {
            case Heading heading -> inline(heading, "-fx-font-weight: bold; -fx-font-size: 1.1em;");
            case FencedCodeBlock code -> flow(MONOSPACED, code.getLiteral().stripTrailing());
            case IndentedCodeBlock code -> flow(MONOSPACED, code.getLiteral().stripTrailing());
            case HtmlBlock html -> flow(MONOSPACED, html.getLiteral());
            case ThematicBreak rule -> flow("", "―――");
            case BlockQuote quote -> indented("▏", blocks(quote, depth + 1));
            case ListBlock list -> list(list, depth);
            case Block block -> inline(block, "");
            default -> flow("", "");
        };
    }

    private VBox list(ListBlock list, int depth) {
        VBox box = new VBox(2);
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            String mark = list instanceof BulletList ? "•" : number++ + ".";
            box.getChildren().add(indented(mark, blocks(item, depth + 1)));
        }
        return box;
    }

    private static Node indented(String mark, List<Node> content) {
        VBox box = new VBox(2);
        box.getChildren().setAll(content);
        TextFlow head = flow("", mark);
        head.setMinWidth(TextFlow.USE_PREF_SIZE);
        javafx.scene.layout.HBox line = new javafx.scene.layout.HBox(6, head, box);
        line.setPadding(new Insets(0, 0, 0, 8));
        return line;
    }

    private static TextFlow flow(String style, String text) {
        return new TextFlow(text(text, style));
    }

    private static Text text(String text, String style) {
        Text node = new Text(text);
        node.setStyle(PLAIN + style);
        return node;
    }

    private TextFlow inline(org.commonmark.node.Node parent, String style) {
        TextFlow flow = new TextFlow();
        append(flow, parent, style, 0);
        return flow;
    }

    private void append(TextFlow flow, org.commonmark.node.Node parent, String style, int depth) {
        for (var each = parent.getFirstChild(); each != null && depth < DEEPEST; each = each.getNext()) {
            switch (each) {
                case org.commonmark.node.Text text -> words(flow, text.getLiteral(), style);
                case Code code -> flow.getChildren().add(text(code.getLiteral(), MONOSPACED));
                case StrongEmphasis strong -> append(flow, strong, style + "-fx-font-weight: bold;", depth + 1);
                case Emphasis emphasis -> append(flow, emphasis, style + "-fx-font-style: italic;", depth + 1);
                case HtmlInline html -> flow.getChildren().add(text(html.getLiteral(), MONOSPACED));
                case SoftLineBreak soft -> flow.getChildren().add(text(" ", style));
                case HardLineBreak hard -> flow.getChildren().add(text("\n", style));
                case Link link -> link(flow, link, style, depth);
                case Image image -> {
                    append(flow, image, style, depth + 1);
                    flow.getChildren().add(text(Words.of("note.picture", image.getDestination()), style));
                }
                default -> append(flow, each, style, depth + 1);
            }
        }
    }

    private void words(TextFlow flow, String words, String style) {
        Matcher matcher = EVENT.matcher(words);
        int at = 0;
        while (matcher.find()) {
            Optional<EventId> event = EventId.parse(matcher.group(1));
            if (event.isPresent()) {
                flow.getChildren().add(text(words.substring(at, matcher.start()), style));
                Hyperlink link = new Hyperlink(matcher.group());
                link.setAccessibleText(Words.of("common.show-event", event.get()));
                link.setOnAction(click -> toEvent.accept(event.get()));
                flow.getChildren().add(link);
                at = matcher.end();
            }
        }
        flow.getChildren().add(text(words.substring(at), style));
    }

    private void link(TextFlow flow, Link link, String style, int depth) {
        append(flow, link, style, depth + 1);
        String address = SafeText.line(link.getDestination());
        Hyperlink outside = new Hyperlink("↗");
        outside.setAccessibleText(Words.of("note.address", address));
        outside.setOnAction(click -> {
            MenuItem where = new MenuItem(address);
            where.setDisable(true);
            where.setMnemonicParsing(false);
            MenuItem copy = new MenuItem(Words.of("note.copy-address"));
            copy.setOnAction(chosen -> copy(address));
            new ContextMenu(where, copy).show(outside, javafx.geometry.Side.BOTTOM, 0, 0);
        });
        flow.getChildren().add(outside);
    }

    static void copy(String text) {
        Copied.put(text);
    }
}
