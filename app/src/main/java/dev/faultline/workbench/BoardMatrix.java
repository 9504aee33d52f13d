package dev.faultline.workbench;

import dev.faultline.analysis.hypothesis.EvidenceMatrix;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Reference;
import dev.faultline.text.SafeText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/**
 * Evidence against hypotheses. The hypothesis that the least evidence contradicts stands first: evidence that fits all of them
 * tells nothing apart. Pressing a field goes from nothing to supports, to contradicts, to nothing.
 */
final class BoardMatrix extends ScrollPane {
    private static final int MOST = 300;
    private static final int WIDTH = 150;

    private final CaseModel model;
    private final BoardFaces faces;

    BoardMatrix(CaseModel model, BoardFaces faces) {
        this.model = model;
        this.faces = faces;
        setId("board-matrix");
        setAccessibleText(Words.of("matrix.name"));
    }

    void show(BoardState state) {
        EvidenceMatrix weighed = EvidenceMatrix.of(state.hypotheses());
        Set<Reference> rows = new LinkedHashSet<>();
        weighed.evidence().forEach(row -> rows.add(row.reference()));
        state.pins().forEach(pin -> rows.add(pin.reference()));
        if (weighed.hypotheses().isEmpty() || rows.isEmpty()) {
            Label nothing = new Label(Words.of("matrix.empty"));
            nothing.setPadding(new Insets(10));
            setContent(nothing);
            return;
        }
        GridPane grid = new GridPane(6, 4);
        grid.setPadding(new Insets(8));
        List<EvidenceMatrix.Column> columns = weighed.hypotheses();
        for (int column = 0; column < columns.size(); column++) {
            grid.add(head(state, columns.get(column)), column + 1, 0);
        }
        int row = 1;
        for (Reference reference : rows.stream().limit(MOST).toList()) {
            grid.add(name(state, weighed, reference), 0, row);
            for (int column = 0; column < columns.size(); column++) {
                grid.add(field(state, columns.get(column).hypothesis(), reference), column + 1, row);
            }
            row++;
        }
        if (rows.size() > MOST) {
            grid.add(new Label(Words.of("matrix.more", (rows.size() - MOST))), 0, row);
        }
        setContent(grid);
    }

    private VBox name(BoardState state, EvidenceMatrix weighed, Reference reference) {
        Label name = BoardFaces.label(state.name(reference) + "  " + faces.what(reference), "");
        String worth = weighed.evidence().stream()
                .filter(row -> row.reference().equals(reference))
                .map(EvidenceMatrix.Row::sentence)
                .findFirst()
                .orElse(Words.of("matrix.not-weighed"));
        VBox box = new VBox(1, name, BoardFaces.label(worth, "text-muted"));
        box.setPrefWidth(2 * WIDTH);
        return box;
    }

    private static VBox head(BoardState state, EvidenceMatrix.Column column) {
        int number = 1 + state.hypotheses().indexOf(column.hypothesis());
        String rank = column.rank() == 0 ? "" : column.rank() + ". ";
        Label name = BoardFaces.label(
                rank + "H" + number + "  " + column.hypothesis().entry().text(), "text-bold");
        Label counts = BoardFaces.label(
                column.sentence() + " · " + BoardFaces.sign(column.hypothesis().state()), "text-muted");
        VBox head = new VBox(2, name, counts);
        head.setPrefWidth(WIDTH);
        return head;
    }

    private Button field(BoardState state, Hypothesis hypothesis, Reference reference) {
        Optional<Citation> said = hypothesis.citations().stream()
                .filter(each -> each.reference().equals(reference))
                .findFirst();
        Button button = new Button(said.map(each -> each.supports() ? "＋" : "－").orElse("·"));
        button.getStyleClass().addAll("flat", "small");
        button.setPrefWidth(WIDTH);
        button.setAlignment(Pos.CENTER);
        button.setDisable(!state.writable());
        button.setAccessibleText(SafeText.line(Words.of(
                said.map(each -> each.supports() ? "matrix.said-supports" : "matrix.said-contradicts")
                        .orElse("matrix.said-nothing"),
                state.name(reference),
                hypothesis.entry().text())));
        long id = hypothesis.entry().id();
        button.setOnAction(event -> {
            if (said.isEmpty()) {
                model.board().edit(BoardEdit.cite(id, new Citation(true, reference, "")), Words.of("matrix.supports"));
            } else if (said.get().supports()) {
                Citation against = new Citation(false, reference, said.get().text());
                model.board().edit(BoardEdit.cite(id, against), Words.of("matrix.contradicts"));
            } else {
                model.board().edit(BoardEdit.uncite(id, said.get()), Words.of("matrix.unlinked"));
            }
        });
        return button;
    }
}
