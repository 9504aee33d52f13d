package dev.faultline.importers.change;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.Change;
import dev.faultline.store.EventSink;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One commit as git log prints it. */
final class GitLogCommit {
    private static final int MOST_FILES = 2_000;
    private static final Pattern NUMSTAT = Pattern.compile("(\\d{1,9}|-)\t(\\d{1,9}|-)\t(.{1,4096})");
    private static final Pattern STATUS = Pattern.compile("([AMDTRC])\\d{0,3}\t([^\t]{1,4096})(?:\t([^\t]{1,4096}))?");
    private static final Pattern PERSON = Pattern.compile("([^<]{0,500})<([^>]{0,500})>.{0,200}");
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy Z", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ENGLISH),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    private GitLogCommit() {}

    /** The fields of the machine form. */
    static boolean machine(String record, Json.Span place, EventSink sink) {
        String[] fields = record.split("\u001f", 10);
        if (fields.length < 10) {
            return false;
        }
        List<String> parents = fields[1].isBlank() ? List.of() : List.of(fields[1].split(" ", 100));
        String body = fields[9].stripTrailing();
        new ChangeDraft(sink, place, parents.size() > 1 ? "merge" : "commit")
                .time(new Json.Text(iso(fields[7])))
                .revision(fields[0])
                .parents(parents)
                .author(fields[2], fields[3])
                .committer(fields[5] + " <" + fields[6] + ">")
                .attribute("vcs.author.time", new Json.Text(fields[4]))
                .refs(fields[8].isBlank() ? List.of() : List.of(fields[8].split(", ", 200)))
                .body(body)
                .give("commit " + shortened(fields[0]), subject(body));
        return true;
    }

    /** The form for people. */
    static boolean human(String record, Json.Span place, EventSink sink) {
        String sha = "";
        String refs = "";
        String date = "";
        String author = null;
        String committer = "";
        List<String> parents = List.of();
        List<Change.ChangedFile> files = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        boolean first = true;
        for (String line : record.lines().toList()) {
            if (first) {
                first = false;
                String[] words = line.split(" ", 3);
                sha = words.length > 1 ? words[1].strip() : "";
                refs = words.length > 2 ? words[2].strip().replaceAll("^\\(|\\)$", "") : "";
            } else if (line.startsWith("    ")) {
                body.append(line, 4, line.length()).append('\n');
            } else if (line.startsWith("Author:")) {
                author = line.substring(7).strip();
            } else if (line.startsWith("Commit:")) {
                committer = line.substring(7).strip();
            } else if (line.startsWith("Merge:")) {
                parents = List.of(line.substring(6).strip().split(" ", 100));
            } else if (line.startsWith("CommitDate:") || line.startsWith("Date:") && date.isEmpty()) {
                date = line.substring(line.indexOf(':') + 1).strip();
            } else if (files.size() < MOST_FILES) {
                Change.ChangedFile file = file(line);
                if (file != null) {
                    files.add(file);
                }
            }
        }
        if (sha.isEmpty()) {
            return false;
        }
        Matcher person = PERSON.matcher(author == null ? "" : author);
        boolean addressed = person.matches();
        String text = body.toString().strip();
        new ChangeDraft(sink, place, parents.size() > 1 ? "merge" : "commit")
                .time(date.isEmpty() ? Json.Nothing.ABSENT : new Json.Text(iso(date)))
                .revision(sha)
                .parents(parents)
                .author(addressed ? person.group(1).strip() : author, addressed ? person.group(2) : null)
                .committer(committer)
                .refs(refs.isBlank() ? List.of() : List.of(refs.split(", ", 200)))
                .files(files)
                .body(text)
                .give("commit " + shortened(sha), text.isEmpty() ? files(files) : subject(text));
        return true;
    }

    private static String shortened(String sha) {
        return sha.substring(0, Math.min(7, sha.length()));
    }

    private static String subject(String body) {
        return body.lines().findFirst().orElse("");
    }

    /** What a commit without a message is called by. */
    private static String files(List<Change.ChangedFile> files) {
        int more = files.size() - 1;
        return files.isEmpty() ? "" : files.getFirst().path() + (more > 0 ? " and " + more + " more" : "");
    }

    private static String iso(String date) {
        // Otherwise seconds, as --date=raw and --date=unix print them, with or without an offset.
        return DATES.stream()
                .flatMap(format -> parsed(date, format).stream())
                .findFirst()
                .orElseGet(() -> date.split(" ", 2)[0]);
    }

    private static Optional<String> parsed(String date, DateTimeFormatter format) {
        try {
            return Optional.of(ZonedDateTime.parse(date, format).toInstant().toString());
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }

    private static Change.@Nullable ChangedFile file(String line) {
        Matcher counted = NUMSTAT.matcher(line);
        if (counted.matches()) {
            return renamed(counted.group(3), count(counted.group(1)), count(counted.group(2)));
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            return null;
        }
        String second = status.group(3);
        return new Change.ChangedFile(
                second == null ? status.group(2) : second,
                second == null ? null : status.group(2),
                status.group(1).charAt(0),
                0,
                0);
    }

    private static int count(String number) {
        return number.equals("-") ? -1 : Integer.parseInt(number);
    }

    /** {@code src/{old => new}/File.java} or {@code old => new}. */
    private static Change.ChangedFile renamed(String path, int added, int removed) {
        int arrow = path.indexOf(" => ");
        if (arrow < 0) {
            return new Change.ChangedFile(path, null, 'M', added, removed);
        }
        int open = path.lastIndexOf('{', arrow);
        int close = path.indexOf('}', arrow);
        boolean braces = open >= 0 && close > arrow;
        String before = braces ? path.substring(0, open) : "";
        String behind = braces ? path.substring(close + 1) : "";
        String old = before + path.substring(braces ? open + 1 : 0, arrow) + behind;
        String fresh = before + path.substring(arrow + 4, braces ? close : path.length()) + behind;
        return new Change.ChangedFile(fresh.replace("//", "/"), old.replace("//", "/"), 'R', added, removed);
    }
}
