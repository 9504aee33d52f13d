package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.ByteSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what there is to import: files, the files of folders, the members of archives, archives in archives. Nothing is
 * ever unpacked to a place that an archive names, and no link is followed.
 */
final class Intake {
    private static final int IN_MEMORY = 4 << 20;
    private static final int TAR_MAGIC = 257;

    private final Taker taker;
    private final BooleanSupplier cancelled;
    private final int most;
    private int found;

    /** Takes one item after the other; its bytes may be gone when the call returns. */
    interface Taker {
        void take(Item item) throws IOException;

        /** Something that is not imported. */
        void refuse(String path, @Nullable String container, IssueCode code, String detail);
    }

    /** Finds at most {@code most} items. */
    Intake(Taker taker, BooleanSupplier cancelled, int most) {
        this.taker = taker;
        this.cancelled = cancelled;
        this.most = most;
    }

    private boolean isDone() {
        return cancelled.getAsBoolean() || found >= most;
    }

    void walk(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (!isDone()) {
                path(path.toAbsolutePath().normalize(), true);
            }
        }
    }

    private void path(Path path, boolean named) throws IOException {
        if (!named && Files.isSymbolicLink(path)) {
            taker.refuse(path.toString(), null, IssueCode.LINK_ESCAPE, "a link; links are not followed");
        } else if (GitFolder.is(path)) {
            take(GitFolder.item(path));
        } else if (Files.isDirectory(path)) {
            folder(path);
        } else if (Files.isRegularFile(path)) {
            file(path);
        } else {
            taker.refuse(path.toString(), null, IssueCode.SPECIAL_FILE, "neither a file nor a folder");
        }
    }

    private void folder(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        } catch (IOException unreadable) {
            taker.refuse(folder.toString(), null, IssueCode.UNREADABLE, String.valueOf(unreadable.getMessage()));
            return;
        }
        for (Path entry : entries) {
            if (isDone()) {
                return;
            }
            path(entry, false);
        }
    }

    private void file(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long modified = attributes.lastModifiedTime().toMillis() * 1_000_000;
            open(
                    new Item(
                            path.toString(),
                            null,
                            Files.size(path),
                            () -> Files.newInputStream(path),
                            path,
                            modified,
                            List.of()),
                    0);
        } catch (java.nio.file.AccessDeniedException denied) {
            taker.refuse(path.toString(), null, IssueCode.UNREADABLE, "it may not be read");
        }
    }

    private void take(Item item) throws IOException {
        found++;
        taker.take(item);
    }

    /** Takes the item, or what is in it. */
    private void open(Item item, int depth) throws IOException {
        byte[] head = head(item.source());
        Optional<Compression> compression = Compression.of(head);
        boolean archive = isZip(head) || isTar(head);
        if ((compression.isPresent() || archive) && depth >= Limits.ARCHIVE_DEPTH) {
            taker.refuse(
                    item.path(),
                    item.container(),
                    IssueCode.NESTING,
                    "archives are opened " + Limits.ARCHIVE_DEPTH + " deep; this one lies deeper");
        } else if (compression.isPresent()) {
            unpack(item, compression.get(), depth);
        } else if (isZip(head)) {
            members(item, depth, in -> new ZipArchiveInputStream(in, "UTF-8", true, true));
        } else if (isTar(head)) {
            members(item, depth, TarArchiveInputStream::new);
        } else {
            take(item);
        }
    }

    private static byte[] head(ByteSource source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readNBytes(TAR_MAGIC + 8);
        }
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5) && head[3] <= 6;
    }

    private static boolean isTar(byte[] head) {
        return head.length >= TAR_MAGIC + 5
                && new String(head, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    private void unpack(Item item, Compression compression, int depth) throws IOException {
        ByteSource plain = () -> compression.open(item.source().open());
        Item member =
                new Item(compression.member(item.path()), item.label(), -1, plain, null, item.modified(), List.of());
        byte[] head;
        try {
            head = head(plain);
        } catch (LimitException bomb) {
            taker.refuse(item.path(), item.container(), bomb.code(), String.valueOf(bomb.getMessage()));
            return;
        } catch (IOException broken) {
            taker.refuse(item.path(), item.container(), IssueCode.BAD_HEADER, String.valueOf(broken.getMessage()));
            return;
        }
        boolean again = Compression.of(head).isPresent() || isZip(head) || isTar(head);
        if (again) {
            open(member, depth + 1);
        } else {
            take(member);
        }
    }

    /** How an archive is read. */
    private interface Opening {
        ArchiveInputStream<? extends ArchiveEntry> open(InputStream in) throws IOException;
    }

    private void members(Item archive, int depth, Opening opening) throws IOException {
        AtomicLong total = new AtomicLong();
        Set<String> names = new HashSet<>();
        int entries = 0;
        try (CountedStream counted = new CountedStream(archive.source().open());
                ArchiveInputStream<? extends ArchiveEntry> in =
                        opening.open(new BufferedInputStream(counted, 1 << 16))) {
            for (ArchiveEntry entry = in.getNextEntry(); entry != null && !isDone(); entry = in.getNextEntry()) {
                if (++entries > Limits.ARCHIVE_ENTRIES) {
                    taker.refuse(
                            archive.path(),
                            archive.container(),
                            IssueCode.TOO_MANY_ENTRIES,
                            "more than " + Limits.ARCHIVE_ENTRIES + " members; the rest was left out");
                    return;
                }
                if (!entry.isDirectory()) {
                    member(archive, entry, in, new BoundedStream(in, counted::count, total), names, depth);
                }
            }
        } catch (LimitException bomb) {
            taker.refuse(archive.path(), archive.container(), bomb.code(), String.valueOf(bomb.getMessage()));
        } catch (IOException | IllegalArgumentException broken) {
            if (broken instanceof StoreFailure failure) {
                throw failure.getCause();
            }
            taker.refuse(
                    archive.path(),
                    archive.container(),
                    IssueCode.TRUNCATED,
                    "the archive is cut off or damaged: " + broken.getMessage());
        }
        if (entries == 0) {
            taker.refuse(archive.path(), archive.container(), IssueCode.EMPTY, "the archive holds no members");
        }
    }

    /** A failure behind the taker, told apart from one of the archive. */
    private static final class StoreFailure extends IOException {
        private static final long serialVersionUID = 1L;

        StoreFailure(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) java.util.Objects.requireNonNull(super.getCause());
        }
    }

    private void member(
            Item archive,
            ArchiveEntry entry,
            ArchiveInputStream<? extends ArchiveEntry> in,
            InputStream bytes,
            Set<String> names,
            int depth)
            throws IOException {
        String name = entry.getName();
        List<Item.Remark> remarks = new ArrayList<>(MemberNames.remarks(name));
        String shown = MemberNames.shown(name);
        if (!names.add(shown)) {
            remarks.add(new Item.Remark(IssueCode.NAME_COLLISION, "the archive holds several members of this name"));
        }
        if (entry instanceof TarArchiveEntry tar && isSpecial(tar)) {
            boolean link = tar.isSymbolicLink() || tar.isLink();
            taker.refuse(
                    shown,
                    archive.label(),
                    link ? IssueCode.LINK_ESCAPE : IssueCode.SPECIAL_FILE,
                    link ? "a link to " + tar.getLinkName() + "; links are not followed" : "a device or pipe");
            return;
        }
        if (entry instanceof ZipArchiveEntry zip) {
            if (zip.getGeneralPurposeBit().usesEncryption()) {
                taker.refuse(shown, archive.label(), IssueCode.ENCRYPTED, "it is encrypted");
                return;
            }
            if (zip.isUnixSymlink()) {
                taker.refuse(shown, archive.label(), IssueCode.LINK_ESCAPE, "a link; links are not followed");
                return;
            }
        }
        if (!canRead(in, entry)) {
            taker.refuse(shown, archive.label(), IssueCode.BAD_HEADER, "packed in a way that is not supported");
            return;
        }
        long modified = entry.getLastModifiedDate() == null
                ? archive.modified()
                : entry.getLastModifiedDate().getTime() * 1_000_000;
        try (Spool spool = Spool.of(bytes, IN_MEMORY, remarks)) {
            Item member = new Item(
                    shown, archive.label(), spool.length(), spool, spool.file(), modified, List.copyOf(remarks));
            try {
                open(member, depth + 1);
            } catch (IOException failure) {
                throw failure instanceof StoreFailure ? failure : new StoreFailure(failure);
            }
        }
    }

    private static boolean canRead(ArchiveInputStream<? extends ArchiveEntry> in, ArchiveEntry entry) {
        return !(in instanceof ZipArchiveInputStream zip) || zip.canReadEntryData((ZipArchiveEntry) entry);
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                || entry.isLink()
                || entry.isFIFO()
                || entry.isBlockDevice()
                || entry.isCharacterDevice();
    }

    /** A stream that ends where the bytes end. */
    static ByteSource of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
