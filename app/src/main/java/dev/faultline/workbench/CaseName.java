package dev.faultline.workbench;

import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** What the case is called, at the foot of the window, and a field that gives it another name. */
final class CaseName extends Drawer {
    private final CaseModel model;
    private final Runnable done;
    private final TextField text = field("case-name", Words.of("rename.prompt"));
    private final Label label = new Label();

    /** {@code done} is called when the name is given, or stays as it is. */
    CaseName(CaseModel model, Runnable done) {
        super("rename", USE_COMPUTED_SIZE);
        this.model = model;
        this.done = done;
        setAlignment(Pos.CENTER_LEFT);
        Button give = new Button(Words.of("rename.give"));
        give.setMinWidth(USE_PREF_SIZE);
        give.setOnAction(click -> give());
        text.setOnAction(entered -> give());
        label.setId("case-label");
        getChildren().addAll(title(Words.of("rename.title")), text, give);
        read();
    }

    /** For the status bar. */
    Label label() {
        return label;
    }

    void open() {
        Case open = model.openCase();
        if (!open.isWritable()) {
            model.say(Words.of("common.read-only"));
            return;
        }
        show(true);
        text.setText(open.name());
        text.requestFocus();
        text.selectAll();
    }

    private void give() {
        String wanted = text.getText().strip();
        Case open = model.openCase();
        String before = open.name();
        if (wanted.isEmpty() || wanted.equals(before)) {
            hide();
            done.run();
            return;
        }
        model.read(
                "rename",
                cancelled -> {
                    open.rename(wanted);
                    return open.name();
                },
                name -> {
                    hide();
                    read();
                    model.say(Words.of("rename.given", SafeText.line(before), SafeText.line(name)));
                    done.run();
                });
    }

    private void read() {
        Case open = model.openCase();
        String reading = open.isWritable() ? "" : Words.of("case.reading-only");
        label.setText(Words.of("case.keys", SafeText.line(open.name()) + reading));
    }
}
