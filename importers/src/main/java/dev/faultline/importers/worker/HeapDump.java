package dev.faultline.importers.worker;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Heap dumps of a Java virtual machine, HPROF 1.0.1 and 1.0.2: the threads, with their stacks and what their frames held, and
 * the classes by the memory they take; in a small dump every object instead of the classes. Specified by {@code
 * hprof_b_spec.h}. Goes through the file a few times instead of loading it, in a child JVM.
 *
 * <p>Traps: ids have 4 or 8 bytes; the heap is one record or many segments; lengths may lie; a circle of super-classes; objects
 * refer to classes that come later; text is an object with an array of bytes or characters; everything secret is in it.
 * Sample: {@code snapshots/java/leak-oom.hprof}.
 */
public final class HeapDump implements Importer {
    private static final byte[] MAGIC = "JAVA PROFILE 1.0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String format() {
        return "hprof";
    }

    @Override
    public double recognises(Head head) {
        byte[] bytes = head.bytes();
        boolean same = bytes.length > MAGIC.length;
        for (int i = 0; same && i < MAGIC.length; i++) {
            same = bytes[i] == MAGIC[i];
        }
        return same ? 0.99 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ChildJvm.read(format(), input.file(), sink);
    }
}
