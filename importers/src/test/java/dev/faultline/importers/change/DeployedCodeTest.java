package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking up code that ran, in small repositories made for it. */
class DeployedCodeTest {
    private static final long LATE = 2_000_000_000L * 1_000_000_000L;

    @TempDir
    Path folder;

    private int seconds = 1_700_000_000;

    private RevCommit commit(Git git, String path, String text, String title) throws IOException, GitAPIException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        git.add().addFilepattern(".").call();
        seconds += 3600;
        PersonIdent person = new PersonIdent("Ana", "ana@example.org", Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        return git.commit()
                .setMessage(title)
                .setAuthor(person)
                .setCommitter(person)
                .setSign(false)
                .call();
    }

    private Git repository() throws GitAPIException {
        return Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
    }

    private DeployedCode open() throws IOException {
        return DeployedCode.ofFolder(new File(folder.toFile(), ".git").toPath());
    }

    @Test
    void looksThroughFormattingToTheCommitThatWroteTheWords() throws Exception {
        try (Git git = repository()) {
            RevCommit wrote =
                    commit(git, "src/a/Pay.java", "class Pay {\n  int f(int a) { return 1 / a; }\n}\n", "write");
            commit(
                    git,
                    "src/a/Pay.java",
                    "class Pay {\n    int f(int a) {\n        return 1 / a;\n    }\n}\n",
                    "format");
            try (DeployedCode code = open()) {
                DeployedCode.Deployed head = code.resolve(List.of(), LATE).orElseThrow();
                assertThat(code.authorship(head.commit(), "src/a/Pay.java").origin(3))
                        .hasValueSatisfying(
                                origin -> assertThat(origin.commit()).isEqualTo(wrote.getName()));
            }
        }
    }

    @Test
    void takesTheLastCommitBeforeWhereTheDeployedOneIsNotInTheClone() throws Exception {
        try (Git git = repository()) {
            RevCommit last = commit(git, "Pay.java", "one\n", "write");
            String elsewhere = "37990ffdc4609281b32614401eb120946e2d6476";
            try (DeployedCode code = open()) {
                assertThat(code.resolve(List.of(elsewhere), LATE))
                        .hasValueSatisfying(
                                deployed -> assertThat(deployed.commit()).isEqualTo(last.getName()));
                assertThat(code.diff(elsewhere, null, 3)).isEmpty();
            }
        }
    }

    @Test
    void looksThroughTheCommitsThatTheRepositoryIgnores() throws Exception {
        try (Git git = repository()) {
            RevCommit wrote = commit(git, "Pay.java", "one\ntwo\nthree\n", "write");
            RevCommit renamed = commit(git, "Pay.java", "one\nTWO\nthree\n", "rename everything");
            commit(git, ".git-blame-ignore-revs", "# renames\n" + renamed.getName() + "\n", "ignore it");
            try (DeployedCode code = open()) {
                String head = code.resolve(List.of(), LATE).orElseThrow().commit();
                assertThat(code.authorship(head, "Pay.java").origin(2))
                        .hasValueSatisfying(
                                origin -> assertThat(origin.commit()).isEqualTo(wrote.getName()));
            }
        }
    }

    @Test
    void followsAFileThroughItsRenames() throws Exception {
        try (Git git = repository()) {
            RevCommit wrote = commit(git, "old/Pay.java", "a line\nanother line\nand one more\n", "write");
            git.rm().addFilepattern("old/Pay.java").call();
            commit(git, "new/Pay.java", "a line\nanother line\nand one more\n", "move");
            try (DeployedCode code = open()) {
                String head = code.resolve(List.of(), LATE).orElseThrow().commit();
                assertThat(code.paths(head, "Pay.java", List.of("new"))).containsExactly("new/Pay.java");
                assertThat(code.authorship(head, "new/Pay.java").origin(2))
                        .hasValueSatisfying(
                                origin -> assertThat(origin.commit()).isEqualTo(wrote.getName()));
            }
        }
    }

    @Test
    void findsTheDeployedRevisionByVersionAndKnowsWhatIsNewInIt() throws Exception {
        try (Git git = repository()) {
            RevCommit first = commit(git, "Pay.java", "one\n", "one");
            git.tag().setName("v1.0.0").setSigned(false).call();
            RevCommit second = commit(git, "Pay.java", "one\ntwo\n", "two");
            git.tag().setName("release-1.1.0").setSigned(false).call();
            commit(git, "Pay.java", "one\ntwo\nthree\n", "three");
            try (DeployedCode code = open()) {
                DeployedCode.Deployed deployed =
                        code.resolve(List.of("0badc0de", "1.1.0"), LATE).orElseThrow();
                assertThat(deployed.commit()).isEqualTo(second.getName());
                assertThat(deployed.exact()).isTrue();
                assertThat(code.isNewIn(deployed.commit(), second.getName())).isTrue();
                assertThat(code.isNewIn(deployed.commit(), first.getName())).isFalse();
            }
        }
    }

    @Test
    void runsNothingThatTheRepositoryConfigures() throws Exception {
        Path ran = folder.resolve("ran");
        try (Git git = repository()) {
            commit(git, "Pay.java", "one\n", "one");
            Files.writeString(folder.resolve(".gitattributes"), "* filter=evil diff=evil\n");
            Files.writeString(
                    folder.resolve(".git/config"),
                    "[filter \"evil\"]\n\tclean = touch " + ran + "\n\tsmudge = touch " + ran
                            + "\n[diff \"evil\"]\n\ttextconv = touch " + ran + "\n[core]\n\tfsmonitor = touch " + ran
                            + "\n");
        }
        try (DeployedCode code = open()) {
            String head = code.resolve(List.of(), LATE).orElseThrow().commit();
            assertThat(code.authorship(head, "Pay.java").origin(1)).isPresent();
        }
        assertThat(ran).doesNotExist();
    }

    @Test
    void givesWhatACommitChangedAsHunksOfNumberedLines() throws Exception {
        try (Git git = repository()) {
            commit(git, "old/Pay.java", "one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n", "write");
            git.rm().addFilepattern("old/Pay.java").call();
            RevCommit changed =
                    commit(git, "new/Pay.java", "one\r\ntwo\r\nTHREE\r\nfour\r\nfive\r\n", "move and change");
            try (DeployedCode code = open()) {
                CommitDiff diff =
                        code.diff(changed.getName().substring(0, 7), null, 1).orElseThrow();
                CommitDiff.FileDiff file = diff.files().getFirst();
                assertThat(file.status()).isEqualTo('R');
                assertThat(file.oldPath()).isEqualTo("old/Pay.java");
                assertThat(file.hunks().getFirst().head()).isEqualTo("@@ -2,3 +2,3 @@");
                assertThat(file.hunks().getFirst().lines())
                        .containsExactly(
                                new CommitDiff.Line(CommitDiff.Side.CONTEXT, 2, 2, "two"),
                                new CommitDiff.Line(CommitDiff.Side.REMOVED, 3, 0, "three"),
                                new CommitDiff.Line(CommitDiff.Side.ADDED, 0, 3, "THREE"),
                                new CommitDiff.Line(CommitDiff.Side.CONTEXT, 4, 4, "four"));
                assertThat(code.diff(changed.getName(), "elsewhere", 1)
                                .orElseThrow()
                                .files())
                        .isEmpty();
                assertThat(code.diff("0badc0de", null, 1)).isEmpty();
            }
        }
    }
}
