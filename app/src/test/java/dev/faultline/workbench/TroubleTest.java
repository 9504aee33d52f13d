package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What fails is said in words, with what the system said at their end. */
class TroubleTest {
    @Test
    void aFullDiskSaysWhatIsKeptAndWhatToDoHoweverDeepItLies() {
        IOException full = new IOException(
                "cannot write /cases/a (0 MB free there): [SQLITE_FULL]",
                new FileSystemException("a", null, "No space left on device"));
        assertThat(Trouble.of(full))
                .startsWith("✕ the disk is full; what was stored before stays. Make room")
                .endsWith("(cannot write /cases/a (0 MB free there): [SQLITE_FULL])");
    }

    @Test
    void aDiskWithoutRoomIsCalledFullWhateverTheDatabaseMakesOfIt() {
        assertThat(Trouble.words(new IOException("cannot write /cases/a/case.db (0 MB free there): [SQLITE_ERROR] SQL"
                        + " error or missing database (cannot commit - no transaction is active)")))
                .startsWith("the disk is full");
        assertThat(Trouble.words(new IOException("cannot write /cases/a/case.db (120 MB free there): [SQLITE_ERROR]")))
                .doesNotContain("full");
    }

    @Test
    void aFileThatIsGoneAndOneThatMayNotBeReadAreToldApart() {
        assertThat(Trouble.words(new IOException("wrapped", new NoSuchFileException("/logs/app.log"))))
                .startsWith("/logs/app.log is not there any more");
        assertThat(Trouble.words(new AccessDeniedException("/logs/app.log")))
                .startsWith("/logs/app.log: your user may not read or write it");
    }

    @Test
    void aCaseWhoseFolderWentAwayIsNotCalledReadOnly() {
        assertThat(Trouble.words(new IOException("[SQLITE_READONLY_DBMOVED] The database file has been moved")))
                .startsWith("the files of the case cannot be reached");
        assertThat(Trouble.words(new IOException("[SQLITE_READONLY] attempt to write a readonly database")))
                .startsWith("the folder of the case cannot be written");
    }

    @Test
    void whatHasNoMessageIsNotSaidToBeNull() {
        assertThat(Trouble.of(new IllegalStateException())).isEqualTo("✕ IllegalStateException");
        assertThat(Trouble.of(new IOException("plain \u001b[31mred")))
                .startsWith("✕ plain ")
                .doesNotContain("\u001b");
    }

    @Test
    void aStretchHasItsDateWhereTheCaseHasOtherDaysAndItsYearWhereItHasOtherYears() {
        TimeRange incident = new TimeRange(at("2026-11-20T19:49:00Z"), at("2026-11-20T19:51:00Z"));
        assertThat(TimeText.stretch(incident, incident)).isEqualTo("19:49:00.000000 – 19:51:00.000000");
        TimeRange nights = new TimeRange(at("2026-11-19T23:50:00Z"), incident.to());
        assertThat(TimeText.stretch(incident, nights)).isEqualTo("11-20 19:49:00.000 – 11-20 19:51:00.000");
        TimeRange years = new TimeRange(at("2016-12-19T16:31:46Z"), incident.to());
        assertThat(TimeText.stretch(incident, years)).isEqualTo("2026-11-20 19:49:00.000 – 2026-11-20 19:51:00.000");
        assertThat(TimeText.stretch(new TimeRange(Long.MIN_VALUE, incident.from()), years))
                .isEqualTo("start – 2026-11-20 19:49:00.000");
    }

    private static long at(String time) {
        return Timestamps.parse(time).orElseThrow();
    }
}
