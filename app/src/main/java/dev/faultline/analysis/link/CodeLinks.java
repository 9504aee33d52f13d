package dev.faultline.analysis.link;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.analysis.change.LogStatements;
import dev.faultline.analysis.change.SourceCode;
import dev.faultline.analysis.suspect.CommitEvent;
import dev.faultline.analysis.suspect.CommitEvents;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.query.Query;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Links between events and the commits behind their code, both ways. */
final class CodeLinks {
    private static final int MOST_FAILURES = 40;

    private final CaseReader reader;
    private final SourceCode source;
    private final Events events;
    private final BooleanSupplier cancelled;
    private final Map<String, CodeHistory.Deployment> deployments = new LinkedHashMap<>();

    CodeLinks(CaseReader reader, SourceCode source, Events events, BooleanSupplier cancelled) {
        this.reader = reader;
        this.source = source;
        this.events = events;
        this.cancelled = cancelled;
    }

    private CodeHistory.Deployment deployment(Event event) throws IOException {
        String service = String.valueOf(event.service());
        CodeHistory.Deployment known = deployments.get(service);
        if (known == null) {
            known = RevisionOf.event(reader, event, cancelled);
            deployments.put(service, known);
        }
        return known;
    }

    /** Commits behind frames. */
    record Commits(String reason, List<Links.Link> links, List<String> unresolved) {}

