package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.Frame;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java thread dumps as {@code jcmd PID Thread.dump_to_file} writes them without {@code -format=json}: virtual threads too.
 *
 * <p>Traps: process, time and version are three lines without names; states, locks and a time for each thread are there from
 * JDK 25 on only; a virtual thread often has no name. Sample: {@code snapshots/java/orders.threads.txt}.
 */
public final class ThreadDumpPlain implements Importer {
    private static final Pattern THREAD =
            Pattern.compile("#(\\d{1,19}) \"(.{0,500})\"(?: (virtual))?(?: ([A-Z_]{3,20}))?(?: (\\S{20,40}))?\\s*");
    private static final Pattern LOCK =
            Pattern.compile("\\s+- (locked|waiting to lock|waiting on|parking to wait for) +<([^>]{1,500})>.*");
    private static final int LONGEST = 2000;

    @Override
    public String format() {
        return "thread-dump-plain";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        List<String> lines = head.text().lines().limit(12).toList();
        boolean begins = lines.size() > 4
                && lines.get(0).matches("\\d{1,10}")
                && Timestamps.parse(lines.get(1)).isPresent();
        return begins
                        && lines.stream()
                                .anyMatch(line -> line.length() < LONGEST
                                        && THREAD.matcher(line).matches())
                ? 0.97
                : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        List<DumpedThread> threads = new ArrayList<>();
        long[] time = {0, 0};
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            @Override
            public boolean starts(String line) {
                return line.startsWith("#")
                        && line.length() < LONGEST
                        && THREAD.matcher(line).matches();
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                TextLine last = block.getLast();
                time[1] = last.offset() + last.length();
                if (starts(block.getFirst().text())) {
                    threads.add(thread(block));
                } else {
                    for (TextLine line : block) {
                        Optional<Long> nanos = Timestamps.parse(line.text().strip());
                        time[0] = nanos.orElse(time[0]);
                    }
                }
            }
        });
        if (!threads.isEmpty()) {
            TimeQuality quality = time[0] == 0 ? TimeQuality.NONE : TimeQuality.EXACT;
            DumpedThread.give(threads, time[0], quality, 0, (int) Math.min(Integer.MAX_VALUE, time[1]), 1, sink);
        }
    }

    private static DumpedThread thread(List<TextLine> block) {
        TextLine first = block.getFirst();
        TextLine last = block.getLast();
        Matcher thread = THREAD.matcher(first.text());
        boolean named = thread.matches() && !thread.group(2).isEmpty();
        List<Frame> frames = new ArrayList<>();
        List<String> owned = new ArrayList<>();
        @Nullable String waiting = null;
        for (TextLine each : block.subList(1, block.size())) {
            String line = each.text().length() > LONGEST ? each.text().substring(0, LONGEST) : each.text();
            Matcher lock = LOCK.matcher(line);
            if (lock.matches() && lock.group(1).equals("locked")) {
                owned.add(lock.group(2));
            } else if (lock.matches()) {
                waiting = lock.group(2);
            } else if (!line.isBlank()) {
                frames.add(JavaFrames.parse(line));
            }
        }
        String id = String.valueOf(thread.group(1));
        String state = thread.group(4) == null ? "" : thread.group(4);
        if (waiting != null && !state.equals("BLOCKED")) {
            // a monitor that a thread waits on was given up; it is not what it owns
            owned.remove(waiting);
        }
        int length = (int) Math.min(Integer.MAX_VALUE, last.offset() + last.length() - first.offset());
        return new DumpedThread(
                named ? thread.group(2) : "#" + id,
                id,
                state,
                frames,
                owned,
                waiting,
                first.offset(),
                length,
                first.number());
    }
}
