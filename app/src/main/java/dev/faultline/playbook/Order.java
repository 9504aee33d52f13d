package dev.faultline.playbook;

import dev.faultline.store.Block;

/** Keeps the events that precede, or follow, the first one of another indicator. */
final class Order {
    private final Inquiry inquiry;
    private final Indicator indicator;
    private final Occurrences.Group reference;
    private final boolean generous;

    /** {@code generous} keeps those too whose order the clocks do not decide. */
    Order(Inquiry inquiry, Indicator indicator, Occurrences.Group reference, boolean generous) {
        this.inquiry = inquiry;
        this.indicator = indicator;
        this.reference = reference;
        this.generous = generous;
    }

    Occurrences.Group keep(Occurrences.Group group) {
        Occurrences.Group kept = new Occurrences.Group(group.name);
        kept.times = new long[group.size];
        kept.places = new long[group.size];
        for (int i = 0; i < group.size; i++) {
            if (isKept(group.times[i], group.places[i])) {
                kept.times[kept.size] = group.times[i];
                kept.places[kept.size++] = group.places[i];
            }
        }
        return kept;
    }

    private boolean isKept(long time, long place) {
        long moment = reference.times[0];
        long distance = indicator.before() == null ? time - moment : moment - time;
        if (indicator.within() > 0 && distance > indicator.within()) {
            return false;
        }
        Block block = Occurrences.block(inquiry, place);
        Block other = Occurrences.block(inquiry, reference.places[0]);
        long interval = Clocks.interval(block, Occurrences.row(place), other, Occurrences.row(reference.places[0]));
        return generous ? distance > -interval : distance > interval;
    }
}
