package dev.faultline.analysis.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.change.SourceExcerpt;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.changes.ImportedSource;
import dev.faultline.model.Attribution;
import dev.faultline.model.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From failing stacks and messages to commits, in repositories that are made for it. */
class SuspectCommitTest {
    private static final Instant START = Instant.parse("2026-03-05T14:00:00Z");
    private static final String STACK =
            "java.lang.ArithmeticException: / by zero\n\tat shop.Pay.rate(Pay.java:5)\n\tat shop.Pay.main(Pay.java:2)\n";
    private static final String SQL_STACK =
            "org.postgresql.util.PSQLException: ERROR: column \"tier\" does not exist\n\tat org.postgresql.Core.run(Core.java:9)\n";

    @TempDir
    Path folder;

    private Path work = Path.of("");
    private Instant clock = START.minus(Duration.ofDays(10));

    @BeforeEach
    void place() {
        work = folder.resolve("repository");
    }

    private Git repository() throws GitAPIException {
        return Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
    }

    private String commit(Git git, String path, String text, String message, Duration before)
            throws IOException, GitAPIException {
        Path file = work.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        git.add().addFilepattern(".").call();
        clock = START.plusSeconds(60).minus(before);
        PersonIdent person = new PersonIdent("Ana", "ana@example.org", clock, ZoneOffset.UTC);
        return git.commit()
                .setMessage(message)
                .setAuthor(person)
                .setCommitter(person)
                .setSign(false)
                .call()
                .getName();
    }

