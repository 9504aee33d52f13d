package dev.faultline.importers.worker;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.store.EventSink;
import java.io.IOException;

/**
 * Profiles in the form of pprof, as Go, and many agents, write them (usually packed with gzip). An event a sample, with its
 * stack. Specified by {@code profile.proto} of google/pprof. Read in a child JVM.
 *
 * <p>Traps: no magic number, so the first messages are looked at; texts stand behind what refers to them; one sample has
 * several values with units of their own; one location has several lines where calls were inlined, the innermost first.
 * Samples: {@code snapshots/profiles/apm-cpu.pprof}, {@code apm-heap.pprof}.
 */
public final class PprofProfile implements Importer {
    @Override
    public String format() {
        return "pprof";
    }

    @Override
    public double recognises(Head head) {
        byte[] bytes = head.bytes();
        int at = 0;
        int types = 0;
        // sample_type: field 1, a message of two small numbers
        while (at + 6 < bytes.length && bytes[at] == 0x0A && bytes[at + 1] >= 2 && bytes[at + 1] <= 8) {
            if (bytes[at + 2] != 0x08) {
                return 0;
            }
            at += 2 + bytes[at + 1];
            types++;
        }
        boolean sample = at + 2 < bytes.length && (bytes[at] == 0x12 || bytes[at] == 0x1A || bytes[at] == 0x22);
        return types > 0 && sample ? 0.92 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ChildJvm.read(format(), input.file(), sink);
    }
}
