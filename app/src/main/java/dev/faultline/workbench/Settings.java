package dev.faultline.workbench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** What the program remembers beside its cases: theme, size, recent cases. A file that a person can read and delete. */
final class Settings {
    private static final int MOST_RECENT = 12;
    private static final int MOST_LIBRARIES = 20;
    private static final double SMALLEST = 0.8;
    private static final double LARGEST = 2;

    private final Path file;
    private final Properties values = new Properties();

    /** A file that is absent or unreadable is as if nothing had been remembered. */
    Settings(Path file) {
        this.file = file;
        if (Files.isRegularFile(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                values.clear();
            }
        }
    }

    /** Where the user's own definitions of formats are: beside these settings. */
    Path formats() {
        return file.resolveSibling("formats");
    }

    Optional<Theme> theme() {
        for (Theme theme : Theme.values()) {
            if (theme.name().equalsIgnoreCase(values.getProperty("theme"))) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }

    void theme(Theme theme) {
        values.setProperty("theme", theme.name().toLowerCase(Locale.ROOT));
        save();
    }

    /** From 0.8 to 2; 1 where nothing was chosen. */
    double scale() {
        return number("scale", 1, SMALLEST, LARGEST);
    }

    /** Returns what it became within the limits. */
    double scale(double factor) {
        double kept = Math.clamp(Math.round(factor * 10) / 10.0, SMALLEST, LARGEST);
        values.setProperty("scale", Double.toString(kept));
        save();
        return kept;
    }

    /** The language of the window; the system's where nothing was chosen. */
    Optional<Locale> language() {
        return Optional.ofNullable(values.getProperty("language")).map(Locale::forLanguageTag);
    }

    void language(Optional<Locale> chosen) {
        chosen.ifPresentOrElse(
                language -> values.setProperty("language", language.toLanguageTag()), () -> values.remove("language"));
        save();
    }

    /** Whether somebody has been shown around. */
    boolean isToured() {
        return Boolean.parseBoolean(values.getProperty("toured"));
    }

    void toured() {
        values.setProperty("toured", "true");
        save();
    }

    /** The zone that times without one are taken to be in; UTC where nothing was chosen. */
    Optional<ZoneId> zone() {
        try {
            return Optional.ofNullable(values.getProperty("zone")).map(ZoneId::of);
        } catch (DateTimeException edited) {
            return Optional.empty();
        }
    }

    void zone(ZoneId zone) {
        values.setProperty("zone", zone.getId());
        save();
    }

    /** Where a divider of the window stands, from 0 to 1. */
    double divider(String name, double usual) {
        return number("divider." + name, usual, 0, 1);
    }

    void keepDivider(String name, double position) {
        values.setProperty("divider." + name, Double.toString(position));
    }

    /** The columns of a table by their numbers, from left to right, and how wide each is; empty where nobody moved one. */
    Map<Integer, Double> columns(String table) {
        Map<Integer, Double> columns = new LinkedHashMap<>();
        try {
            for (String each : values.getProperty("columns." + table, "").split(" ")) {
                int apart = each.indexOf(':');
                if (apart > 0) {
                    columns.put(Integer.valueOf(each.substring(0, apart)), Double.valueOf(each.substring(apart + 1)));
                }
            }
        } catch (NumberFormatException edited) {
            columns.clear();
        }
        return columns;
    }

    /** Written with the next {@link #save()}: a column that is dragged changes often. */
    void keepColumns(String table, Map<Integer, Double> columns) {
        values.setProperty(
                "columns." + table,
                columns.entrySet().stream()
                        .map(each -> each.getKey() + ":" + Math.round(each.getValue()))
                        .collect(Collectors.joining(" ")));
    }

    private double number(String key, double usual, double least, double most) {
        try {
            return Math.clamp(Double.parseDouble(values.getProperty(key, Double.toString(usual))), least, most);
        } catch (NumberFormatException edited) {
            return usual;
        }
    }

    /** Where the team's playbooks lie, beside those of the program. */
    Path playbooks() {
        return file.toAbsolutePath().resolveSibling("playbooks");
    }

    /** Where playbooks are taken from beside the program's: the folder above first, which takes what is saved. */
    List<Path> libraries() {
        List<Path> all = new ArrayList<>(List.of(playbooks()));
        for (int i = 1; i <= MOST_LIBRARIES; i++) {
            String path = values.getProperty("library." + i);
            if (path != null) {
                all.add(Path.of(path));
            }
        }
        return all;
    }

    /** Keeps all but the first, which cannot be changed. */
    void libraries(List<Path> all) {
        for (int i = 1; i <= MOST_LIBRARIES; i++) {
            if (i < all.size()) {
                values.setProperty("library." + i, all.get(i).toString());
            } else {
                values.remove("library." + i);
            }
        }
        save();
    }

    /** Where the team's templates of reports lie. */
    Path templates() {
        return file.toAbsolutePath().resolveSibling("templates");
    }

    /** Cases that were open, the latest first; some may be gone. */
    List<Path> recent() {
        List<Path> recent = new ArrayList<>();
        for (int i = 0; i < MOST_RECENT; i++) {
            String path = values.getProperty("recent." + i);
            if (path != null) {
                recent.add(Path.of(path));
            }
        }
        return recent;
    }

    void opened(Path folder) {
        List<Path> recent = new ArrayList<>(recent());
        Path whole = folder.toAbsolutePath();
        recent.remove(whole);
        recent.addFirst(whole);
        for (int i = 0; i < MOST_RECENT && i < recent.size(); i++) {
            values.setProperty("recent." + i, recent.get(i).toString());
        }
        save();
    }

    /** A small file, replaced at once. What cannot be remembered is no reason to disturb an investigation. */
    void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            try (Writer out = Files.newBufferedWriter(next)) {
                values.store(out, "Faultline");
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notKept) {
            System.getLogger(Settings.class.getName()).log(System.Logger.Level.WARNING, "settings not kept", notKept);
        }
    }
}
