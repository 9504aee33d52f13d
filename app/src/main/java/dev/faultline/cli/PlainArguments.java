package dev.faultline.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers and paths as words; what is none is answered in a person's language. */
final class PlainArguments {
    private PlainArguments() {}

    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Path.class, PlainArguments::path);
        commandLine.registerConverter(long.class, text -> count(text, Long.MAX_VALUE));
        commandLine.registerConverter(Long.class, text -> count(text, Long.MAX_VALUE));
        commandLine.registerConverter(int.class, text -> (int) count(text, Integer.MAX_VALUE));
        commandLine.registerConverter(Integer.class, text -> (int) count(text, Integer.MAX_VALUE));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new TypeConversionException("\"" + text + "\" cannot be the name of a file here");
        }
    }

    /** Every number on this command line says how many, so none is below zero. */
    private static long count(String text, long most) {
        try {
            long count = Long.parseLong(text.strip());
            if (count >= 0 && count <= most) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new TypeConversionException("\"" + text + "\" is no whole number from 0 to " + most);
    }
}
