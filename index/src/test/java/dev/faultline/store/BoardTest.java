package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Annotation.State;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
    private static final Reference EVENT = Reference.to(new EventId(1, 0));

    @TempDir
    Path folder;

    private Path folder() {
        return folder.resolve("case");
    }

    private Case make() throws IOException {
        Case made = Case.create(folder(), "test");
        Evidence.write(made, "a.log", "1000000 error shop it failed\n");
        return made;
    }

    @Test
    void keepsWhatTheInvestigatorSays() throws IOException {
        try (Case made = make()) {
            made.board().pin(EVENT, "the first failure", List.of("checkout"));
            made.board().note("ask **Kim**", List.of());
            Hypothesis put = made.board().hypothesis("the pool is too small", List.of());
            made.board().cite(put.entry().id(), new Citation(true, EVENT, "it waits"));
            made.board().state(put.entry().id(), State.RULED_OUT);
            made.board().incident(IncidentField.SEVERITY, "SEV1");
        }
        try (Case opened = Case.openForReading(folder())) {
            Board board = opened.board();
            assertThat(board.pins()).singleElement().extracting(Pin::reference).isEqualTo(EVENT);
            assertThat(board.notes())
                    .singleElement()
                    .extracting(note -> note.entry().text())
                    .isEqualTo("ask **Kim**");
            Hypothesis kept = board.hypotheses().getFirst();
            assertThat(kept.state()).isEqualTo(State.RULED_OUT);
            assertThat(kept.citations(true)).containsExactly(new Citation(true, EVENT, "it waits"));
            assertThat(board.incident()).containsEntry(IncidentField.SEVERITY, "SEV1");
        }
    }

    @Test
    void chainsEveryChangeIntoTheAuditTrail() throws IOException {
        try (Case made = make()) {
            int before = made.auditTrail().size();
            Note note = made.board().note("wrong", List.of());
            made.board().text(note.entry().id(), "right");
            made.board().remove(note.entry().id());
            List<AuditEntry> trail = made.auditTrail();
            assertThat(trail.subList(before, trail.size()))
                    .extracting(AuditEntry::action)
                    .containsExactly("add note", "change text", "remove");
            assertThat(trail.get(before + 1).details()).contains("wrong").contains("right");
            assertThat(made.check().ok()).isTrue();
        }
    }

    @Test
    void bringsBackWhatWasRemovedAndKeepsTheOrderOfAPerson() throws IOException {
        try (Case made = make()) {
            Note first = made.board().note("first", List.of());
            Note second = made.board().note("second", List.of());
            made.board().move(second.entry().id(), 0);
            assertThat(made.board().notes())
                    .extracting(note -> note.entry().text())
                    .containsExactly("second", "first");
            made.board().remove(first.entry().id());
            assertThat(made.board().notes()).hasSize(1);
            made.board().restore(first.entry().id());
            assertThat(made.board().notes()).hasSize(2);
        }
    }

    @Test
    void mergesAnotherBoardAndLosesNothingOfEither() throws IOException {
        try (Case made = make()) {
            Note here = made.board().note("said here", List.of());
            Annotation.Entry entry = here.entry();
            Note there = new Note(new Annotation.Entry(
                    9, entry.uid(), 0, "said there", List.of(), "kim", entry.created(), entry.changed() + 1));
            Pin pinned = new Pin(new Annotation.Entry(3, "another-uid", 0, "look", List.of(), "kim", 1, 1), EVENT);
            assertThat(made.board().merge(List.of(there, pinned))).isEqualTo(2);
            assertThat(made.board().notes())
                    .extracting(note -> note.entry().text())
                    .containsExactlyInAnyOrder("said there", "said here");
            assertThat(made.board().pins()).hasSize(1);
            assertThat(made.board().merge(List.of(there, pinned))).isZero();
        }
    }

    @Test
    void whatWasRemovedHereComesBackOnlyWhereSomebodyStillWorkedOnItThere() throws IOException {
        try (Case made = make()) {
            Note here = made.board().note("said here", List.of());
            Annotation.Entry entry = here.entry();
            made.board().remove(entry.id());
            assertThat(made.board().merge(List.of(here))).isZero();
            Note later = new Note(new Annotation.Entry(
                    9, entry.uid(), 0, "worked on there", List.of(), "kim", entry.created(), entry.changed() + 1));
            assertThat(made.board().merge(List.of(later))).isEqualTo(1);
            assertThat(made.board().notes())
                    .extracting(note -> note.entry().text())
                    .containsExactly("worked on there");
        }
    }

    @Test
    void upgradesAnOlderCaseAfterABackup() throws Exception {
        make().close();
        makeOlder();
        try (Case reading = Case.openForReading(folder())) {
            assertThat(reading.board().annotations()).isEmpty();
            assertThat(reading.board().incident()).isEmpty();
        }
        Integrity checked;
        try (Case upgraded = Case.open(folder())) {
            upgraded.board().note("new", List.of());
            assertThat(upgraded.board().notes()).hasSize(1);
            checked = upgraded.check();
        }
        assertThat(checked.ok()).isTrue();
        assertThat(checked.records()).isEqualTo(1);
        Path backup = folder().resolve("case.db.version-1.backup");
        assertThat(number(backup, "PRAGMA user_version")).isEqualTo(1);
        assertThat(number(backup, "SELECT count(*) FROM source")).isEqualTo(1);
        assertThat(Files.exists(folder().resolve("case.db.version-1.backup.new")))
                .isFalse();
    }

    private void makeOlder() throws SQLException, IOException {
        // Older cases have none.
        Files.delete(folder().resolve("case.seal"));
        try (Connection connection = connect(folder().resolve("case.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE citation");
            statement.execute("DROP TABLE annotation");
            statement.execute("DROP TABLE incident");
            statement.execute("PRAGMA user_version = 1");
        }
    }

    private static long number(Path file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
