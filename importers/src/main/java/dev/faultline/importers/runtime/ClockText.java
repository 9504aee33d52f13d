package dev.faultline.importers.runtime;

import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as C's {@code asctime} prints them, with the name of a zone behind them or elsewhere. */
final class ClockText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);
    /** Names that mean one offset; the ones that mean several are only believed if the case's zone has that name. */
    private static final Map<String, String> OFFSETS = Map.ofEntries(
            Map.entry("UTC", "Z"),
            Map.entry("GMT", "Z"),
            Map.entry("Z", "Z"),
            Map.entry("Coordinated Universal Time", "Z"),
            Map.entry("WET", "Z"),
            Map.entry("WEST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"));

    private ClockText() {}

    /** Sets the draft's time; false where the text does not begin with one. */
    static boolean set(EventDraft draft, String text, @Nullable String zoneName, ZoneId assumed) {
        String[] words = text.strip().split(" +", 6);
        if (words.length < 5) {
            return false;
        }
        try {
            String plain = String.join(" ", words[0], words[1], words[2], words[3], words[4]);
            LocalDateTime local = LocalDateTime.parse(plain, TIME);
            Optional<ZoneId> zone = Optional.ofNullable(zoneName).flatMap(name -> zone(name, assumed));
            Optional<Long> nanos =
                    Timestamps.toNanos(local.atZone(zone.orElse(assumed)).toInstant());
            nanos.ifPresent(time -> draft.time(time, zone.isPresent() ? TimeQuality.EXACT : TimeQuality.ZONE_ASSUMED));
            return nanos.isPresent();
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    private static Optional<ZoneId> zone(String name, ZoneId assumed) {
        String offset = OFFSETS.get(name);
        if (offset != null) {
            return Optional.of(ZoneOffset.of(offset));
        }
        boolean own = assumed.getDisplayName(TextStyle.FULL, Locale.ENGLISH).equals(name);
        return own ? Optional.of(assumed) : Optional.empty();
    }
}
