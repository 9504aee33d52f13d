package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.Reference;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the window says and does when the files below it are taken away, or cannot be written. */
class LostCaseTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private Path lines() throws IOException {
        return Files.writeString(
                folder.resolve("two.jsonl"),
                "{\"time\":\"2026-03-05T10:00:00Z\",\"message\":\"one\"}\n"
                        + "{\"time\":\"2026-03-05T10:00:01Z\",\"message\":\"two\"}\n");
    }

    private static void delete(Path all) throws IOException {
        Files.walkFileTree(all, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void selectFirst(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null);
    }

    private String said() {
        return model().status().get();
    }

    @Test
    void whatCannotBeKeptBecauseTheCaseIsGoneIsNotSaidToBeDone(FxRobot robot) throws Exception {
        importing(robot, lines());
        selectFirst(robot);
        Path gone = model().openCase().folder();
        assumeThat(System.getProperty("os.name"))
                .as("open files can be deleted")
                .doesNotContain("Windows");
        delete(gone);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        await(() -> said().startsWith("✕ " + gone + " is not there any more"));
        robot.interact(() -> model().board().edit(BoardEdit.note("a note", List.of()), "noted"));
        robot.interact(() -> model().say(""));
        robot.interact(() -> model().board().edit(BoardEdit.note("another", List.of()), "noted"));
        await(() -> said().startsWith("✕ " + gone + " is not there any more"));
        assertThat(model().board().state().get().notes()).isEmpty();
        Path more = lines();
        robot.interact(() -> window().take(List.of(more)));
        await(() -> model().imports().message().get().startsWith("✕ " + gone + " is not there any more"));
        // The window goes on: another case can be opened beside it.
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
    }

    @Test
    void theBoardGoesOnWhereAnOriginalWithoutACopyIsGone(FxRobot robot) throws Exception {
        Path original = Files.writeString(
                folder.resolve("two.log"),
                "2026-03-05T10:00:00.000Z  INFO 1 --- [cart] [exec-1] dev.shop.Cart : one\n"
                        + "2026-03-05T10:00:01.000Z  INFO 1 --- [cart] [exec-1] dev.shop.Cart : two\n");
        Path place = folder.resolve("case");
        try (Case made = Case.create(place, "no copies")) {
            ImportOptions usual = ImportOptions.DEFAULT;
            ImportOptions left =
                    new ImportOptions(usual.format(), usual.zone(), usual.service(), usual.clockOffset(), false);
            Import.run(made, Import.plan(List.of(original), left, () -> false), ImportListener.NONE, () -> false);
        }
        Files.move(original, folder.resolve("elsewhere.log"));
        robot.interact(() -> window().open(place));
        await(() -> found() == 2);
        robot.interact(() -> model().board().pin(Reference.parse("1.0").orElseThrow(), ""));
        await(() -> model().board().state().get().pins().size() == 1);
        assertThat(model().board().state().get().unread().values())
                .singleElement()
                .asString()
                .contains("two.log is gone; the case holds no copy of it");
        robot.interact(() -> model().board().edit(BoardEdit.note("goes on", List.of()), "noted"));
        await(() -> model().board().state().get().notes().size() == 1);
    }

    @Test
    void aCaseThatCannotBeWrittenIsOpenedForReadingAndSaysSo(FxRobot robot) throws Exception {
        Path place = folder.resolve("locked");
        try (Case made = Case.create(place, "locked")) {
            Import.run(
                    made,
                    Import.plan(List.of(lines()), ImportOptions.DEFAULT, () -> false),
                    ImportListener.NONE,
                    () -> false);
        }
        assumeThat(Files.getFileStore(place).supportsFileAttributeView("posix")).isTrue();
        lock(place, "r-xr-xr-x", "r--r--r--");
        try {
            assumeThat(Files.isWritable(place))
                    .as("not for the user who may do all")
                    .isFalse();
            robot.interact(() -> window().open(place));
            await(() -> found() == 2);
            await(() -> said().contains("for reading only: somebody else writes it, or its folder cannot be written"));
        } finally {
            lock(place, "rwxr-xr-x", "rw-r--r--");
        }
    }

    private static void lock(Path all, String folders, String files) throws IOException {
        Files.setPosixFilePermissions(all, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var each = Files.walk(all)) {
            for (Path path : each.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? folders : files));
            }
        }
    }
}
