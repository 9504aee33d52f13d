package dev.faultline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** Where things are in a case, and how they reach the disk. */
record CaseFolder(Path root) {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    Path description() {
        return root.resolve("case.json");
    }

    Path database() {
        return root.resolve("case.db");
    }

    Path seal() {
        return root.resolve("case.seal");
    }

    Path lock() {
        return root.resolve("case.lock");
    }

    Path events() {
        return root.resolve("events");
    }

    Path evidence() {
        return root.resolve("evidence");
    }

    Path text() {
        return root.resolve("text");
    }

    Path segment(int number) {
        return events().resolve(String.format(Locale.ROOT, "%08d.seg", number));
    }

    Path evidence(int segment) {
        return evidence().resolve(String.format(Locale.ROOT, "%08d.zst", segment));
    }

    /** Makes the folders, readable by their owner alone. */
    void create() throws IOException {
        for (Path folder : new Path[] {root, events(), evidence(), text()}) {
            Files.createDirectories(folder);
            if (POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** Writes a new file whole and durably; readable by its owner alone. */
    static void write(Path file, byte[] bytes, int length) throws IOException {
        try (FileChannel channel = createForWriting(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException failure) {
            throw withSpace(file, failure);
        }
    }

    static FileChannel createForWriting(Path file) throws IOException {
        var options = java.util.Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return POSIX
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, options);
    }

    /** Makes the names of new files durable; where folders cannot be synced the file system does so by itself. */
    static void syncFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** The failure with the path and the free space, so that a person sees what to do. */
    static IOException withSpace(Path file, IOException failure) {
        long free = -1;
        try {
            Path folder = file.getParent() == null ? file : file.getParent();
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            failure.addSuppressed(unknown);
        }
        String space = free < 0 ? "" : " (" + free / (1 << 20) + " MB free there)";
        return new IOException("cannot write " + file + space + ": " + failure.getMessage(), failure);
    }
}