    Commits commits(Event event, List<Frame> frames, List<Frame> statements) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        Set<String> unresolved = new LinkedHashSet<>();
        String resolved = "";
        List<Frame> all = new ArrayList<>(frames);
        all.addAll(statements);
        for (Frame frame : all) {
            FrameHistory history = source.of(frame, deployment(event));
            if (history.unresolved() != null) {
                unresolved.add(history.unresolved());
                continue;
            }
            resolved = history.resolved();
            for (FrameHistory.Contribution each : history.contributions()) {
                boolean isInner = frame.equals(all.getFirst()) && !statements.contains(frame);
                String reason = reason(frame, each, isInner);
                if (!reason.isEmpty() && !reasons.containsKey(each.commit())) {
                    reasons.put(each.commit(), reason);
                }
            }
        }
        Map<String, CommitEvent> commits = CommitEvents.of(reader, reasons.keySet());
        List<Links.Link> links = new ArrayList<>();
        reasons.forEach((id, reason) -> {
            CommitEvent commit = commits.get(id);
            if (commit != null) {
                links.add(new Links.Link(commit.id(), title(commit) + " — " + reason, null));
            }
        });
        return new Commits("wrote code of these frames, at " + resolved, links, List.copyOf(unresolved));
    }

    /** Empty for what says too little: a line beside, or another line of a function further out. */
    private static String reason(Frame frame, FrameHistory.Contribution each, boolean isInner) {
        return switch (each.touch()) {
            case LINE ->
                each.line() == frame.line()
                        ? "wrote line " + each.line() + " of " + frame.file() + ": "
                                + each.text().strip()
                        : "";
            case USED ->
                isInner
                        ? "wrote " + each.name() + " (line " + each.line() + "), which " + frame.function() + " uses"
                        : "";
            case FUNCTION -> isInner ? "wrote other lines of " + frame.function() : "";
        };
    }

    static String title(CommitEvent commit) {
        String revision = String.valueOf(commit.change().revision());
        var attribution = commit.change().attribution();
        String tool = attribution.tool() == null ? "" : " (" + attribution.tool() + ")";
        return revision.substring(0, Math.min(7, revision.length())) + " " + commit.title() + " · "
                + attribution.author().label() + tool;
    }

    /** Where a log line was written. */
    record Written(String reason, List<Frame> frames, List<Links.Link> links) {}

    Written statement(Event log) throws IOException {
        Frame said = said(log);
        if (said != null) {
            return new Written(
                    "the statement that wrote this line, as the line itself says",
                    List.of(said),
                    List.of(new Links.Link(log.id(), said.toString(), said)));
        }
        if (log.message().isBlank()) {
            return new Written("", List.of(), List.of());
        }
        LogStatements found = source.statements(
                new SourceCode.Message(log.message(), log.logger() == null ? "" : log.logger()),
                deployment(log),
                cancelled);
        List<Frame> frames =
                found.found().stream().map(LogStatements.Statement::frame).toList();
        String reason = frames.isEmpty()
                ? "no statement that writes this line was found: " + found.note()
                : frames.size() == 1
                        ? "the only statement whose text fits this line best, " + found.note()
                        : "one of " + frames.size() + " statements whose text fits this line, " + found.note();
        return new Written(
                reason,
                frames.size() == 1 ? frames : List.of(),
                found.found().stream()
                        .map(each -> new Links.Link(
                                log.id(),
                                each.frame().file() + ":" + each.frame().line() + "  " + each.text(),
                                each.frame()))
                        .toList());
    }

    private static @Nullable Frame said(Event log) {
        String file = first(log, "code.file.path", "code.filepath", "log.origin.file.name");
        String line = first(log, "code.line.number", "code.lineno", "log.origin.file.line");
        String function = first(log, "code.function.name", "code.function", "log.origin.function");
        String namespace = first(log, "code.namespace");
        if (file == null || line == null || !line.matches("[1-9]\\d{0,7}")) {
            return null;
        }
        String name = function == null ? file : namespace == null ? function : namespace + "." + function;
        return new Frame(name, file, Integer.parseInt(line), null, true);
    }

    private static @Nullable String first(Event event, String... names) {
        for (String name : names) {
            AttributeValue value = event.attributes().get(name);
            if (value != null && !value.text().isBlank()) {
                return value.text();
            }
        }
        return null;
    }

    /** A frame of a failure and an event that holds it. */
    record Touched(Frame frame, Event holder, boolean isInner, String reason) {}

    /** Frames of failures behind which a commit stands. */
    record Frames(List<Touched> frames, String note) {
        List<Links.Link> links() {
            return frames.stream()
                    .map(each ->
                            new Links.Link(each.holder().id(), each.frame() + " — it " + each.reason(), each.frame()))
                    .toList();
        }
    }

    Frames frames(Event event, Change change) throws IOException {
        if (change.revision() == null || change.files().isEmpty()) {
            return new Frames(List.of(), "it names no files, so no frame can be traced to it");
        }
        Set<String> files = new LinkedHashSet<>();
        change.files().forEach(file -> files.add(name(file.path())));
        Map<String, Touched> candidates = new LinkedHashMap<>();
        Query failures = new Query.Wildcard("exception.type", "*");
        events.all(failures, failure -> candidates.size() < MOST_FAILURES)
                .events()
                .forEach(failure -> candidates(failure, files, candidates));
        List<Touched> touched = new ArrayList<>();
        for (Touched each : candidates.values()) {
            FrameHistory history = source.of(each.frame(), deployment(each.holder()));
            Optional<String> reason = history.contributions().stream()
                    .filter(contribution -> contribution.commit().equals(change.revision()))
                    .map(contribution -> reason(each.frame(), contribution, each.isInner()))
                    .filter(text -> !text.isEmpty() && !text.startsWith("wrote other"))
                    .findFirst();
            if (reason.isPresent()) {
                touched.add(new Touched(each.frame(), each.holder(), each.isInner(), reason.get()));
            }
        }
        return new Frames(
                touched,
                candidates.isEmpty()
                        ? "no exception of the case passes through a file that it touches"
                        : "exceptions pass through its files, but not through lines that it wrote");
    }

    private static void candidates(Event failure, Set<String> files, Map<String, Touched> into) {
        List<Frame> frames = Stacks.app(failure);
        for (int depth = 0; depth < Math.min(2, frames.size()); depth++) {
            Frame frame = frames.get(depth);
            boolean isInner = depth == 0;
            if (frame.file() != null && files.contains(name(frame.file()))) {
                Touched known = into.get(frame.toString());
                if (known == null || isInner && !known.isInner()) {
                    into.put(frame.toString(), new Touched(frame, failure, isInner, ""));
                }
            }
        }
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    List<Links.Link> merged(Change change) throws IOException {
        if (change.parents().size() < 2) {
            return List.of();
        }
        Set<String> tips =
                new LinkedHashSet<>(change.parents().subList(1, change.parents().size()));
        return CommitEvents.of(reader, tips).values().stream()
                .map(commit -> new Links.Link(commit.id(), title(commit), null))
                .toList();
    }
}
