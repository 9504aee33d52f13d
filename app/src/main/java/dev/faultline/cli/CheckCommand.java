package dev.faultline.cli;

import dev.faultline.store.Case;
import dev.faultline.store.CaseInUseException;
import dev.faultline.store.Integrity;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proves that a case is as it was written. */
@Command(
        name = "check",
        description = "Verifies the originals, the events, the catalogue and the text index of a case; one JSON line.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    /** Taken as everywhere else; there is nothing but JSON here. */
    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        try (Case open = open()) {
            Integrity found = open.check();
            JsonOutput.document(System.out, json -> {
                json.writeStringProperty("integrity", found.ok() ? "ok" : "damaged");
                json.writeBooleanProperty("checkindex", found.textIndexOk());
                json.writeNumberProperty("records", found.records());
                json.writeNumberProperty("distinct", found.distinct());
                json.writeNumberProperty("rejects", found.rejected());
                json.writeNumberProperty("maxline", found.lastLine());
                json.writeNumberProperty("lucene", found.indexed());
                json.writeNumberProperty("dups", found.duplicates());
                json.writeStringProperty("digest", found.digest());
                if (!found.problems().isEmpty()) {
                    json.writeArrayPropertyStart("problems");
                    found.problems().forEach(json::writeString);
                    json.writeEndArray();
                }
            });
            found.problems().forEach(problem -> System.err.println(SafeText.line(problem)));
            return found.ok() && found.textIndexOk() ? ExitCode.DONE : ExitCode.CASE;
        }
    }

    /** Recovers what a crash left, as every opening does; beside another writer it only looks. */
    private Case open() throws IOException {
        try {
            // A crash may have cut off the very making of the case: then it is made now, and is empty.
            return Files.isDirectory(target.folder) ? target.openOrCreate() : target.openForWriting();
        } catch (CaseInUseException inUse) {
            return target.openForReading();
        } catch (java.nio.file.AccessDeniedException readOnly) {
            return target.openForReading();
        }
    }
}
