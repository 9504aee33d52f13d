package dev.faultline.workbench;

import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The searches of a case: those with a name, and how each came about. Kept in the case. Lives on the UI thread. */
final class SearchesModel {
    private static final String SAVED = "saved-searches";
    private static final String HISTORY = "search-history";
    private static final long PAUSE = 1_000_000_000L;

    private final CaseModel model;
    private final SearchHistory history = new SearchHistory();
    private final ReadOnlyObjectWrapper<List<SavedSearch>> saved = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<SearchHistory.Step>> steps = new ReadOnlyObjectWrapper<>(List.of());
    private final Deque<List<SavedSearch>> past = new ArrayDeque<>();
    private volatile Map<String, String> texts = Map.of();
    private boolean loaded;

    SearchesModel(CaseModel model) {
        this.model = model;
        model.state().addListener((property, before, now) -> looked(now));
        model.found().addListener((property, before, now) -> {
            if (loaded && now != null) {
                history.found(now.asked(), now.hits().count());
                changed();
            }
        });
        Case open = model.openCase();
        record Kept(String saved, String history) {}
        model.read(
                "searches",
                cancelled -> new Kept(
                        open.setting(SAVED).orElse(""), open.setting(HISTORY).orElse("")),
                kept -> {
                    saved.set(SavedSearch.read(kept.saved()));
                    history.read(kept.history());
                    loaded = true;
                    looked(model.state().get());
                });
    }

    /** In the order in which they were kept. */
    ReadOnlyObjectProperty<List<SavedSearch>> saved() {
        return saved.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<SearchHistory.Step>> steps() {
        return steps.getReadOnlyProperty();
    }

    int current() {
        return history.current();
    }

    private void looked(ViewState state) {
        if (loaded) {
            history.looked(state);
            changed();
        }
    }

    private void changed() {
        steps.set(history.steps());
        keep();
    }

    /** Looks at it again: T0, marks and lanes stay as they are. */
    void go(ViewState search) {
        ViewState now = model.state().get();
        model.look(now.withQuery(search.query()).withFilters(search.filters()).withRange(search.range()));
    }

    /** Keeps what is looked at under a name; another search of that name is replaced. */
    void save(String name) {
        String plain = name.strip();
        if (plain.isEmpty()) {
            model.say(Words.of("searches.needs-name"));
            return;
        }
        List<SavedSearch> next = new ArrayList<>(saved.get());
        next.removeIf(each -> each.name().equals(plain));
        next.add(new SavedSearch(plain, model.state().get().withMarks(Set.of())));
        replace(next, Words.of("searches.kept", plain));
    }

    void delete(SavedSearch search) {
        List<SavedSearch> next = new ArrayList<>(saved.get());
        next.remove(search);
        replace(next, Words.of("searches.deleted", search.name()));
    }

    /** Gives a kept search another name; one that had it already makes way. */
    void rename(SavedSearch search, String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.equals(search.name())) {
            return;
        }
        List<SavedSearch> next = new ArrayList<>(saved.get());
        next.removeIf(each -> each.name().equals(plain));
        next.replaceAll(each -> each.equals(search) ? new SavedSearch(plain, each.state()) : each);
        replace(next, Words.of("rename.given", search.name(), plain));
    }

    private void replace(List<SavedSearch> next, String said) {
        past.push(saved.get());
        saved.set(List.copyOf(next));
        keep();
        model.say(said);
    }

    /** Takes the last change of the kept searches back. */
    void undo() {
        List<SavedSearch> before = past.poll();
        if (before == null) {
            model.say(Words.of("searches.nothing-back"));
        } else {
            saved.set(before);
            keep();
            model.say(Words.of("searches.back"));
        }
    }

    /** Written when the hands rest, not with every step. */
    private void keep() {
        texts = Map.of(SAVED, SavedSearch.write(saved.get()), HISTORY, history.write());
        model.later("keep-searches", PAUSE, () -> model.read("searches-kept", cancelled -> write(), done -> {}));
    }

    /** Writes what is to be kept, from any thread. */
    boolean write() throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            model.openCase().setting(text.getKey(), text.getValue());
        }
        return true;
    }
}
