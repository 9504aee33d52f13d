package dev.faultline.playbook;

import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Path;

/** Brings a file into a case. Whoever knows formats implements it; playbooks do not. */
@FunctionalInterface
public interface EvidenceLoader {
    /** Imports the whole file. */
    void load(Case into, Path file) throws IOException;
}
