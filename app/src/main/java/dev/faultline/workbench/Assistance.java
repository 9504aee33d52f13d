package dev.faultline.workbench;

import dev.faultline.host.Diagnosis;
import dev.faultline.host.Folders;
import dev.faultline.host.Guide;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;

/** What helps whatever is open: the keys, the guide, the settings, a diagnosis to send. Each is a sheet. */
final class Assistance {
    private final Consumer<Sheet> lay;
    private final Runnable lift;
    private final BackgroundWork work;
    private final Settings settings;
    private final Supplier<Theme> theme;
    private final SettingsView.Changes changes;

    Assistance(
            Consumer<Sheet> lay,
            Runnable lift,
            BackgroundWork work,
            Settings settings,
            Supplier<Theme> theme,
            SettingsView.Changes changes) {
        this.lay = lay;
        this.lift = lift;
        this.work = work;
        this.settings = settings;
        this.theme = theme;
        this.changes = changes;
    }

    void keys() {
        say(Words.of("help.keys"), Words.of("keys.all"));
    }

    void settings() {
        SettingsView view = new SettingsView(settings, theme.get(), changes, lift);
        lay.accept(new Sheet(view, () -> {}, lift));
        view.focusSearch();
    }

    /** Shows around in the case that is open. */
    void tour(Scene scene) {
        settings.toured();
        Tour tour = new Tour(scene, lift);
        lay.accept(Sheet.bare(tour, tour::forth, lift));
    }

    /** Who opens the sample for the first time is shown around; who brings evidence has other things to do. */
    void firstTour(Scene scene) {
        if (!settings.isToured()) {
            tour(scene);
        }
    }

    void help() {
        work.run(
                "guide",
                cancelled -> Guide.pages(),
                pages -> {
                    HelpView view = new HelpView(pages, this::keys, this::copyDiagnosis, lift);
                    lay.accept(new Sheet(view, () -> {}, lift));
                    view.focusSearch();
                },
                failure -> say(Words.of("help.guide-failed"), Trouble.words(failure)));
    }

    /** Copies it, and shows what was copied: nobody should send what they have not seen. */
    void copyDiagnosis() {
        work.run(
                "diagnosis",
                cancelled -> Diagnosis.of(Folders.ofThisUser(), List.of()).text(),
                text -> {
                    NoteText.copy(text);
                    say(Words.of("help.diagnostics-copied"), text);
                },
                failure -> say(Words.of("help.diagnostics-failed"), Trouble.words(failure)));
    }

    /** Shows a playbook that arrived; it is taken in when that is wanted. */
    void playbook(Path file) {
        work.run(
                "playbook",
                cancelled -> ArrivedPlaybook.read(file, settings.playbooks()),
                arrived -> lay.accept(
                        new Sheet(new MessageView(arrived.title(), arrived.text(), lift), () -> take(arrived), lift)),
                failure -> say(Words.of("playbook.unreadable"), Trouble.words(failure)));
    }

    private void take(ArrivedPlaybook arrived) {
        lift.run();
        if (arrived.takes()) {
            work.run(
                    "playbook",
                    cancelled -> arrived.take(),
                    done -> say(Words.of("playbook.added"), done),
                    failure -> say(Words.of("playbook.not-added"), Trouble.words(failure)));
        }
    }

    private void say(String title, String text) {
        lay.accept(new Sheet(new MessageView(title, text, lift), lift, lift));
    }

    /** The picture that has the keys as a table; the timeline where none has. */
    void table(Scene scene) {
        Node node = scene.getFocusOwner();
        while (node != null && !(node instanceof TableText.Twin)) {
            node = node.getParent();
        }
        Node shown = node == null ? scene.lookup("#timeline") : node;
        TableText text = shown instanceof TableText.Twin twin ? twin.table() : null;
        if (text != null) {
            lay.accept(new Sheet(new TwinView(text, lift), () -> {}, lift));
            scene.lookup("#twin-table").requestFocus();
        }
    }

    /** A key alone; false where it means nothing here. */
    boolean plain(KeyCode code, boolean shift) {
        if (code == KeyCode.F1) {
            help();
        } else if (code == KeyCode.SLASH && shift) {
            keys();
        } else {
            return false;
        }
        return true;
    }

    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.settings"), this::settings);
        actions.put(Words.of("action.guide"), this::help);
        actions.put(Words.of("action.keys"), this::keys);
        actions.put(Words.of("action.diagnostics"), this::copyDiagnosis);
    }
}
