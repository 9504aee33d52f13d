import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Joins the list of libraries with the licence and notice files that they carry, each text once: {@code java Notices.java LIST
 * LIBRARIES FILE}.
 */
final class Notices {
    public static void main(String[] arguments) throws IOException {
        Map<String, StringBuilder> carriers = new LinkedHashMap<>();
        try (Stream<Path> jars = Files.list(Path.of(arguments[1]))) {
            jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .filter(jar -> !jar.getFileName().toString().startsWith("faultline-"))
                    .forEach(jar -> read(jar, carriers));
        }
        StringBuilder text = new StringBuilder("Faultline is made with the libraries below.\n\n");
        Files.readAllLines(Path.of(arguments[0])).stream()
                .filter(line -> line.startsWith("     (") && !line.contains("(dev.faultline:"))
                .forEach(line -> text.append(line.strip()).append("\n"));
        carriers.forEach((notice, names) -> text.append("\n")
                .append("=".repeat(78))
                .append("\n")
                .append(names)
                .append("\n")
                .append(notice)
                .append("\n"));
        text.append("\nThe Java run-time beside the program: the folder \"legal\" in it.\n");
        Files.writeString(Path.of(arguments[2]), text);
        System.out.println(arguments[2] + ": " + carriers.size() + " texts");
    }

    private static void read(Path jar, Map<String, StringBuilder> carriers) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = file.entries();
            for (JarEntry entry : (Iterable<JarEntry>) entries::asIterator) {
                if (!entry.isDirectory() && isNotice(entry.getName())) {
                    try (InputStream in = file.getInputStream(entry)) {
                        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .replace("\r\n", "\n")
                                .strip();
                        carriers.computeIfAbsent(text, none -> new StringBuilder())
                                .append(jar.getFileName() + ": " + entry.getName() + "\n");
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isNotice(String name) {
        String upper = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        boolean inFront = name.indexOf('/') < 0 || name.startsWith("META-INF/");
        return inFront
                && !upper.endsWith(".CLASS")
                && List.of("LICENSE", "LICENCE", "NOTICE", "COPYING", "COPYRIGHT", "ABOUT.HTML").stream()
                        .anyMatch(upper::startsWith);
    }
}
