package dev.faultline.workbench;

import dev.faultline.store.Case;
import dev.faultline.store.CaseInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a case for writing, and for reading where that cannot be. */
final class CaseOpening {
    private CaseOpening() {}

    static Case of(Path folder) throws IOException {
        try {
            return Case.open(folder);
        } catch (CaseInUseException inUse) {
            return Case.openForReading(folder);
        } catch (IOException unwritable) {
            // On a stick that is locked, or in a colleague's folder.
            if (Case.isCase(folder) && !Files.isWritable(folder)) {
                return Case.openForReading(folder);
            }
            throw unwritable;
        }
    }
}
