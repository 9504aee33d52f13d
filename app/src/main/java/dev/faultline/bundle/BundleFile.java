package dev.faultline.bundle;

import dev.faultline.importers.Lines;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Somebody's bundle, looked through before a byte of it is used: its seal, the names, sizes and hashes of its members.
 * Nothing is unpacked to a place that it names. A database in it is never asked a question; see {@link ForeignDatabase}.
 */
final class BundleFile implements AutoCloseable {
    private static final int MOST_MEMBERS = 100_000;
    private static final long MOST_BYTES = 20_000_000_000L;
    private static final int MOST_MANIFEST = 64 << 20;
    private static final int DEPTH = 50;

    private final Path file;
    private final ZipFile zip;
    private final Json manifest;

    private BundleFile(Path file, ZipFile zip, Json manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Something that makes it unusable. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient BundleProblem problem;

        Refused(String code, String path, String detail) {
            super(detail);
            this.problem = new BundleProblem(code, path, detail);
        }

        BundleProblem problem() {
            return problem;
        }
    }

    /** Opens it once it has stood every check. */
    static BundleFile open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException noZip) {
            throw new Refused("BAD_HEADER", "", "it is no bundle: " + noZip.getMessage());
        }
        try {
            requireSaneMembers(zip);
            Json manifest = manifest(zip);
            BundleFile opened = new BundleFile(file, zip, manifest);
            opened.check();
            return opened;
        } catch (ZipException | EOFException damaged) {
            zip.close();
            throw new Refused(
                    "CRC_MISMATCH",
                    "",
                    damaged instanceof EOFException
                            ? "a member ends too soon"
                            : "it is damaged: " + damaged.getMessage());
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private static void requireSaneMembers(ZipFile zip) throws IOException {
        if (zip.size() == 0) {
            throw new Refused("BAD_HEADER", "", "it is an empty archive, no bundle");
        }
        if (zip.size() > MOST_MEMBERS) {
            throw new Refused("TOO_MANY_ENTRIES", "", "it has more than " + MOST_MEMBERS + " members");
        }
        Set<String> names = new HashSet<>();
        long total = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (("/" + name.replace('\\', '/') + "/").contains("/../") || name.startsWith("/")) {
                throw new Refused("PATH_ESCAPE", name, "a member's name leads out of the bundle");
            }
            if (!names.add(name)) {
                throw new Refused("NAME_COLLISION", name, "two members have the same name");
            }
            total += Math.max(0, entry.getSize());
            if (total > MOST_BYTES || total < 0) {
                throw new Refused("BOMB_RATIO", name, "it would unpack to more than " + MOST_BYTES + " bytes");
            }
        }
    }

    private static Json manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BundleFormat.MANIFEST);
        if (entry == null) {
            throw new Refused("BAD_HEADER", BundleFormat.MANIFEST, "it is an archive without a manifest, no bundle");
        }
        return json(zip, entry);
    }

    private static Json json(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(MOST_MANIFEST + 1);
        }
        if (bytes.length > MOST_MANIFEST) {
            throw new Refused("BOMB_MEMORY", entry.getName(), "it is longer than " + MOST_MANIFEST + " bytes");
        }
        Lines.OffsetMap same = position -> position;
        try (JsonTree tree = new JsonTree(new ByteArrayInputStream(bytes), same, 1, DEPTH)) {
            tree.next();
            Json value = tree.value();
            if (value instanceof Json.Members && !tree.wasCut() && !tree.hadDuplicates()) {
                return value;
            }
        } catch (OutOfMemoryError full) {
            // What small values take is many times what they are written with.
            throw new Refused("BOMB_MEMORY", entry.getName(), "it takes more memory than there is");
        } catch (BadJson broken) {
            throw new Refused("BAD_JSON", entry.getName(), String.valueOf(broken.getMessage()));
        }
        throw new Refused("BAD_JSON", entry.getName(), "it is no JSON object as bundles have it");
    }

    private void check() throws IOException {
        String format = String.valueOf(manifest.at("format").text());
        boolean ours = format.equals(BundleFormat.FORMAT);
        if (ours && !SealedZip.isSealed(file)) {
            throw new Refused("HASH_MISMATCH", "", "its bytes do not match the seal at its end");
        }
        Map<String, Json> files = manifest.at("files").members();
        List<String> databases = new ArrayList<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!name.equals(BundleFormat.MANIFEST) && !entry.isDirectory()) {
                Json expected = files.get(name);
                if (expected == null) {
                    throw new Refused("BAD_HEADER", name, "the manifest does not name it");
                }
                check(entry, expected);
                if (name.endsWith(".db")) {
                    databases.add(name);
                }
            }
        }
        for (String name : files.keySet()) {
            if (zip.getEntry(name) == null) {
                throw new Refused("TRUNCATED", name, "the manifest names it, the bundle does not hold it");
            }
        }
        for (String name : databases) {
            refuseDatabase(name);
        }
        requireOurs(format, ours);
    }

    private void requireOurs(String format, boolean ours) throws IOException {
        if (!ours) {
            boolean newer = format.startsWith("faultline-bundle/");
            throw new Refused(
                    newer ? "UNSUPPORTED_VERSION" : "BAD_HEADER",
                    BundleFormat.MANIFEST,
                    newer
                            ? "it was written by a newer version (" + format + ", this one knows " + BundleFormat.FORMAT
                                    + ")"
                            : "it is a bundle of another kind: " + format);
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!BundleFormat.NAMES.matcher(entry.getName()).matches()) {
                throw new Refused("SUSPICIOUS_NAME", entry.getName(), "bundles have no such member");
            }
        }
    }

    /** A hash is taken of what the member really unpacks to, but of no more than it says. */
    private void check(ZipEntry entry, Json expected) throws IOException {
        String hash = expected instanceof Json.Text text
                ? text.value()
                : expected.at("sha256").text();
        MessageDigest digest = BundleFormat.digest();
        long left = Math.max(0, entry.getSize());
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new Refused("HEADER_MISMATCH", entry.getName(), "it is longer than the archive says");
                }
                digest.update(buffer, 0, read);
            }
        }
        if (!BundleFormat.hex(digest).equals(hash)) {
            throw new Refused("HASH_MISMATCH", entry.getName(), "its bytes do not have the SHA-256 of the manifest");
        }
    }

    private void refuseDatabase(String name) throws IOException {
        try (InputStream in = stream(name)) {
            Optional<BundleProblem> found = ForeignDatabase.problem(name, in);
            BundleProblem problem = found.orElse(new BundleProblem(
                    "DB_SCHEMA", name, "bundles hold no database; its sources can be imported on their own"));
            throw new Refused(problem.code(), problem.path(), problem.detail());
        }
    }

    Json manifest() {
        return manifest;
    }

    Json json(String name) throws IOException {
        return json(zip, entry(name));
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || !BundleFormat.NAMES.matcher(name).matches()) {
            throw new Refused("BAD_HEADER", name, "the bundle holds no such member");
        }
        return entry;
    }

    boolean holds(String name) {
        return BundleFormat.NAMES.matcher(name).matches() && zip.getEntry(name) != null;
    }

    /** A member's bytes, which were checked. */
    InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refused("BAD_HEADER", name, "the bundle holds no such member");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