    /** A minute of good records, a minute of which every second one fails. */
    private Imported imported(String stack) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 120; second++) {
            boolean failing = second >= 60 && second % 2 == 0;
            log.append(START.plusSeconds(second))
                    .append(failing ? " ERROR [main] shop.Pay - refused order " : " INFO [main] shop.Pay - paid order ")
                    .append(second)
                    .append('\n')
                    .append(failing ? stack : "");
        }
        Path file = folder.resolve("pay.log");
        Files.writeString(file, log);
        return Files.exists(work) ? Imported.files(folder, List.of(file, work)) : Imported.files(folder, List.of(file));
    }

    private static SuspectList suspects(Imported imported) throws IOException {
        Windows windows =
                WindowChoice.of(imported.reader(), null, null, () -> false).orElseThrow();
        try (CodeHistory history = new ImportedHistory(imported.reader())) {
            return Suspects.rank(imported.reader(), windows, history, () -> false);
        }
    }

    private static List<Suspect> changes(SuspectList list) {
        return list.suspects().stream()
                .filter(one -> one.kind() == Suspect.Kind.CHANGE)
                .toList();
    }

    @Test
    void looksThroughFormattingRenamesAndIgnoredCommitsToTheSquashMergeThatWroteTheLine() throws Exception {
        String squash;
        try (Git git = repository()) {
            commit(
                    git,
                    "src/shop/Pay.java",
                    "class Pay {\n  void main() { rate(1); }\n}\n",
                    "Begin",
                    Duration.ofDays(9));
            squash = commit(
                    git,
                    "src/shop/Pay.java",
                    "class Pay {\n  void main() { rate(1); }\n\n  int rate(int amount) {\n  return amount / rates.length;\n  }\n}\n",
                    "Rates per tier (#12)\n\n* add rates\n\nCo-authored-by: Claude <noreply@anthropic.com>\n\n* and test them\n",
                    Duration.ofDays(4));
            commit(
                    git,
                    "src/shop/Pay.java",
                    "class Pay {\n    void main() { rate(1); }\n\n    int rate(int amount) {\n        return amount / rates.length;\n    }\n}\n",
                    "Format everything",
                    Duration.ofDays(3));
            git.rm().addFilepattern("src/shop/Pay.java").call();
            commit(
                    git,
                    "src/main/java/shop/Pay.java",
                    "class Pay {\n    void main() { rate(1); }\n\n    int rate(int amount) {\n        return amount / rates.length;\n    }\n}\n",
                    "Move the sources",
                    Duration.ofDays(2));
            String renamed = commit(
                    git,
                    "src/main/java/shop/Pay.java",
                    "class Pay {\n    void main() { rate(1); }\n\n    int rate(int cents) {\n        return cents / rates.length;\n    }\n}\n",
                    "Rename a parameter",
                    Duration.ofDays(1));
            commit(git, ".git-blame-ignore-revs", renamed + "\n", "Ignore the renaming", Duration.ofHours(20));
        }
        try (Imported imported = imported(STACK)) {
            List<Suspect> changes = changes(suspects(imported));
            assertThat(changes.getFirst().subject()).isEqualTo(squash.substring(0, 7) + " Rates per tier (#12)");
            assertThat(changes.getFirst().attribution())
                    .extracting(Attribution::author)
                    .isIn(Attribution.Author.AI_AUTHORED, Attribution.Author.AI_ASSISTED);
            assertThat(changes)
                    .noneMatch(one -> one.subject().contains("Format")
                            || one.subject().contains("Move")
                            || one.subject().contains("Rename"));
            try (ImportedSource code = new ImportedSource(imported.reader())) {
                SourceExcerpt source = code.excerpt(
                        new Frame("shop.Pay.rate", "Pay.java", 5, null, true),
                        new CodeHistory.Deployment(List.of(), START.toEpochMilli() * 1_000_000),
                        1);
                assertThat(source.path()).isEqualTo("src/main/java/shop/Pay.java");
                assertThat(source.lines()).hasSize(3);
                assertThat(source.lines().get(1).number()).isEqualTo(source.line());
                assertThat(source.lines().get(1).commit()).isEqualTo(squash);
            }
        }
    }

    @Test
    void leadsFromAFailingMessageToTheSqlThatTookTheColumnAway() throws Exception {
        try (Git git = repository()) {
            commit(git, "db/V1.sql", "CREATE TABLE orders (id int, tier text);\n", "Tables", Duration.ofDays(9));
            commit(
                    git,
                    "db/V2.sql",
                    "ALTER TABLE orders DROP COLUMN tier;\n",
                    "Drop what is unused",
                    Duration.ofMinutes(30));
        }
        try (Imported imported = imported(SQL_STACK)) {
            Suspect change = changes(suspects(imported)).getFirst();
            assertThat(change.subject()).contains("Drop what is unused");
            String reasons = String.join(
                    "\n", change.reasons().stream().map(Reason::text).toList());
            assertThat(reasons)
                    .contains("a commit of SQL")
                    .contains("db/V2.sql")
                    .contains(
                            "the name tier, and 30 of 30 (100 %) warnings and errors of the incident speak of it; 0 before");
        }
    }

    @Test
    void saysWhyThereIsNoSuspectCommit() throws Exception {
        try (Git git = repository()) {
            commit(git, "README.md", "nothing else\n", "Begin", Duration.ofDays(9));
        }
        try (Imported imported = imported(STACK)) {
            SuspectList list = suspects(imported);
            assertThat(changes(list)).isEmpty();
            assertThat(list.notes()).anySatisfy(note -> assertThat(note)
                    .startsWith("no suspect commit: Pay.java is not in the repository at commit "));
        }
    }

    @Test
    void suspectsTheHostOnWhichTheSameWorkFailsMoreOften() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 240; second++) {
            String host = second % 3 == 0 ? "node-b" : "node-a";
            boolean failing = second >= 120 && host.equals("node-b");
            log.append("{\"@timestamp\":\"")
                    .append(START.plusSeconds(second))
                    .append("\",\"log.level\":\"")
                    .append(failing ? "ERROR" : "INFO")
                    .append("\",\"message\":\"")
                    .append(failing ? "disk is full" : "order is kept")
                    .append("\",\"ecs.version\":\"1.2.0\",\"service.name\":\"orders\",\"host.name\":\"")
                    .append(host)
                    .append("\"}\n");
        }
        try (Imported imported = Imported.text(folder, "orders.json", log.toString())) {
            Suspect host = suspects(imported).suspects().stream()
                    .filter(one -> one.kind() == Suspect.Kind.HOST)
                    .findFirst()
                    .orElseThrow();
            assertThat(host.subject()).isEqualTo("host.name = node-b");
            assertThat(host.reasons().getFirst().text())
                    .contains("40 of 40 (100 %) log records of orders on it fail, 0 of 80 (0 %) elsewhere");
            assertThat(host.counterEvidence()).isNotEmpty();
            assertThat(host.disproof()).isNotBlank();
        }
    }
}
