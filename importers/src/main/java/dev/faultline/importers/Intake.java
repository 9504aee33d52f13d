package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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

        /** Whether this is the one reading of what can be read but once. */
        default boolean takesPipes() {
            return false;
        }
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
        } else if (GitFolder.is(path.resolve(".git"))) {
            take(GitFolder.item(path.resolve(".git")));
            taker.refuse(
                    path.toString(),
                    null,
                    IssueCode.NOT_A_RECORD,
                    "the work tree of a git repository: its history was imported, its files were not; name them to import"
                            + " them");
        } else if (Files.isDirectory(path)) {
            folder(path);
        } else if (SpecialFile.isPipe(path) && named && taker.takesPipes()) {
            pipe(path);
        } else {
            String special = SpecialFile.what(path);
            if (special == null) {
                file(path);
            } else {
                taker.refuse(path.toString(), null, IssueCode.SPECIAL_FILE, special);
            }
        }
    }

    /** What a program writes into a pipe that a person named is read once, as standard input is. */
    private void pipe(Path path) throws IOException {
        List<Item.Remark> remarks = new ArrayList<>();
        InputStream opened = SpecialFile.open(path);
        if (opened == null) {
            taker.refuse(path.toString(), null, IssueCode.SPECIAL_FILE, "a pipe that nobody writes into");
            return;
        }
        try (InputStream in = opened;
                Spool spool = Spool.of(in, IN_MEMORY, remarks)) {
            long now = java.time.Clock.systemUTC().millis() * 1_000_000;
            open(new Item(path.toString(), "pipe", spool.length(), spool, spool.file(), now, List.copyOf(remarks)), 0);
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
        } catch (java.nio.file.NoSuchFileException gone) {
            if (!path.toString().equals(gone.getFile())) {
                throw gone;
            }
            taker.refuse(path.toString(), null, IssueCode.UNREADABLE, "it is not there any more");
        }
    }

    private void take(Item item) throws IOException {
        found++;
        taker.take(item);
    }

    /** Takes the item, or what is in it. */
    private void open(Item item, int depth) throws IOException {
        byte[] head;
        try {
            head = head(item.source());
        } catch (java.nio.file.NoSuchFileException | java.nio.file.AccessDeniedException gone) {
            throw gone;
        } catch (IOException unreadable) {
            taker.refuse(
                    item.path(),
                    item.container(),
                    IssueCode.UNREADABLE,
                    "it cannot be read: " + unreadable.getMessage());
            return;
        }
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
            zip(item, depth);
        } else if (isTar(head)) {
            members(item, depth, StreamedMembers.tar(item.source().open()));
        } else {
            take(item);
        }
    }

    /** The first bytes; of a source that breaks within them those before, for whoever reads it says what broke. */
    private static byte[] head(ByteSource source) throws IOException {
        byte[] head = new byte[TAR_MAGIC + 8];
        int length = 0;
        try (InputStream in = source.open()) {
            int read = in.read(head, 0, head.length);
            while (read > 0) {
                length += read;
                read = in.read(head, length, head.length - length);
            }
        } catch (IOException broken) {
            if (length == 0) {
                throw broken;
            }
        }
        return Arrays.copyOf(head, length);
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
            Failure failure = Failure.atBegin(broken);
            taker.refuse(item.path(), item.container(), failure.code(), failure.words());
            return;
        }
        boolean again = Compression.of(head).isPresent() || isZip(head) || isTar(head);
        if (again) {
            open(member, depth + 1);
        } else {
            take(member);
        }
    }

    /** Takes what is in a zip: by its directory, or where that is lost by what stands before it. */
    private void zip(Item archive, int depth) throws IOException {
        List<Item.Remark> remarks = new ArrayList<>();
        try (Spool spool = archive.file() != null
                        ? null
                        : Spool.of(archive.source().open(), IN_MEMORY, remarks);
                SeekableByteChannel channel = channel(archive, spool)) {
            for (Item.Remark remark : remarks) {
                taker.refuse(archive.path(), archive.container(), remark.code(), remark.detail());
            }
            ZipMembers listed = remarks.isEmpty() ? ZipMembers.of(channel) : null;
            if (listed != null) {
                members(archive, depth, listed);
                return;
            }
            taker.refuse(
                    archive.path(),
                    archive.container(),
                    IssueCode.TRUNCATED,
                    "the archive's directory is missing or damaged; its members are read as far as they go");
            ByteSource bytes = spool == null ? archive.source() : spool;
            members(archive, depth, StreamedMembers.zip(bytes.open()));
        } catch (LimitException bomb) {
            taker.refuse(archive.path(), archive.container(), bomb.code(), String.valueOf(bomb.getMessage()));
        }
    }

    private static SeekableByteChannel channel(Item archive, @Nullable Spool spool) throws IOException {
        if (spool != null) {
            return spool.channel();
        }
        return Files.newByteChannel(Objects.requireNonNull(archive.file()));
    }

    private void members(Item archive, int depth, Member.Reader opened) throws IOException {
        Set<String> names = new HashSet<>();
        int entries = 0;
        int empty = 0;
        try (Member.Reader reader = opened) {
            for (Member member = reader.next(); member != null && !isDone(); member = reader.next()) {
                entries++;
                if (entries > Limits.ARCHIVE_ENTRIES || empty > Limits.ARCHIVE_EMPTY_ENTRIES) {
                    taker.refuse(
                            archive.path(),
                            archive.container(),
                            IssueCode.TOO_MANY_ENTRIES,
                            "more than " + Limits.ARCHIVE_ENTRIES + " members or " + Limits.ARCHIVE_EMPTY_ENTRIES
                                    + " empty ones; the rest was left out");
                    return;
                }
                if (member.folder() || member.refusal() != null) {
                    empty++;
                    refuse(archive, member);
                } else if (member(archive, member, names, depth) == 0) {
                    empty++;
                }
            }
        } catch (LimitException bomb) {
            taker.refuse(archive.path(), archive.container(), bomb.code(), String.valueOf(bomb.getMessage()));
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof StoreFailure failure) {
                throw failure.getCause();
            }
            if (broken instanceof UncheckedIOException failure) {
                throw failure;
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

    private void refuse(Item archive, Member member) {
        List<Item.Remark> remarks = new ArrayList<>(MemberNames.remarks(member.name()));
        if (member.refusal() != null) {
            remarks.add(member.refusal());
        }
        for (Item.Remark remark : remarks) {
            taker.refuse(MemberNames.shown(member.name()), archive.label(), remark.code(), remark.detail());
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

    /** Takes a member, or what is in it; how many bytes it has. */
    private long member(Item archive, Member member, Set<String> names, int depth) throws IOException {
        List<Item.Remark> remarks = new ArrayList<>(MemberNames.remarks(member.name()));
        remarks.addAll(member.remarks());
        String shown = MemberNames.shown(member.name());
        if (!names.add(shown)) {
            remarks.add(new Item.Remark(IssueCode.NAME_COLLISION, "the archive holds several members of this name"));
        }
        long modified = member.modified() == null ? archive.modified() : member.modified();
        try (InputStream bytes = member.bytes().open();
                Spool spool = spool(bytes, remarks)) {
            Item item = new Item(
                    shown, archive.label(), spool.length(), spool, spool.file(), modified, List.copyOf(remarks));
            try {
                open(item, depth + 1);
            } catch (IOException failure) {
                throw failure instanceof StoreFailure ? failure : new StoreFailure(failure);
            }
            return spool.length();
        }
    }

    /** What fails while reading ends the member; what fails here is the disk that it is put on. */
    private static Spool spool(InputStream bytes, List<Item.Remark> remarks) throws IOException {
        try {
            return Spool.of(bytes, IN_MEMORY, remarks);
        } catch (IOException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** A stream that ends where the bytes end. */
    static ByteSource of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
