package dev.faultline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Adds to the audit trail of a case that is only read here, and that another process may be writing: one row needs no
 * more than the catalogue's own lock.
 */
public final class AuditTrail implements AutoCloseable {
    private final CaseFolder folder;
    private final CatalogueSeal seal;
    private final CaseDatabase database;

    private AuditTrail(CaseFolder folder, CatalogueSeal seal, CaseDatabase database) {
        this.folder = folder;
        this.seal = seal;
        this.database = database;
    }

    /** Opens the trail of the case in this folder. */
    public static AuditTrail open(Path folder) throws IOException {
        CaseFolder place = new CaseFolder(folder.toAbsolutePath().normalize());
        CatalogueSeal seal = new CatalogueSeal(place);
        seal.lift();
        return new AuditTrail(place, seal, CaseDatabase.openForAudit(place.database()));
    }

    /** Adds a row, chained to the one before by its hash. */
    public void add(String action, Map<String, String> details) throws IOException {
        unseal();
        database.audit(Clock.systemUTC(), action, details);
    }

    /**
     * The investigation's own record, to be read and added to beside whoever writes the case: each change is one transaction.
     * A case that an older version made, and nobody opened for writing since, has none.
     *
     * @param author who changes it
     */
    public Board board(String author) throws IOException {
        unseal();
        return new Board(new BoardTables(database, database.isAtLeast(2)), Clock.systemUTC(), author);
    }

    /** Whoever wrote the case meanwhile sealed it when closing. */
    private void unseal() throws IOException {
        if (!seal.isBroken() && Files.exists(folder.seal())) {
            seal.lift();
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        CaseLock alone;
        try {
            alone = CaseLock.acquire(folder.lock());
        } catch (CaseInUseException written) {
            // It is sealed by who writes it.
            return;
        }
        seal.setWherePossible();
        alone.close();
    }
}
