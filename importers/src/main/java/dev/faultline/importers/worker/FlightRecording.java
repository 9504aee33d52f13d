package dev.faultline.importers.worker;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.store.EventSink;
import java.io.IOException;

/**
 * Recordings of the JDK's Flight Recorder, {@code .jfr}. Every record of it is an event.
 * Read with {@code jdk.jfr.consumer} in a child JVM. Specified by the JDK's {@code jdk.jfr} documentation.
 *
 * <p>Traps: a file of 130 KB with a chunk size of zero makes the JDK's reader run for ever; broken ones make it throw anything;
 * recordings of Oracle's JDK 7 and 8 have another layout and are refused in a sentence; several chunks; the environment,
 * command lines and system properties are in it, and their values are not taken over. Samples: {@code
 * snapshots/java/orders.jfr}, {@code jmc-full_gc_g1.jfr}.
 */
public final class FlightRecording implements Importer {
    @Override
    public String format() {
        return "jfr";
    }

    @Override
    public double recognises(Head head) {
        byte[] bytes = head.bytes();
        return bytes.length >= 8 && bytes[0] == 'F' && bytes[1] == 'L' && bytes[2] == 'R' && bytes[3] == 0 ? 0.99 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ChildJvm.read(format(), input.file(), sink);
    }
}
