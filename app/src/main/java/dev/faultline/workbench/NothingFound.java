package dev.faultline.workbench;

import dev.faultline.analysis.search.Narrowing;
import dev.faultline.analysis.search.QueryPart;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.QueryText;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where a search finds nothing: which of its conditions took everything away, and one click that takes it back. */
final class NothingFound extends VBox {
    private static final double LABELS = 200;

    private final CaseModel model;
    private final Label head = new Label(Words.of("nothing.found"));
    private final VBox lines = new VBox(6);

    NothingFound(CaseModel model) {
        this.model = model;
        setId("nothing-found");
        setSpacing(10);
        setPadding(new Insets(24));
        setPickOnBounds(false);
        head.getStyleClass().add("title-4");
        head.setWrapText(true);
        Label keys = new Label(Words.of("nothing.back"));
        keys.getStyleClass().add("text-muted");
        getChildren().addAll(head, lines, keys);
        model.found().addListener((property, before, now) -> show(now));
        show(null);
    }

    /** A condition of the search as a person sees it, and what is looked at without it. */
    private record Removable(String label, Query query, ViewState without) {}

    private void show(CaseModel.@Nullable Found found) {
        boolean nothing =
                found != null && found.hits().count() == 0 && found.asked().isNarrowed();
        setVisible(nothing);
        setManaged(nothing);
        lines.getChildren().clear();
        if (found == null || !nothing) {
            return;
        }
        ViewState asked = found.asked();
        List<Removable> parts = parts(asked);
        boolean inTime = !asked.range().equals(TimeRange.ALL);
        head.setText(
                Words.of("nothing.found-and", (parts.size() + (inTime ? 1 : 0) > 1 ? Words.of("nothing.asking") : "")));
        model.read(
                "nothing-found",
                cancelled -> Narrowing.of(
                        found.hits().reader(),
                        parts.stream().map(Removable::query).toList(),
                        asked.range(),
                        cancelled),
                narrowing -> {
                    if (Objects.equals(model.found().get(), found)) {
                        show(asked, parts, narrowing);
                    }
                });
    }

    private static List<Removable> parts(ViewState asked) {
        List<Removable> parts = new ArrayList<>();
        try {
            List<QueryPart> typed = QueryPart.of(asked.query());
            for (int i = 0; i < typed.size(); i++) {
                List<String> rest =
                        new ArrayList<>(typed.stream().map(QueryPart::text).toList());
                rest.remove(i);
                ViewState without = asked.withQuery(String.join(" ", rest));
                parts.add(new Removable(typed.get(i).text(), typed.get(i).query(), without));
            }
            for (ViewState.Condition condition : asked.conditions()) {
                List<ViewState.Filter> rest = new ArrayList<>(asked.filters());
                rest.removeAll(condition.filters());
                parts.add(
                        new Removable(condition.label(), QueryParser.parse(condition.text()), asked.withFilters(rest)));
            }
        } catch (QuerySyntaxException unasked) {
            throw new IllegalStateException(unasked);
        }
        return parts;
    }

    private void show(ViewState asked, List<Removable> parts, Narrowing narrowing) {
        List<Narrowing.Condition> conditions = narrowing.conditions();
        List<Removable> all = new ArrayList<>(parts.subList(0, Math.min(parts.size(), conditions.size())));
        if (!asked.range().equals(TimeRange.ALL)) {
            all.add(new Removable(Words.of("nothing.range"), new Query.All(), asked.withRange(TimeRange.ALL)));
        }
        head.setText(Words.of("nothing.found-and", verdict(all, conditions)));
        for (int i = 0; i < Math.min(all.size(), conditions.size()); i++) {
            lines.getChildren().add(line(all.get(i), conditions.get(i)));
        }
        long silent = conditions.stream().filter(each -> each.alone() == 0).count();
        if (silent > 1 && silent < conditions.size()) {
            lines.getChildren().add(withoutSilent(asked, parts, narrowing));
        }
    }

    private static String verdict(List<Removable> all, List<Narrowing.Condition> conditions) {
        List<String> guilty = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < Math.min(all.size(), conditions.size()); i++) {
            String label = SafeText.line(all.get(i).label());
            if (conditions.get(i).without() > 0) {
                guilty.add(label);
            }
            if (conditions.get(i).alone() == 0) {
                silent.add(label);
            }
        }
        if (guilty.size() > 1) {
            return Words.of("nothing.any");
        }
        if (guilty.size() == 1) {
            return Words.of("nothing.removed-by", guilty.getFirst());
        }
        return silent.isEmpty()
                ? Words.of("nothing.together")
                : Words.of("nothing.nowhere", String.join(" · ", silent));
    }

    private HBox line(Removable part, Narrowing.Condition condition) {
        String label = SafeText.line(part.label());
        Button remove = new Button("✕  " + label);
        remove.setMnemonicParsing(false);
        remove.setMinWidth(LABELS);
        remove.setAlignment(Pos.CENTER_LEFT);
        remove.getStyleClass().addAll("small", condition.without() > 0 ? "accent" : "flat");
        remove.setAccessibleText(Words.of("nothing.take-away", label, condition.without()));
        remove.setOnAction(event -> model.look(part.without()));
        Label counts = new Label(Words.of(
                "nothing.counts",
                condition.without(),
                condition.alone() == 0 ? Words.of("nothing.alone-none") : Words.number(condition.alone())));
        HBox line = new HBox(10, remove, counts);
        line.setAlignment(Pos.CENTER_LEFT);
        condition.meant().ifPresent(meant -> line.getChildren().add(instead(part, meant)));
        return line;
    }

    private Button instead(Removable part, Facet.Value meant) {
        String field = ((Query.Term) part.query()).field();
        String term = QueryText.term(Objects.requireNonNull(field), meant.value());
        Button button = new Button(Words.of("nothing.meant", SafeText.line(meant.value()), meant.count()));
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("small", "success");
        button.setOnAction(event -> {
            ViewState rest = part.without();
            model.look(rest.withQuery((rest.query() + " " + term).strip()));
        });
        return button;
    }

    /** Where several values are nowhere in the case, all of them go at once. */
    private Button withoutSilent(ViewState asked, List<Removable> parts, Narrowing narrowing) {
        List<Removable> silent = new ArrayList<>();
        for (int i = 0; i < Math.min(parts.size(), narrowing.conditions().size()); i++) {
            if (narrowing.conditions().get(i).alone() == 0) {
                silent.add(parts.get(i));
            }
        }
        Button button = new Button(Words.of("nothing.all-silent", narrowing.withoutEmpty()));
        button.getStyleClass().addAll("small", "accent");
        button.setOnAction(event -> model.look(without(asked, silent)));
        return button;
    }

    private static ViewState without(ViewState asked, List<Removable> gone) {
        List<String> labels = gone.stream().map(Removable::label).toList();
        List<ViewState.Filter> filters = asked.conditions().stream()
                .filter(condition -> !labels.contains(condition.label()))
                .flatMap(condition -> condition.filters().stream())
                .toList();
        try {
            String query = QueryPart.of(asked.query()).stream()
                    .map(QueryPart::text)
                    .filter(text -> !labels.contains(text))
                    .collect(Collectors.joining(" "));
            return asked.withQuery(query).withFilters(filters);
        } catch (QuerySyntaxException unasked) {
            throw new IllegalStateException(unasked);
        }
    }
}
