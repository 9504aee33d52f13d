package dev.faultline.workbench;

import dev.faultline.analysis.change.SourceCode;
import dev.faultline.changes.ImportedSource;
import dev.faultline.model.Source;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of the imported repositories, opened once for all that ask, and again after another one was imported. One question
 * at a time.
 */
final class OpenCode implements AutoCloseable {
    private List<String> opened = List.of();
    private @Nullable SourceCode code;

    /** What is asked of the code. */
    interface Question<T> {
        T of(SourceCode code) throws IOException;
    }

    synchronized <T> T ask(CaseReader reader, Question<T> question) throws IOException {
        List<String> repositories = reader.sources().stream()
                .filter(source -> source.format().equals("git"))
                .map(Source::sha256)
                .toList();
        SourceCode known = code;
        if (known == null || !repositories.equals(opened)) {
            close();
            known = new ImportedSource(reader);
            code = known;
            opened = repositories;
        }
        return question.of(known);
    }

    @Override
    public synchronized void close() throws IOException {
        SourceCode known = code;
        code = null;
        if (known != null) {
            known.close();
        }
    }
}
