package dev.faultline.importers.worker;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Windows event logs, EVTX: chunks of 64 KiB with records of binary XML. Specified by [MS-EVEN6] and, as far as it goes, by
 * the documentation of libevtx. Read in a child JVM.
 *
 * <p>Traps: a log that was not closed says wrong numbers of chunks and records; records refer to templates and names
 * elsewhere in their chunk, in circles where somebody wishes; values that are optional; the words of the messages lie in
 * libraries that are not in the evidence. Records behind the end that a chunk names are left from before and are not read.
 * Samples: {@code logs/windows/*.evtx}.
 */
public final class EventLog implements Importer {
    private static final byte[] MAGIC = "ElfFile\0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String format() {
        return "evtx";
    }

    @Override
    public double recognises(Head head) {
        return begins(head.bytes()) ? 0.99 : 0;
    }

    /** Whether this is the beginning of an event log. */
    public static boolean begins(byte[] bytes) {
        boolean same = bytes.length > MAGIC.length;
        for (int i = 0; same && i < MAGIC.length; i++) {
            same = bytes[i] == MAGIC[i];
        }
        return same;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ChildJvm.read(format(), input.file(), sink);
    }
}
