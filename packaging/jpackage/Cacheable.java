import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Makes copied libraries such that an AOT cache takes their classes: {@code java Cacheable.java LIBRARIES}. What it leaves out each start
 * would read from the jar, verify and link, which takes longer than all the rest:
 * <ul>
 *   <li>classes of signed jars. The signatures are taken out; what Maven fetched was compared with its checksum, and a package has
 *       checksums of its own.
 *   <li>classes from before Java 6, which carry no stack maps. They get them.
 * </ul>
 */
final class Cacheable {
    /** The first version of class files that have stack maps: Java 6. */
    private static final int WITH_STACK_MAPS = 50;

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                    unsign(inside);
                    renew(inside);
                }
            }
        }
    }

    private static void unsign(FileSystem inside) throws IOException {
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

    private static List<Path> signatures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(SF|RSA|DSA|EC)"))
                    .toList();
        }
    }

    private static void renew(FileSystem inside) throws IOException {
        ClassFile classes = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing((ClassDesc described) -> resource(inside, described))
                                .orElse(ClassHierarchyResolver.defaultResolver())));
        try (Stream<Path> files = Files.walk(inside.getPath("/"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                if (isOld(file)) {
                    ClassModel old = classes.parse(Files.readAllBytes(file));
                    Files.write(file, classes.transformClass(old, renewal()));
                }
            }
        }
    }

    private static boolean isOld(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && ((head[6] & 0xff) << 8 | head[7] & 0xff) < WITH_STACK_MAPS;
        }
    }

    /** Method bodies are written anew, since only then their stack maps are made. */
    private static ClassTransform renewal() {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> (code, part) -> code.with(part)))
                .andThen((type, part) -> {
                    if (part instanceof ClassFileVersion) {
                        type.withVersion(WITH_STACK_MAPS, 0);
                    } else {
                        type.with(part);
                    }
                });
    }

    /** The class file of a type that the same jar holds; null for any other. */
    private static InputStream resource(FileSystem inside, ClassDesc described) {
        String descriptor = described.descriptorString();
        Path file = inside.getPath("/" + descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return Files.exists(file) ? Files.newInputStream(file) : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
