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
 * <p>Traps: no magic number, so the first fields are looked at, which come in any order; texts stand behind what refers to them; one sample has
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
        ProtobufFields fields = new ProtobufFields(bytes, 0, bytes.length);
        int count = 0;
        boolean types = false;
        boolean stacks = false;
        try {
            while (fields.next()) {
                if (!possible(fields, bytes)) {
                    return 0;
                }
                count++;
                types |= fields.field == 1;
                stacks |= fields.field == 2 || fields.field == 4;
            }
        } catch (IOException cut) {
            // the head ends within a field
            stacks &= count > 10;
        }
        return types && stacks ? 0.95 : 0;
    }

    /** Whether a profile can have this field; a message in it begins with an id or index, which is a number. */
    private static boolean possible(ProtobufFields fields, byte[] bytes) {
        int length = fields.to - fields.from;
        return switch (fields.field) {
            case 1, 11 -> !fields.isNumber && length >= 2 && length <= 20 && bytes[fields.from] == 0x08;
            case 2 -> !fields.isNumber && length >= 2 && "\b\n\u0010\u0012\u001A".indexOf(bytes[fields.from]) >= 0;
            case 3, 4, 5 -> !fields.isNumber && length >= 2 && bytes[fields.from] == 0x08;
            case 6 -> !fields.isNumber;
            case 7, 8, 9, 10, 12, 14 -> fields.isNumber;
            case 13, 15 -> true;
            default -> false;
        };
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ChildJvm.read(format(), input.file(), sink);
    }
}
