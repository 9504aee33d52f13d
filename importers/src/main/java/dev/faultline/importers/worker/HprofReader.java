package dev.faultline.importers.worker;

import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Threads, classes and, of a small dump, objects of a heap dump. Runs in the child only. */
final class HprofReader implements WorkerMain.Reader {
    private static final int FEW_OBJECTS = 2_000;
    private static final int MOST_CLASSES = 500_000;
    private static final int MOST_THREADS = 20_000;
    private static final int MOST_LOCALS = 50_000;
    private static final int HEADER = 16;

    private record ThreadRoot(long id, long serial, long stack, long offset, int length) {}

    private record Local(long id, long thread, long frame) {}

    private record Seen(long id, long type, int number, long offset, long length, long bytes) {}

    /** How many of a class, and of the arrays of a number's type, were seen. */
    private static final class Count {
        private final long offset;
        private long instances;
        private long bytes;

        Count(long offset) {
            this.offset = offset;
        }
    }

    private final HprofRecords records = new HprofRecords();
    private final Map<Long, HprofHeap.ClassInfo> classes = new HashMap<>();
    private final Map<Long, Count> counts = new HashMap<>();
    private final List<ThreadRoot> threads = new ArrayList<>();
    private final List<Local> locals = new ArrayList<>();
    private List<Seen> few = new ArrayList<>();
    private long objects;

    @Override
    public void read(Path file, WorkerOutput out) throws IOException {
        try (HprofBytes bytes = new HprofBytes(file)) {
            if (!records.read(bytes, out)) {
                return;
            }
            new HprofHeap(bytes, records.segments, out).walk(new Census(bytes));
            Set<Long> fieldNames = new HashSet<>();
            classes.values().forEach(type -> {
                for (long name : type.names()) {
                    fieldNames.add(name);
                }
            });
            records.name(bytes, fieldNames);
            threads(bytes, out);
            if (objects <= FEW_OBJECTS) {
                for (Seen object : few) {
                    object(object, out);
                }
            } else {
                classes(out);
            }
        }
    }

    /** The first way through the heap: counts, and keeps the roots. */
    private final class Census implements HprofHeap.Visitor {
        private final HprofBytes bytes;

        Census(HprofBytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public void instance(long id, long type, long offset, long body, long length) {
            add(new Seen(id, type, 0, offset, body + length - offset, length + HEADER), type);
        }

        @Override
        public void objects(long id, long type, long offset, long body, long count) {
            long length = count * bytes.idSize();
            add(new Seen(id, type, 2, offset, body + length - offset, length + HEADER), type);
        }

        @Override
        public void numbers(long id, int type, long offset, long body, long count) {
            long length = count * bytes.size(type);
            add(new Seen(id, 0, type, offset, body + length - offset, length + HEADER), -type);
        }

        private void add(Seen object, long key) {
            objects++;
            if (objects <= FEW_OBJECTS) {
                few.add(object);
            } else {
                few = List.of();
            }
            Count count = counts.size() < MOST_CLASSES || counts.containsKey(key)
                    ? counts.computeIfAbsent(key, first -> new Count(object.offset))
                    : counts.computeIfAbsent(0L, first -> new Count(object.offset));
            count.instances++;
            count.bytes += object.bytes;
        }

        @Override
        public void type(long id, HprofHeap.ClassInfo info) {
            if (classes.size() < MOST_CLASSES) {
                classes.put(id, info);
            }
        }

        @Override
        public void local(long id, long thread, long frame) {
            if (locals.size() < MOST_LOCALS) {
                locals.add(new Local(id, thread, frame));
            }
        }

        @Override
        public void thread(long id, long serial, long stack, long offset, int length) {
            if (threads.size() < MOST_THREADS) {
                threads.add(new ThreadRoot(id, serial, stack, offset, length));
            }
        }
    }

