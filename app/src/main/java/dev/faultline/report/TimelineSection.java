package dev.faultline.report;

import dev.faultline.analysis.moment.Moment;
import dev.faultline.analysis.moment.Moments;
import dev.faultline.export.EventView;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The moments that matter, what the investigator says of times among them. */
final class TimelineSection {
    private final Case of;
    private final EventView view;

    TimelineSection(Case of, EventView view) {
        this.of = of;
        this.view = view;
    }

    private record At(long time, Sentence sentence) {}

    List<Sentence> sentences(Moments moments) throws IOException {
        List<At> all = new ArrayList<>();
        for (Map.Entry<IncidentField, String> field : of.board().incident().entrySet()) {
            if (field.getKey().isTime()) {
                String label = field.getKey().label();
                long time = Timestamps.parse(field.getValue()).orElse(0L);
                all.add(new At(
                        time,
                        Sentence.said("time/" + label, field.getValue() + " the incident " + phrase(label) + ".")));
            }
        }
        for (Moment moment : moments.moments()) {
            all.add(new At(moment.time(), sentence(moment)));
        }
        all.sort(Comparator.comparingLong(At::time));
        List<Sentence> out = new ArrayList<>(all.stream().map(At::sentence).toList());
        long more = moments.found() - moments.moments().size();
        if (more > 0) {
            out.add(Sentence.kept("moments", String.format(Locale.ROOT, "%,d further moments are left out.", more)));
        }
        return out;
    }

    private static String phrase(String label) {
        return label.equals("began") ? "began" : "was " + label;
    }

    private Sentence sentence(Moment moment) {
        String text = (moment.approximate() ? "about " : "") + Timestamps.format(moment.time()) + " "
                + (moment.service() == null ? "" : view.text(moment.service()) + ": ") + view.text(moment.sentence());
        return Sentence.shown("moment/" + moment.type().label() + "/" + moment.event(), text, List.of(moment.event()));
    }
}
