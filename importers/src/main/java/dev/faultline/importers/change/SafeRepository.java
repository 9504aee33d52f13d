package dev.faultline.importers.change;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * A private bare repository that holds what was imported: of a folder only its objects and refs, of a bundle what is in it.
 * The foreign repository itself is never opened, for its configuration could name commands to run. Deleted when closed.
 */
final class SafeRepository implements AutoCloseable {
    private static final long MOST_BYTES = 20_000_000_000L;

    private final Path folder;
    private final Repository repository;

    private SafeRepository(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    Repository repository() {
        return repository;
    }

    private static SafeRepository empty() throws IOException {
        Path folder = Files.createTempDirectory("faultline-git-");
        Repository repository = new FileRepository(folder.toFile());
        repository.create(true);
        // A fetch would start collecting garbage in the background, in a folder that is soon gone.
        repository.getConfig().setInt("gc", null, "auto", 0);
        repository.getConfig().setBoolean("gc", null, "autoDetach", false);
        return new SafeRepository(folder, repository);
    }

    /**
     * Of a folder.
     *
     * @param refused is told in words which refs were left out
     */
    static SafeRepository ofFolder(Path foreign, Consumer<String> refused) throws IOException {
        SafeRepository copy = empty();
        try {
            copyTree(foreign.resolve("objects"), copy.folder.resolve("objects"));
            SafeReferences.copy(foreign, copy.folder, refused);
            return copy;
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            copy.close();
            throw failure;
        }
    }

    static SafeRepository ofBundle(Path bundle) throws IOException {
        SafeRepository copy = empty();
        try (var in = Files.newInputStream(bundle);
                Transport transport = new TransportBundleStream(copy.repository, new URIish("file:bundle"), in)) {
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/*:refs/*")));
            return copy;
        } catch (java.net.URISyntaxException constant) {
            copy.close();
            throw new IllegalStateException(constant);
        } catch (TransportException failure) {
            copy.close();
            throw new TruncatedBundleException(failure.getMessage(), failure);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            copy.close();
            throw failure;
        }
    }

    /** Files only: no links, and no alternates that point elsewhere. */
    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        long[] total = new long[1];
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean alternates = String.valueOf(file.getFileName()).contains("alternates");
                total[0] += attributes.size();
                if (total[0] > MOST_BYTES) {
                    throw new IOException("the repository is larger than 20 GB");
                }
                if (attributes.isRegularFile() && !alternates) {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.copy(file, target);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        repository.close();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
