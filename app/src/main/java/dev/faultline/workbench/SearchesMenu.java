package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;

/** The kept searches of a case, beside the query. */
final class SearchesMenu extends MenuButton {
    SearchesMenu(SearchesModel searches, SearchesDrawer drawer) {
        super(Words.of("searches.menu"));
        setId("searches-menu");
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText(Words.of("searches.menu-name"));
        setTooltip(new Tooltip(Words.of("searches.menu-tip")));
        searches.saved().addListener((property, before, now) -> fill(searches, drawer));
        fill(searches, drawer);
    }

    private void fill(SearchesModel searches, SearchesDrawer drawer) {
        getItems().clear();
        for (SavedSearch each : searches.saved().get()) {
            getItems().add(item(SafeText.line(each.name()), () -> searches.go(each.state())));
        }
        if (!getItems().isEmpty()) {
            getItems().add(new SeparatorMenuItem());
        }
        getItems().add(item(Words.of("searches.keep-this"), () -> drawer.open(true)));
        getItems().add(item(Words.of("searches.how"), () -> drawer.open(false)));
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
