package dev.faultline.analysis.variable;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.NumberToken;
import dev.faultline.store.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a value occurs: in messages and exceptions as words, in attributes and variables as a whole value or as words of
 * it. Exact.
 *
 * @param value what was looked for
 * @param events events with the value anywhere
 * @param places where it stands, the most frequent place first
 */
public record ValueHunt(String value, long events, List<Place> places) {
    private static final int EXAMPLES = 10;

    /** Copies the places. */
    public ValueHunt {
        places = List.copyOf(places);
    }

    /**
     * A place in events.
     *
     * @param where {@code message}, {@code attributes.NAME} or {@code var.PATH}
     * @param kind log, span, snapshot…
     * @param services how often in which service; an empty name for events without one
     * @param whole how many of them are this value and nothing else
     * @param first time of the earliest, nanoseconds since 1970 UTC
     * @param last time of the latest
     * @param examples some of the events
     * @param count events
     */
    public record Place(
            String where,
            String kind,
            long count,
            long whole,
            Map<String, Long> services,
            long first,
            long last,
            List<EventId> examples) {
        /** Copies the collections. */
        public Place {
            services = Map.copyOf(services);
            examples = List.copyOf(examples);
        }
    }

    private record Key(String where, String kind) {}

    private static final class Tally {
        private long count;
        private long whole;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private final Map<String, Long> services = new TreeMap<>();
        private final List<EventId> examples = new ArrayList<>();

        void add(Event event, boolean isWhole) {
            count++;
            whole += isWhole ? 1 : 0;
            first = Math.min(first, event.time());
            last = Math.max(last, event.time());
            services.merge(event.service() == null ? "" : event.service(), 1L, Long::sum);
            if (examples.size() < EXAMPLES) {
                examples.add(event.id());
            }
        }
    }

    /** Looks everywhere in the range; unpacks only blocks that may hold the value. */
    public static ValueHunt of(CaseReader reader, String value, TimeRange range, BooleanSupplier cancelled)
            throws IOException {
        Map<Key, Tally> tallies = new HashMap<>();
        List<String> words = Words.of(value);
        long[] events = {0};
        Hits texts = Search.run(reader, new Query.Term(null, value), range, cancelled);
        Hits all = Search.run(reader, new Query.All(), range, cancelled);
        BitSet candidates = candidates(reader, words);
        @Nullable BitSet[] inText = textRows(texts, reader.blocks().size(), cancelled);
        List<NumberToken> numbers =
                words.stream().filter(Words::hasDigit).map(NumberToken::of).toList();
        for (Block block : reader.blocks()) {
            if (candidates.get(block.index()) && !numbers.stream().allMatch(block::mayHoldNumber)) {
                candidates.clear(block.index());
            }
        }
        all.forEach(cancelled, (block, row) -> {
            BitSet rows = inText[block.index()];
            boolean text = rows != null && rows.get(row);
            boolean found = text;
            if (text) {
                texts(tallies, block.event(row), value, words);
            }
            // Most blocks of logs hold no attribute at all: nothing is unpacked for those.
            if (candidates.get(block.index())) {
                found |= attributes(tallies, block, row, value, words);
                found |= variables(tallies, block, row, value, words);
            }
            events[0] += found ? 1 : 0;
        });
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the hunt was cancelled");
        }
        return new ValueHunt(value, events[0], places(tallies));
    }

    private static @Nullable BitSet[] textRows(Hits texts, int blocks, BooleanSupplier cancelled) throws IOException {
        @Nullable BitSet[] rows = new BitSet[blocks];
        texts.forEach(cancelled, (block, row) -> {
            BitSet found = rows[block.index()];
            if (found == null) {
                found = new BitSet(block.size());
                rows[block.index()] = found;
            }
            found.set(row);
        });
        return rows;
    }

    private static BitSet candidates(CaseReader reader, List<String> words) throws IOException {
        BitSet blocks = new BitSet();
        blocks.set(0, reader.blocks().size());
        for (String word : words) {
            if (!Words.hasDigit(word)) {
                blocks.and(reader.blocksWithWord(word));
            }
        }
        return blocks;
    }

    private static boolean attributes(Map<Key, Tally> tallies, Block block, int row, String value, List<String> words)
            throws IOException {
        if (block.attributeKeys().isEmpty()) {
            return false;
        }
        List<Map.Entry<String, AttributeValue>> found = block.attributes(row).entrySet().stream()
                .filter(entry -> holds(entry.getValue().toString(), value, words))
                .toList();
        if (found.isEmpty()) {
            return false;
        }
        Event event = block.event(row);
        for (Map.Entry<String, AttributeValue> entry : found) {
            tally(tallies, "attributes." + entry.getKey(), event.kind().label())
                    .add(event, entry.getValue().toString().equalsIgnoreCase(value));
        }
        return true;
    }

    private static boolean variables(Map<Key, Tally> tallies, Block block, int row, String value, List<String> words)
            throws IOException {
        if (block.kind(row) != Kind.SNAPSHOT.ordinal() || !(block.detail(row) instanceof Snapshot snapshot)) {
            return false;
        }
        Event event = block.event(row);
        boolean[] found = {false};
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            VariablePaths.walk(frame.variables(), (path, depth, variable) -> {
                String text = variable.value();
                if (text != null && holds(text, value, words)) {
                    tally(tallies, "var." + path, event.kind().label()).add(event, text.equalsIgnoreCase(value));
                    found[0] = true;
                }
                return true;
            });
        }
        return found[0];
    }

    private static void texts(Map<Key, Tally> tallies, Event event, String value, List<String> words) {
        String kind = event.kind().label();
        boolean inMessage = holds(event.message(), value, words);
        boolean inName = event.name() != null && holds(event.name(), value, words);
        if (inMessage) {
            tally(tallies, "message", kind).add(event, event.message().equalsIgnoreCase(value));
        }
        if (inName) {
            tally(tallies, "name", kind).add(event, value.equalsIgnoreCase(event.name()));
        }
        boolean inChain = false;
        for (StackTrace each = event.exception(); each != null; each = each.cause()) {
            inChain |= holds(each.type() + ": " + each.message(), value, words);
        }
        // What no field shows stands in the frames.
        if (inChain || !inMessage && !inName) {
            tally(tallies, "exception", kind).add(event, false);
        }
    }

    private static Tally tally(Map<Key, Tally> tallies, String where, String kind) {
        return tallies.computeIfAbsent(new Key(where, kind), key -> new Tally());
    }

    /** The whole value, or its words as a phrase. */
    private static boolean holds(String text, String value, List<String> words) {
        if (text.equalsIgnoreCase(value)) {
            return true;
        }
        if (words.isEmpty()) {
            return text.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        }
        return java.util.Collections.indexOfSubList(Words.of(text), words) >= 0;
    }

    private static List<Place> places(Map<Key, Tally> tallies) {
        List<Place> places = new ArrayList<>();
        tallies.forEach((key, tally) -> places.add(new Place(
                key.where(),
                key.kind(),
                tally.count,
                tally.whole,
                tally.services,
                tally.first,
                tally.last,
                tally.examples)));
        places.sort(Comparator.comparingLong(Place::count)
                .reversed()
                .thenComparing(Place::where)
                .thenComparing(Place::kind));
        return places;
    }
}
