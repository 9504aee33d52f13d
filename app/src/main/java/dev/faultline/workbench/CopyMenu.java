package dev.faultline.workbench;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;

/** All forms of a copy in a menu: arrows and Enter, or the number before a form. */
final class CopyMenu {
    private CopyMenu() {}

    static void show(Node owner, Consumer<CopyAs> copy) {
        ContextMenu menu = new ContextMenu();
        for (CopyAs form : CopyAs.values()) {
            MenuItem item = WaterfallMenu.item(form.ordinal() + 1 + "   " + form.label(), () -> copy.accept(form));
            item.setId("copy-" + form.name().toLowerCase(Locale.ROOT));
            menu.getItems().add(item);
        }
        menu.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // A key's name ends in its digit, in the row above the letters as on the block beside them.
            String name = event.getCode().getName();
            int number = event.getCode().isDigitKey() ? name.charAt(name.length() - 1) - '0' : 0;
            if (number >= 1 && number <= menu.getItems().size()) {
                event.consume();
                menu.hide();
                menu.getItems().get(number - 1).fire();
            }
        });
        menu.show(owner, Side.TOP, 40, 40);
    }
}
