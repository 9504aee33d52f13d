package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeQuality;
import dev.faultline.query.FieldReader;
import dev.faultline.query.FoundRows;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hits of a query as bare times, in groups, sorted by time; bounded, and it says where the bound cut. */
final class Occurrences {
    /** Hits that are looked at one by one. */
    static final int MOST = 2_000_000;

    private final Map<String, Group> groups = new HashMap<>();
    private @Nullable Group latest;
    private boolean cut;
    private int taken;

    private Occurrences() {}

    /** The hits of one group. */
    static final class Group {
        final String name;
        long[] times = new long[8];
        long[] places = new long[8];
        int size;

        Group(String name) {
            this.name = name;
        }

        private void add(long time, long place) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                places = Arrays.copyOf(places, size * 2);
            }
            times[size] = time;
            places[size++] = place;
        }

        /** Sorts by time, places along. Blocks overlap little, so most of it is in order already. */
        private void sort() {
            for (int i = 1; i < size; i++) {
                if (times[i] < times[i - 1]) {
                    sortAll();
                    return;
                }
            }
        }

        private void sortAll() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            long[] unsorted = times;
            Arrays.sort(order, (a, b) -> Long.compare(unsorted[a], unsorted[b]));
            long[] sortedTimes = new long[size];
            long[] sortedPlaces = new long[size];
            for (int i = 0; i < size; i++) {
                sortedTimes[i] = times[order[i]];
                sortedPlaces[i] = places[order[i]];
            }
            times = sortedTimes;
            places = sortedPlaces;
        }
    }

    /** Collects the hits that have a time. */
    static Occurrences of(Hits hits, List<String> by, Inquiry inquiry) throws IOException {
        return of(hits, by, inquiry, 0);
    }

    /** The same, times read with an error of the clock. */
    static Occurrences of(Hits hits, List<String> by, Inquiry inquiry, long shift) throws IOException {
        Occurrences occurrences = new Occurrences();
        List<FieldReader> readers = new ArrayList<>();
        for (String field : by) {
            readers.add(FieldReader.of(field));
        }
        FoundRows.each(hits, inquiry.cancelled(), (block, row) -> {
            if (block.timeQuality(row) != TimeQuality.NONE) {
                Group group = occurrences.group(readers, block, row);
                if (group != null) {
                    group.add(block.time(row) + shift, (long) block.index() << 32 | row);
                }
            }
            occurrences.cut = ++occurrences.taken >= MOST;
            return !occurrences.cut;
        });
        occurrences.groups.values().forEach(Group::sort);
        return occurrences;
    }

    /** The group of the row's values; null where it lacks all of them and so belongs to none. */
    private @Nullable Group group(List<FieldReader> readers, Block block, int row) throws IOException {
        if (readers.size() != 1) {
            String name = name(readers, block, row);
            return name == null ? null : groups.computeIfAbsent(name, Group::new);
        }
        String value = readers.getFirst().read(block, row);
        // Neighbours are often of one group, and a value of a segment is one object.
        Group last = latest;
        if (value == null || last != null && last.name.equals(value)) {
            return value == null ? null : last;
        }
        Group group = groups.computeIfAbsent(value, Group::new);
        latest = group;
        return group;
    }

    private static @Nullable String name(List<FieldReader> readers, Block block, int row) throws IOException {
        if (readers.isEmpty()) {
            return "";
        }
        StringBuilder name = new StringBuilder();
        boolean any = false;
        for (FieldReader reader : readers) {
            String value = reader.read(block, row);
            any |= value != null;
            name.append(name.isEmpty() ? "" : ", ").append(value == null ? "-" : value);
        }
        return any ? name.toString() : null;
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** Whether there were more hits than are looked at one by one. */
    boolean isCut() {
        return cut;
    }

    static Block block(Inquiry inquiry, long place) {
        return inquiry.reader().blocks().get((int) (place >>> 32));
    }

    static int row(long place) {
        return (int) place;
    }

    /** The names of some of a group's events. */
    static List<EventId> ids(Inquiry inquiry, Group group, int from, int count) {
        List<EventId> ids = new ArrayList<>();
        for (int i = from; i < Math.min(group.size, from + count); i++) {
            Block block = block(inquiry, group.places[i]);
            ids.add(new EventId(block.source().id(), block.ordinal(row(group.places[i]))));
        }
        return ids;
    }
}
