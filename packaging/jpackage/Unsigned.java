import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Takes the signatures out of copied libraries: {@code java Unsigned.java LIBRARIES}. The AOT cache leaves the classes of signed jars
 * out, so that each start would read the jar and check its signature first, which takes longer than all the rest. What Maven fetched
 * was compared with its checksum; the package has checksums of its own.
 */
final class Unsigned {
    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                unsign(jar);
            }
        }
    }

    private static void unsign(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Path folder = inside.getPath("META-INF");
            List<Path> signatures = signatures(folder);
            if (signatures.isEmpty()) {
                return;
            }
            for (Path signature : signatures) {
                Files.delete(signature);
            }
            Path file = folder.resolve("MANIFEST.MF");
            Manifest manifest;
            try (InputStream in = Files.newInputStream(file)) {
                manifest = new Manifest(in);
            }
            // The digest of each entry.
            manifest.getEntries().clear();
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest.write(out);
            }
        }
    }

    private static List<Path> signatures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(SF|RSA|DSA|EC)"))
                    .toList();
        }
    }
}
