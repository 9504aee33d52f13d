package dev.faultline.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person can send who asks for help: the program, the machine, the folders, what went wrong of late. No evidence and no
 * name of a case is in it, and the home folder is a tilde: of the log it takes who said something and where exceptions came
 * from, never what they said.
 */
public record Diagnosis(List<String> lines) {
    private static final int LAST = 40;
    private static final int FRAMES = 6;
    private static final Pattern SAID = Pattern.compile("^(\\S+Z [A-Z]+ [\\w.$]+) .*$");
    private static final Pattern EXCEPTION =
            Pattern.compile("^(Caused by: )?((?:[a-z]\\w*\\.)+[A-Z][\\w$]*)(?:: .*)?$");
    private static final Pattern FRAME =
            Pattern.compile("^\tat [\\w.$/@<>-]+\\((?:\\w+\\.java(?::\\d+)?|Native Method|Unknown Source)\\)$");

    public Diagnosis {
        lines = List.copyOf(lines);
    }

    /** {@code more} are lines of the caller's own, without evidence. */
    public static Diagnosis of(Folders folders, List<String> more) {
        Runtime runtime = Runtime.getRuntime();
        List<String> lines = new ArrayList<>(List.of(
                "Faultline  " + Release.version(),
                "Java       " + Runtime.version() + " by " + System.getProperty("java.vendor") + " ("
                        + System.getProperty("java.home") + ")",
                "System     " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", " + runtime.availableProcessors()
                        + " processors, heap up to " + runtime.maxMemory() / (1 << 20) + " MB",
                "Locale     " + Locale.getDefault().toLanguageTag() + ", " + System.getProperty("native.encoding")
                        + ", " + ZoneId.systemDefault(),
                "Settings   " + said(folders.settings()),
                "Cases      " + said(folders.cases()),
                "Log        " + said(folders.logs())));
        lines.addAll(more);
        List<String> log = log(ProgramLog.current(folders.logs()));
        if (!log.isEmpty()) {
            lines.add("Of late    (what was said is left out)");
            lines.addAll(log);
        }
        String home = folders.home().toString();
        return new Diagnosis(lines.stream()
                .map(line -> home.length() > 1 ? line.replace(home, "~") : line)
                .toList());
    }

    private static String said(Path folder) {
        return folder + (Files.isDirectory(folder) ? "" : " (not there yet)");
    }

    private static List<String> log(Path file) {
        List<String> kept = new ArrayList<>();
        int frames = 0;
        if (Files.isRegularFile(file)) {
            try {
                for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                    Matcher said = SAID.matcher(line);
                    Matcher exception = EXCEPTION.matcher(line);
                    if (said.matches()) {
                        kept.add("  " + said.group(1));
                    } else if (exception.matches()) {
                        kept.add("    " + exception.group(2));
                        frames = 0;
                    } else if (FRAME.matcher(line).matches() && frames++ < FRAMES) {
                        kept.add("      " + line.strip());
                    }
                }
            } catch (IOException unreadable) {
                kept.add("  the log cannot be read: " + unreadable.getClass().getSimpleName());
            }
        }
        return kept.subList(Math.max(0, kept.size() - LAST), kept.size());
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
