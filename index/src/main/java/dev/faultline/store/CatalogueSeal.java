package dev.faultline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a case's catalogue as it was when the case was closed: what does not fit it was changed by somebody else, or
 * by the disk. A case that is open for writing has none, nor has one that a crash left.
 */
final class CatalogueSeal {
    private final CaseFolder folder;
    private boolean broken;

    CatalogueSeal(CaseFolder folder) {
        this.folder = folder;
    }

    /** Before the catalogue is written to. A seal that does not fit stays, and goes on saying so. */
    void lift() throws IOException {
        broken = !fits();
        if (!broken && Files.deleteIfExists(folder.seal())) {
            CaseFolder.syncFolder(folder.root());
        }
    }

    boolean isBroken() {
        return broken;
    }

    /** What is wrong, in words. */
    List<String> problems() throws IOException {
        return !broken && fits()
                ? List.of()
                : List.of(folder.database() + " or what describes it is not what it was when the case was closed");
    }

    /** After the catalogue was closed. */
    void setWherePossible() {
        try {
            set();
        } catch (IOException full) {
            // Everything is kept; there is only less to check it by.
            System.getLogger(CatalogueSeal.class.getName()).log(System.Logger.Level.DEBUG, "no seal", full);
        }
    }

    private void set() throws IOException {
        if (broken || hasLog()) {
            return;
        }
        byte[] hash = hash();
        Path fresh = folder.root().resolve("case.seal.new");
        CaseFolder.write(fresh, hash, hash.length);
        Files.move(fresh, folder.seal(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        CaseFolder.syncFolder(folder.root());
    }

    private boolean fits() throws IOException {
        boolean sealed = Files.exists(folder.seal()) && Files.exists(folder.database()) && !hasLog();
        return !sealed || Arrays.equals(Files.readAllBytes(folder.seal()), hash());
    }

    /** A reader elsewhere may keep the last commits from reaching the file itself. */
    private boolean hasLog() throws IOException {
        Path log = folder.root().resolve("case.db-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }

    private byte[] hash() throws IOException {
        MessageDigest digest = EvidenceWriter.sha256();
        byte[] buffer = new byte[1 << 16];
        for (Path file : List.of(folder.description(), folder.database())) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }
}
