package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentedFormatsTest {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    @Test
    void everyFormatHasItsPart() throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("../docs/formats.md")).stream()
                .filter(line -> line.startsWith("## "))
                .flatMap(line -> NAME.matcher(line).results())
                .map(result -> result.group(1))
                .collect(Collectors.toSet());

        List<String> missing = Formats.all().stream()
                .map(Importer::format)
                .filter(format -> !documented.contains(format))
                .toList();

        assertThat(missing)
                .as("write docs/formats.md anew with docs/make-formats")
                .isEmpty();
    }
}
