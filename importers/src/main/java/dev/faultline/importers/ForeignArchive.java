package dev.faultline.importers;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Kinds of packing that are not opened, told by their first bytes, so that a person learns what to do with them. */
enum ForeignArchive {
    SEVEN_ZIP("7z archive", "7z\u00bc\u00af'\u001c"),
    RAR("RAR archive", "Rar!\u001a\u0007"),
    CABINET("Windows cabinet", "MSCF\u0000\u0000\u0000\u0000"),
    LZ4("LZ4 file", "\u0004\"M\u0018"),
    COMPRESS("file of Unix compress", "\u001f\u009d"),
    LZIP("lzip file", "LZIP\u0001"),
    LZMA("LZMA file", "]\u0000\u0000");

    private final String kind;
    /** A character per byte. */
    private final String magic;

    ForeignArchive(String kind, String magic) {
        this.kind = kind;
        this.magic = magic;
    }

    /** What is to be said of a source that begins so. */
    static Optional<String> words(byte[] head) {
        String start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
        for (ForeignArchive each : values()) {
            if (start.startsWith(each.magic)) {
                return Optional.of("a " + each.kind
                        + ", which is not opened here; unpack it and import what comes out; the bytes are kept");
            }
        }
        return Optional.empty();
    }
}
