package dev.faultline.workbench;

import dev.faultline.model.Event;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/**
 * The zone that times are read in, always in sight; a click chooses another, Ctrl+U goes between UTC and the last other one.
 * It is kept with the case. What is typed, copied as JSON, exported or reported stays in UTC.
 */
final class TimeZoneSwitch extends Button {
    private static final String SETTING = "zone";

    private final CaseModel model;
    private ZoneId other = ZoneId.systemDefault();

    TimeZoneSwitch(CaseModel model) {
        this.model = model;
        setId("zone");
        getStyleClass().addAll("small", "flat");
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip(Words.of("zone.choose-tip")));
        setOnAction(event -> choose());
        // Another case may have been read in another zone.
        readIn(ZoneOffset.UTC);
        model.read("zone", cancelled -> model.openCase().setting(SETTING).orElse(""), this::restore);
    }

    private void restore(String kept) {
        try {
            if (!kept.isEmpty()) {
                show(ZoneId.of(kept));
            }
        } catch (DateTimeException unknown) {
            model.say(Words.of("zone.unknown", kept));
        }
    }

    /** UTC, or the zone last chosen, or that of this machine. */
    void toggle() {
        if (!TimeText.zone().equals(ZoneOffset.UTC)) {
            choose(ZoneOffset.UTC);
        } else if (isUtc(other)) {
            choose();
        } else {
            choose(other);
        }
    }

    private static boolean isUtc(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) || zone.getId().matches("(?:Etc/)?(?:UTC|UCT|Universal|Zulu)");
    }

    private void choose() {
        if (getScene() == null) {
            return;
        }
        Map<String, Runnable> zones = new LinkedHashMap<>();
        zones.put("UTC", () -> choose(ZoneOffset.UTC));
        ZoneId here = ZoneId.systemDefault();
        zones.put(Words.of("zone.here", here.getId()), () -> choose(here));
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            zones.put(id, () -> choose(ZoneId.of(id)));
        }
        new Palette(zones).show(getScene().getWindow());
    }

    private void choose(ZoneId zone) {
        show(isUtc(zone) ? ZoneOffset.UTC : zone);
        String kept = TimeText.zone().getId();
        if (model.openCase().isWritable()) {
            model.read(
                    "zone",
                    cancelled -> {
                        model.openCase().setting(SETTING, kept);
                        return true;
                    },
                    done -> {});
        }
    }

    private void show(ZoneId zone) {
        readIn(zone);
        // Every view listens to what was found, the inspector to what is selected: both are said anew.
        Event selected = model.selected().get();
        model.selected().set(null);
        model.selected().set(selected);
        model.search();
    }

    private void readIn(ZoneId zone) {
        TimeText.readIn(zone);
        if (!zone.equals(ZoneOffset.UTC)) {
            other = zone;
        }
        setText(Words.of("zone.shown", TimeText.zoneName()));
        setAccessibleText(Words.of("zone.name", TimeText.zoneName()));
    }

    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.zone"), this::toggle);
        actions.put(Words.of("action.choose-zone"), this::choose);
    }
}
