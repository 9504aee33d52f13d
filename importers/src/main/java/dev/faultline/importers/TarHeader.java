package dev.faultline.importers;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** The blocks of a tar that begin a member. */
final class TarHeader {
    static final int SIZE = 512;
    private static final int MAGIC = 257;

    private TarHeader() {}

    /** Goes to the next header whose checksum is right, and stands before it; false at the end. */
    static boolean find(InputStream blocks) throws IOException {
        byte[] block = new byte[SIZE];
        while (true) {
            blocks.mark(SIZE);
            if (blocks.readNBytes(block, 0, SIZE) < SIZE) {
                return false;
            }
            if (block[MAGIC] == 'u' && block[MAGIC + 1] == 's' && TarUtils.verifyCheckSum(block)) {
                blocks.reset();
                return true;
            }
        }
    }
}
