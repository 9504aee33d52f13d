package dev.faultline.importers.snapshot;

import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception with what caused it while a traceback is read, and how it becomes an event. */
final class ExceptionChain {
    private static final int LONGEST_NAME = 300;

    private final List<Link> links = new ArrayList<>();

    /** One exception. Frames are added in the order of the text, the outermost call first, as Python prints them. */
    static final class Link {
        private String type = "";
        private @Nullable String message;
        private final List<Call> calls = new ArrayList<>();

        void call(String function, String file, int line) {
            boolean inApp = !file.contains("site-packages")
                    && !file.contains("dist-packages")
                    && !file.contains("/lib/python")
                    && !file.startsWith("<frozen");
            calls.add(new Call(new Frame(function, file, line, null, inApp)));
        }

        boolean hasCalls() {
            return !calls.isEmpty();
        }

        Call last() {
            return calls.getLast();
        }

        /** Takes the line numbers from a reading of the same calls that has them. */
        void takeLines(ExceptionChain other) {
            List<Call> same = other.links.isEmpty() ? List.of() : other.links.getFirst().calls;
            for (int i = 0; i < Math.min(calls.size(), same.size()); i++) {
                Call call = calls.get(i);
                Frame frame = same.get(i).frame;
                if (frame.function().equals(call.frame.function())) {
                    call.frame = frame;
                }
            }
        }

        void headline(String line) {
            int colon = line.indexOf(": ");
            String name = colon < 0
                    ? line.endsWith(":") ? line.substring(0, line.length() - 1) : line
                    : line.substring(0, colon);
            boolean named = !name.isEmpty() && name.indexOf(' ') < 0 && name.length() < LONGEST_NAME;
            type = named ? name : "";
            message = named ? colon < 0 ? null : line.substring(colon + 2) : line;
        }

        void more(String line) {
            message = message == null ? line : message + "\n" + line;
        }

        String title() {
            return message == null ? type : type.isEmpty() ? message : type + ": " + message;
        }
    }

    /** A call and what was seen in it. */
    static final class Call {
        private Frame frame;
        private final List<Variable> variables = new ArrayList<>();
        private final List<Snapshot.SourceLine> context = new ArrayList<>();

        Call(Frame frame) {
            this.frame = frame;
        }

        int line() {
            return frame.line();
        }

        void source(int number, String text) {
            context.add(new Snapshot.SourceLine(number, text));
        }

        void variable(String name, @Nullable String type, String value) {
            variables.add(Variable.of(name, type, value));
        }

        boolean hasVariables() {
            return !variables.isEmpty();
        }

        /** What the next line of a value that is printed over several lines says. */
        void more(String line) {
            Variable last = variables.removeLast();
            variables.add(Variable.of(last.name(), last.type(), last.value() + "\n" + line));
        }
    }

    /** Adds the exception that the ones before it led to. */
    Link next() {
        Link link = new Link();
        links.addFirst(link);
        return link;
    }

    /** Type and message of the exception that was thrown last. */
    String title() {
        return links.isEmpty() ? "" : links.getFirst().title();
    }

    /** The exception as an event: with its variables a snapshot, else a log record. */
    void fill(EventDraft draft, String text) {
        @Nullable StackTrace stack = null;
        List<Snapshot.FrameVariables> all = new ArrayList<>();
        for (int i = links.size() - 1; i >= 0; i--) {
            Link link = links.get(i);
            List<Frame> frames =
                    link.calls.reversed().stream().map(call -> call.frame).toList();
            stack = new StackTrace(link.type, link.message, frames, stack, i == 0 ? text : null);
        }
        boolean variables = false;
        for (Link link : links) {
            for (Call call : link.calls.reversed()) {
                all.add(new Snapshot.FrameVariables(call.frame, call.variables, call.context));
                variables |= call.hasVariables();
            }
        }
        draft.kind(variables ? Kind.SNAPSHOT : Kind.LOG)
                .severity(Severity.ERROR)
                .exception(stack);
        if (!all.isEmpty()) {
            draft.detail(new Snapshot(all, "exception"));
        }
        draft.message(title());
    }
}
