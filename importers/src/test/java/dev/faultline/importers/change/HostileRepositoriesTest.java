package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.IssueCode;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thing in a repository that nobody can read hides nothing else of it. */
class HostileRepositoriesTest {
    private static final String SOMEBODY = "a <a@b> 1772719200 +0000";

    @TempDir
    Path folder;

    private Path place;
    private FileRepository repository;
    private ObjectInserter inserter;

    @BeforeEach
    void make() throws IOException {
        place = folder.resolve("repository");
        repository = new FileRepository(place.toFile());
        repository.create(true);
        inserter = repository.newObjectInserter();
    }

    @AfterEach
    void close() {
        inserter.close();
        repository.close();
    }

    private ObjectId folderOf(FileMode mode, ObjectId object, int times) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < times; i++) {
            tree.append("e%02d".formatted(i), mode, object);
        }
        return inserter.insert(tree);
    }

    private ObjectId aFolder() throws IOException {
        ObjectId file = inserter.insert(Constants.OBJ_BLOB, new byte[] {'x'});
        return folderOf(FileMode.REGULAR_FILE, file, 1);
    }

    private String commit(ObjectId tree, String parent, String who, String message) throws IOException {
        String text = "tree " + tree.name() + "\n" + (parent.isEmpty() ? "" : "parent " + parent + "\n") + "author "
                + who + "\ncommitter " + who + "\n\n" + message;
        String id = inserter.insert(Constants.OBJ_COMMIT, text.getBytes(StandardCharsets.UTF_8))
                .name();
        inserter.flush();
        return id;
    }

    private void refer(String name, String content) throws IOException {
        Path file = place.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    private SourceReport imported() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "hostile")) {
            return Import.run(made, List.of(place), ImportOptions.DEFAULT, ImportListener.NONE, () -> false)
                    .sources()
                    .getFirst();
        }
    }

    @Test
    void keepsACommitThatNamesNobodyAndThoseAroundIt() throws IOException {
        String first = commit(aFolder(), "", SOMEBODY, "first");
        String second = commit(aFolder(), first, "nobody at all", "second");
        refer("refs/heads/main", commit(aFolder(), second, SOMEBODY, "third"));
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(3);
        assertThat(report.counts()).containsOnlyKeys(IssueCode.BAD_RECORD);
    }

    @Test
    void wrapsNoTimeThatIsTooFarAway() throws IOException {
        String far = commit(aFolder(), "", "a <a@b> 99999999999999 +0000", "far");
        refer("refs/heads/main", commit(aFolder(), far, "a <a@b> 999999999999999999 +0000", "behind the end of time"));
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(2);
        assertThat(report.counts()).containsKey(IssueCode.TIME_RANGE);
    }

    @Test
    void leavesOutReferencesThatAreNone() throws IOException {
        String only = commit(aFolder(), "", SOMEBODY, "only");
        refer("refs/heads/main", only);
        refer("refs/heads/rubbish", "not an id");
        refer("refs/heads/away", "ref: ../../elsewhere");
        refer("packed-refs", only + " --upload-pack=touch x\nzz refs/heads/y\n" + only + " refs/tags/good");
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(1);
        assertThat(report.counts()).containsEntry(IssueCode.BAD_REF, 4L);
    }

    @Test
    void goesOnWhereACommitIsNotThere() throws IOException {
        refer("refs/heads/lost", commit(aFolder(), "1".repeat(40), SOMEBODY, "behind it is nothing"));
        refer("refs/heads/main", commit(aFolder(), "", SOMEBODY, "whole"));
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(2);
        assertThat(report.counts()).containsKey(IssueCode.BAD_OBJECT);
    }

    @Test
    void keepsACommitWhoseFoldersHoldEachOtherWithoutEnd() throws IOException {
        String first = commit(aFolder(), "", SOMEBODY, "first");
        ObjectId many = aFolder();
        for (int depth = 0; depth < 9; depth++) {
            many = folderOf(FileMode.TREE, many, 40);
        }
        refer("refs/heads/main", commit(many, first, SOMEBODY, "bomb"));
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(2);
        assertThat(report.counts()).containsKey(IssueCode.BAD_OBJECT);
    }

    @Test
    void keepsACommitWhoseFoldersAreTooDeep() throws IOException {
        ObjectId deep = aFolder();
        for (int depth = 0; depth < 600; depth++) {
            deep = folderOf(FileMode.TREE, deep, 1);
        }
        refer("refs/heads/main", commit(deep, "", SOMEBODY, "deep"));
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(1);
        assertThat(report.counts()).containsKey(IssueCode.BAD_OBJECT);
    }

    @Test
    void takesTheEndOfAShallowCloneAsItsBeginning() throws IOException {
        String last = commit(aFolder(), "1".repeat(40), SOMEBODY, "all that was fetched");
        refer("refs/heads/main", last);
        refer("shallow", last + "\nno id");
        SourceReport report = imported();
        assertThat(report.source().events()).isEqualTo(1);
        assertThat(report.counts()).isEmpty();
    }
}
