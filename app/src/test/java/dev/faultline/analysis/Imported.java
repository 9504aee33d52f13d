package dev.faultline.analysis;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A case made of files, for tests that ask it. */
public record Imported(Case open) implements AutoCloseable {
    /** Imports one file of this content. */
    public static Imported text(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return files(folder, List.of(file));
    }

    /** Imports files where they are. */
    public static Imported files(Path folder, List<Path> files) throws IOException {
        Case made = Case.create(folder.resolve("case"), "test");
        Import.run(made, files, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
        return new Imported(made);
    }

    public CaseReader reader() {
        return open.reader();
    }

    public Hits search(String query) throws IOException {
        return search(query, TimeRange.ALL);
    }

    public Hits search(String query, TimeRange range) throws IOException {
        try {
            return Search.run(open.reader(), QueryParser.parse(query), range, () -> false);
        } catch (QuerySyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
