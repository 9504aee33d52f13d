package dev.faultline.importers.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The definitions in the program's resources. {@code shipped.txt} lists them, because archives cannot be asked. */
public final class ShippedFormats {
    private static final List<DefinedFormat> ALL = read();

    private ShippedFormats() {}

    /** All of them, in the order of the list. */
    public static List<DefinedFormat> all() {
        return ALL;
    }

    private static List<DefinedFormat> read() {
        List<DefinedFormat> formats = new ArrayList<>();
        for (String name : text("shipped.txt").lines().toList()) {
            if (!name.isBlank()) {
                DefinitionReader.Result result = DefinitionReader.read(text(name.strip() + ".json"));
                Definition definition = result.definition();
                if (definition == null) {
                    throw new IllegalStateException(name + ".json:" + result.problems());
                }
                formats.add(new DefinedFormat(definition));
            }
        }
        return List.copyOf(formats);
    }

    private static String text(String name) {
        try (InputStream in = ShippedFormats.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