    private void threads(HprofBytes bytes, WorkerOutput out) throws IOException {
        if (threads.isEmpty()) {
            return;
        }
        Set<Long> wanted = new HashSet<>();
        threads.forEach(thread -> wanted.add(thread.id));
        locals.forEach(local -> wanted.add(local.id));
        HprofObjects found = new HprofObjects(bytes, records, classes);
        found.find(wanted, new HprofHeap(bytes, records.segments, null));
        for (ThreadRoot thread : threads) {
            thread(thread, found, out);
        }
    }

    private void thread(ThreadRoot root, HprofObjects found, WorkerOutput out) throws IOException {
        WorkerEvent event = event("thread", root.offset, root.length);
        String name = found.text(root.id, "name");
        event.thread = name == null ? "thread 0x" + Long.toHexString(root.id) : name;
        Map<Long, List<Variable>> byFrame = new LinkedHashMap<>();
        for (Local local : locals) {
            if (local.thread == root.serial) {
                List<Variable> variables = byFrame.computeIfAbsent(local.frame, first -> new ArrayList<>());
                variables.add(found.variable("local " + variables.size(), local.id));
            }
        }
        long index = 0;
        boolean full = false;
        for (Frame frame : records.stack(root.stack)) {
            event.frames.add(new Snapshot.FrameVariables(frame, byFrame.getOrDefault(index++, List.of()), List.of()));
            full |= frame.function().equals("java.lang.OutOfMemoryError.<init>");
        }
        event.kind = byFrame.isEmpty() ? Kind.PROFILE : Kind.SNAPSHOT;
        event.reason = byFrame.isEmpty() ? null : "heap dump";
        event.severity = full ? Severity.ERROR : Severity.INFO;
        String top =
                event.frames.isEmpty() ? "" : " in " + event.frames.getFirst().frame();
        event.message = event.thread + (full ? " ran out of memory" : top);
        event.text("thread.id", "0x" + Long.toHexString(root.id));
        out.event(event);
    }

    private WorkerEvent event(String name, long offset, long length) {
        WorkerEvent event = new WorkerEvent(offset, length);
        event.name = name;
        event.timed = records.time > 0;
        event.time = records.time;
        return event;
    }

    private String typeName(long type, int number) {
        return number == 0 || number == 2 ? records.className(type) : HprofObjects.type(number) + "[]";
    }

    private void object(Seen object, WorkerOutput out) throws IOException {
        String type = typeName(object.type, object.number);
        WorkerEvent event = event("object", object.offset, object.length);
        event.message = type + " 0x" + Long.toHexString(object.id) + ", " + object.bytes + " bytes";
        event.text("jvm.class.name", type)
                .text("jvm.object.id", "0x" + Long.toHexString(object.id))
                .number("jvm.object.bytes", object.bytes);
        out.event(event);
    }

    private void classes(WorkerOutput out) throws IOException {
        List<Map.Entry<Long, Count>> order = new ArrayList<>(counts.entrySet());
        order.sort(Comparator.comparingLong((Map.Entry<Long, Count> entry) -> -entry.getValue().bytes)
                .thenComparing(Map.Entry::getKey));
        long rank = 1;
        for (Map.Entry<Long, Count> entry : order) {
            long key = entry.getKey();
            Count count = entry.getValue();
            boolean numbers = key < 0 && key > -16;
            HprofHeap.ClassInfo info = classes.get(key);
            String type = numbers ? typeName(0, (int) -key) : key == 0 ? "other classes" : records.className(key);
            WorkerEvent event =
                    event(type, info == null ? count.offset : info.offset(), info == null ? 1 : info.length());
            event.message = count.instances + " instances of " + type + ", " + count.bytes + " bytes";
            event.text("jvm.class.name", type)
                    .number("jvm.class.rank", rank++)
                    .number("jvm.class.instances", count.instances)
                    .number("jvm.class.bytes", count.bytes);
            out.event(event);
        }
    }
}
