package dev.faultline.analysis.threads;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The threads of a process at one moment, grouped by what they do.
 *
 * @param name the file, and the moment where it is known
 * @param time nanoseconds; {@link Long#MIN_VALUE} where the dump bears none
 * @param threads how many
 * @param groups of identical stacks, those with blocked threads first, then the largest
 * @param locks that a thread waits for, those whose holder is known first, then those with the most waiting
 * @param deadlocked threads that wait for each other in a circle
 */
public record ThreadDump(
        String name, long time, int threads, List<Group> groups, List<Lock> locks, List<String> deadlocked) {
    /** Copies the lists. */
    public ThreadDump {
        groups = List.copyOf(groups);
        locks = List.copyOf(locks);
        deadlocked = List.copyOf(deadlocked);
    }

    /** Threads with one stack. */
    public record Group(List<Frame> frames, Map<String, Integer> states, List<String> names, List<EventId> events) {
        /** Copies the collections. */
        public Group {
            frames = List.copyOf(frames);
            states = Map.copyOf(states);
            names = List.copyOf(names);
            events = List.copyOf(events);
        }

        /** How many threads stand there. */
        public int count() {
            return events.size();
        }

        /** The innermost frame of the application, else of all; empty for a thread without a stack. */
        public String top() {
            return frames.stream()
                    .filter(Frame::inApp)
                    .findFirst()
                    .or(() -> frames.stream().findFirst())
                    .map(Frame::toString)
                    .orElse("no stack");
        }
    }

    /** A lock, who holds it (empty where the dump does not say) and who waits for it. */
    public record Lock(String id, String owner, List<String> waiting) {
        /** Copies the names. */
        public Lock {
            waiting = List.copyOf(waiting);
        }
    }

    static ThreadDump of(String name, List<Event> threads) {
        Map<List<Frame>, List<Event>> byStack = new LinkedHashMap<>();
        Map<String, String> owners = new TreeMap<>();
        Map<String, List<String>> waiting = new TreeMap<>();
        Map<String, String> waitsFor = new LinkedHashMap<>();
        for (Event thread : threads) {
            StackTrace stack = thread.exception();
            byStack.computeIfAbsent(stack == null ? List.of() : stack.frames(), key -> new ArrayList<>())
                    .add(thread);
            String who = String.valueOf(thread.thread());
            words(thread, "thread.lock.owned").forEach(lock -> owners.put(lock, who));
            words(thread, "thread.lock.waiting").forEach(lock -> {
                waiting.computeIfAbsent(lock, key -> new ArrayList<>()).add(who);
                waitsFor.put(who, lock);
            });
        }
        List<Group> groups = byStack.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Group group) -> !group.states().containsKey("BLOCKED"))
                        .thenComparing(group -> -group.count()))
                .toList();
        List<Lock> locks = waiting.entrySet().stream()
                .map(entry -> new Lock(entry.getKey(), owners.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .sorted(Comparator.comparing((Lock lock) -> lock.owner().isEmpty())
                        .thenComparing(lock -> -lock.waiting().size()))
                .toList();
        long time = threads.isEmpty() || !threads.getFirst().hasTime()
                ? Long.MIN_VALUE
                : threads.getFirst().time();
        return new ThreadDump(name, time, threads.size(), groups, locks, circle(waitsFor, owners));
    }

    private static List<String> words(Event thread, String attribute) {
        AttributeValue value = thread.attributes().get(attribute);
        return value == null
                ? List.of()
                : Arrays.stream(value.text().split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static Group group(List<Frame> frames, List<Event> events) {
        Map<String, Integer> states = new TreeMap<>();
        for (Event event : events) {
            AttributeValue state = event.attributes().get("thread.state");
            states.merge(state == null ? "?" : state.text(), 1, Integer::sum);
        }
        return new Group(
                frames,
                states,
                events.stream().map(event -> String.valueOf(event.thread())).toList(),
                events.stream().map(Event::id).toList());
    }

    /** Threads from which the way over what they wait for leads back to them. */
    private static List<String> circle(Map<String, String> waitsFor, Map<String, String> owners) {
        List<String> found = new ArrayList<>();
        for (String start : waitsFor.keySet()) {
            String at = start;
            for (int step = 0; step < waitsFor.size() && at != null; step++) {
                String lock = waitsFor.get(at);
                at = lock == null ? null : owners.get(lock);
                if (start.equals(at)) {
                    found.add(start);
                    break;
                }
            }
        }
        return found;
    }
}
