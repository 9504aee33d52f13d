package dev.faultline.workbench;

import dev.faultline.model.EventId;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Cards below each other; every sentence leads to the events that prove it. */
final class CardList extends ScrollPane {
    private static final int MOST_LINKS = 8;
    private static final Pattern LONG_ID = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{24}\\b");

    private final CaseModel model;
    private final VBox cards = new VBox(10);

    CardList(CaseModel model) {
        this.model = model;
        setFitToWidth(true);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (isFocused() && (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.J)) {
                focus(0);
                event.consume();
            }
        });
        cards.setPadding(new Insets(8));
        setContent(cards);
    }

    void show(List<Card> shown, String otherwise) {
        int focused = focused();
        cards.getChildren().setAll(shown.stream().map(this::card).toList());
        if (focused >= 0 && !shown.isEmpty()) {
            // The button that was pressed is gone, and JavaFX would give its keys to the query.
            cards.getChildren().get(Math.min(focused, shown.size() - 1)).requestFocus();
        }
        if (shown.isEmpty()) {
            Label nothing = new Label(otherwise);
            nothing.setWrapText(true);
            cards.getChildren().add(nothing);
        }
    }

    /** The card that has the keys, or something in it; -1 for none. */
    private int focused() {
        for (int i = 0; i < cards.getChildren().size(); i++) {
            if (cards.getChildren().get(i).isFocusWithin()) {
                return i;
            }
        }
        return -1;
    }

    private VBox card(Card card) {
        Label title = new Label(SafeText.line(card.title()));
        title.getStyleClass().add("title-4");
        title.setWrapText(true);
        Label subtitle = new Label(SafeText.line(card.subtitle()));
        subtitle.getStyleClass().add("text-muted");
        subtitle.setWrapText(true);
        VBox box = new VBox(3, title, subtitle);
        box.setPadding(new Insets(10));
        box.setStyle(style(false));
        box.setFocusTraversable(true);
        box.setAccessibleRole(AccessibleRole.PARENT);
        box.setAccessibleText(SafeText.line(card.title() + ". " + card.subtitle()));
        box.focusedProperty().addListener((property, before, now) -> box.setStyle(style(now)));
        box.setOnKeyPressed(event -> key(event, box, card));
        ContextMenu menu = menu(card);
        box.setOnContextMenuRequested(event -> {
            menu.show(box, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        List<List<Node>> links = new ArrayList<>();
        card.lines().forEach(line -> box.getChildren().add(line(line, links)));
        OneStop.of(links, link -> {});
        if (!card.actions().isEmpty()) {
            FlowPane actions = new FlowPane(6, 4);
            actions.setPadding(new Insets(6, 0, 0, 0));
            for (Card.Action action : card.actions()) {
                KeyCode key = action.key();
                Button button = new Button(action.name());
                if (key != null) {
                    Label hint = new Label(key.getName().toLowerCase(Locale.ROOT));
                    hint.getStyleClass().add("text-muted");
                    button.setGraphic(hint);
                    button.setContentDisplay(ContentDisplay.RIGHT);
                }
                button.getStyleClass().add("small");
                button.setOnAction(event -> action.action().run());
                actions.getChildren().add(button);
            }
            box.getChildren().add(actions);
        }
        return box;
    }

    /** All of it as text, and what its buttons do. */
    private static ContextMenu menu(Card card) {
        ContextMenu menu = new ContextMenu(WaterfallMenu.item(Words.of("cards.copy"), () -> Copied.put(text(card))));
        card.actions().forEach(action -> menu.getItems().add(WaterfallMenu.item(action.name(), action.action())));
        return menu;
    }

    private static String text(Card card) {
        StringBuilder text = new StringBuilder(card.title()).append('\n').append(card.subtitle());
        card.lines()
                .forEach(line ->
                        text.append('\n').append(line.sign()).append(' ').append(line.text()));
        return text.toString();
    }

    private static String style(boolean focused) {
        return "-fx-border-color: " + (focused ? "-color-accent-emphasis" : "-color-border-default")
                + "; -fx-border-radius: 6; -fx-background-radius: 6; -fx-background-color: -color-bg-subtle;";
    }

    /** Keys of a card that has them: those of its actions, and to the cards beside it. */
    private void key(KeyEvent event, VBox box, Card card) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        KeyCode code = event.getCode();
        int at = cards.getChildren().indexOf(box);
        if (code == KeyCode.DOWN || code == KeyCode.J) {
            focus(at + 1);
        } else if (code == KeyCode.UP || code == KeyCode.K) {
            focus(at - 1);
        } else if (code == KeyCode.PAGE_DOWN || code == KeyCode.PAGE_UP) {
            focus(page(at, code == KeyCode.PAGE_DOWN));
        } else if (code == KeyCode.HOME) {
            focus(0);
        } else if (code == KeyCode.END) {
            focus(cards.getChildren().size() - 1);
        } else {
            Optional<Card.Action> wanted = card.actions().stream()
                    .filter(action -> code.equals(action.key()))
                    .findFirst();
            if (wanted.isEmpty()) {
                return;
            }
            wanted.get().action().run();
            // The cards may have been made anew.
            focus(at);
        }
        event.consume();
    }

    /** The card that is a page away from this one, and at least the one beside it. */
    private int page(int at, boolean down) {
        double page = getViewportBounds().getHeight();
        double from = cards.getChildren().get(at).getBoundsInParent().getMinY();
        int step = down ? 1 : -1;
        int to = at + step;
        while (to + step >= 0
                && to + step < cards.getChildren().size()
                && Math.abs(cards.getChildren()
                                        .get(to + step)
                                        .getBoundsInParent()
                                        .getMinY()
                                - from)
                        <= page) {
            to += step;
        }
        return to;
    }

    private void focus(int index) {
        if (index >= 0 && index < cards.getChildren().size()) {
            Node card = cards.getChildren().get(index);
            card.requestFocus();
            double height = cards.getHeight() - getViewportBounds().getHeight();
            setVvalue(height <= 0 ? 0 : Math.clamp(card.getBoundsInParent().getMinY() / height, 0, 1));
        }
    }

    /** One sentence; ids of traces in it are told by their beginning, and copied in full. */
    private HBox line(Card.Line line, List<List<Node>> links) {
        Label sign = new Label(line.sign());
        sign.setMinWidth(20);
        String sentence = SafeText.line(line.text());
        Label text = new Label(LONG_ID.matcher(sentence).replaceAll("$1…"));
        text.setAccessibleText(sentence);
        MenuItem copy = new MenuItem(Words.of("common.copy"));
        copy.setOnAction(event -> Copied.put(line.text()));
        text.setContextMenu(new ContextMenu(copy));
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox box = new HBox(4, sign, text);
        box.setAlignment(Pos.TOP_LEFT);
        if (!line.events().isEmpty()) {
            HBox events = links(line.events());
            links.add(events.getChildren().stream()
                    .filter(Hyperlink.class::isInstance)
                    .toList());
            box.getChildren().add(events);
        }
        return box;
    }

    private HBox links(List<EventId> events) {
        HBox links = new HBox(2);
        links.setMinWidth(HBox.USE_PREF_SIZE);
        for (int i = 0; i < Math.min(MOST_LINKS, events.size()); i++) {
            EventId id = events.get(i);
            Hyperlink link = new Hyperlink("[" + (i + 1) + "]");
            link.setAccessibleText(Words.of("common.show-event", id));
            link.setOnAction(event -> model.event(id, found -> model.selected().set(found)));
            links.getChildren().add(link);
        }
        if (events.size() > MOST_LINKS) {
            links.getChildren().add(new Label("… " + events.size()));
        }
        return links;
    }
}
