package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What is dropped or pasted, in whichever window and whatever is in front: files and folders, or text as a file of its own. */
final class Arrivals {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS", Locale.ROOT);
    /** More names than these say no more. */
    private static final int MOST_NAMED = 10;
    /** A text of more lines is no list of files; looking for each would take long. */
    private static final int MOST_PATHS = 1_000;

    private final BackgroundWork work;
    private final Path folder;
    private final Consumer<List<Path>> taken;
    private final BiConsumer<String, String> said;
    private int arrived;

    /** What an arrival turned out to be: files, those that are not there any more, or an address of the web. */
    private record Found(
            List<Path> there, List<Path> gone, @Nullable String address) {
        static Found of(List<Path> paths) {
            Map<Boolean, List<Path>> sorted = paths.stream().collect(Collectors.partitioningBy(Files::exists));
            return new Found(sorted.getOrDefault(true, List.of()), sorted.getOrDefault(false, List.of()), null);
        }
    }

    /** Text is kept in {@code folder}; {@code said} tells a title and a text. */
    Arrivals(BackgroundWork work, Path folder, Consumer<List<Path>> taken, BiConsumer<String, String> said) {
        this.work = work;
        this.folder = folder;
        this.taken = taken;
        this.said = said;
    }

    /** Takes what is dropped on it or on anything in it, and says while it is above it that it will. */
    void on(StackPane root) {
        Label hint = new Label();
        hint.setId("drop-hint");
        hint.getStyleClass().add("title-2");
        hint.setPadding(new Insets(24, 48, 24, 48));
        hint.setStyle("-fx-background-color: -color-bg-overlay; -fx-background-radius: 8; -fx-border-radius: 8;"
                + " -fx-border-color: -color-accent-emphasis; -fx-border-style: dashed; -fx-border-width: 2;");
        hint.setMouseTransparent(true);
        root.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (isOurs(event)) {
                event.acceptTransferModes(TransferMode.COPY);
                hint.setText(hint(event));
                if (!root.getChildren().contains(hint)) {
                    root.getChildren().add(hint);
                }
            }
            event.consume();
        });
        root.addEventHandler(DragEvent.DRAG_EXITED, event -> root.getChildren().remove(hint));
        root.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            root.getChildren().remove(hint);
            if (isOurs(event)) {
                event.setDropCompleted(take(event.getDragboard()));
            }
            event.consume();
        });
    }

    /** What the window itself lets one drag has its own places. */
    private static boolean isOurs(DragEvent event) {
        return event.getGestureSource() == null
                && (event.getDragboard().hasFiles() || event.getDragboard().hasString());
    }

    private static String hint(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files == null || files.isEmpty() ? Words.of("drop.text") : Words.of("drop.files", files.size());
    }

    /** Takes what the clipboard holds; false where that is nothing of use. */
    boolean paste() {
        return take(Clipboard.getSystemClipboard());
    }

    private boolean take(Clipboard board) {
        List<File> files = board.getFiles();
        if (files != null && !files.isEmpty()) {
            List<Path> paths = files.stream().map(File::toPath).toList();
            look(cancelled -> Found.of(paths));
            return true;
        }
        String text = board.getString();
        if (text == null || text.isBlank()) {
            return false;
        }
        look(cancelled -> found(text));
        return true;
    }

    /** Away from the UI thread, since a file may lie where nothing answers for long. Each has a lane: none displaces another. */
    private void look(BackgroundWork.Work<Found> looking) {
        arrived++;
        work.run(
                "arrival-" + arrived,
                looking,
                this::take,
                failure -> said.accept(Words.of("window.no-text"), Trouble.words(failure)));
    }

    private Found found(String text) throws IOException {
        List<Path> named = named(text);
        if (!named.isEmpty()) {
            return Found.of(named);
        }
        return isAddress(text) ? new Found(List.of(), List.of(), text.strip()) : Found.of(List.of(written(text)));
    }

    /** Some desktops hand over files as their paths or addresses, one a line; empty where it is anything else. */
    private static List<Path> named(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<Path> paths = lines.stream()
                .limit(MOST_PATHS)
                .flatMap(line -> path(line).stream())
                .toList();
        return paths.size() == lines.size() ? paths : List.of();
    }

    private static Optional<Path> path(String line) {
        try {
            Path path = line.startsWith("file:") ? Path.of(URI.create(line)) : Path.of(line);
            return Optional.of(path).filter(Path::isAbsolute).filter(Files::exists);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String text) {
        String word = text.strip();
        return (word.startsWith("http://") || word.startsWith("https://"))
                && word.chars().noneMatch(Character::isWhitespace);
    }

    /** What is not there any more is said; the rest is taken. */
    private void take(Found found) {
        if (!found.there().isEmpty()) {
            taken.accept(found.there());
        }
        List<Path> gone = found.gone();
        if (!gone.isEmpty()) {
            said.accept(
                    Words.of("drop.gone", gone.size()),
                    gone.stream()
                                    .limit(MOST_NAMED)
                                    .map(path -> SafeText.line(path.toString()))
                                    .collect(Collectors.joining("\n"))
                            + (gone.size() > MOST_NAMED ? "\n…" : ""));
        }
        if (found.address() != null) {
            said.accept(Words.of("drop.address"), Words.of("drop.address-how", SafeText.line(found.address())));
        }
    }

    private Path written(String text) throws IOException {
        String name = "pasted-" + LocalDateTime.now(ZoneId.systemDefault()).format(NAME) + ".txt";
        return Files.writeString(Files.createDirectories(folder).resolve(name), text);
    }
}
