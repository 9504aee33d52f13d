package dev.faultline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small file by which a folder is known to be a case: format, identity, name. Written last, and anew for another name. */
final class CaseDescription {
    private static final Pattern FORMAT = Pattern.compile("\"format\":(\\d{1,9})");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private CaseDescription() {}

    static void write(CaseFolder place, String name) throws IOException {
        String json = "{\"format\":" + CaseDatabase.VERSION + ",\"id\":\"" + UUID.randomUUID() + "\",\"name\":\""
                + escape(name) + "\",\"created\":\"" + Clock.systemUTC().instant() + "\"}\n";
        put(place, json);
    }

    /** Gives the case another name; all else in the file stays as it is. */
    static void rename(CaseFolder place, String name) throws IOException {
        String json = Files.readString(place.description());
        String named = Matcher.quoteReplacement("\"name\":\"" + escape(name) + "\"");
        put(place, NAME.matcher(json).replaceFirst(named));
    }

    /** All of it or nothing, whenever the power fails. */
    private static void put(CaseFolder place, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Path draft = place.root().resolve("case.json.new");
        CaseFolder.write(draft, bytes, bytes.length);
        Files.move(draft, place.description(), StandardCopyOption.ATOMIC_MOVE);
        CaseFolder.syncFolder(place.root());
    }

    /** Random, the same in every copy of the folder. */
    static String id(CaseFolder place) throws IOException {
        Matcher id = ID.matcher(Files.readString(place.description()));
        return id.find() ? id.group(1) : "";
    }

    /**
     * The name that a person gave the case.
     *
     * @throws CaseFormatException where it is no case, or one of a newer program
     */
    static String name(CaseFolder place) throws IOException {
        if (!Case.isCase(place.root())) {
            throw new CaseFormatException(place.root() + " is not a case");
        }
        String json = Files.readString(place.description());
        Matcher format = FORMAT.matcher(json);
        if (!format.find()) {
            throw new CaseFormatException(place.description() + " is damaged: it names no format");
        }
        int version = Integer.parseInt(format.group(1));
        if (version > CaseDatabase.VERSION) {
            throw new CaseFormatException(place.root() + " was written by a newer version of Faultline (case format "
                    + version + ", this one knows " + CaseDatabase.VERSION + "). Open it with that version.");
        }
        Matcher name = NAME.matcher(json);
        return name.find() ? name.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : "case";
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= 0x20) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
