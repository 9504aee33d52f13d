package dev.faultline.analysis.link;

import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one event, each with its reason.
 *
 * @param groups in the order of {@link To}
 * @param notes why something that one looks for is not among them
 */
public record Links(List<Group> groups, List<String> notes) {
    /** Copies the lists. */
    public Links {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /** All links of a sort. */
    public List<Link> to(To sort) {
        return groups.stream()
                .filter(group -> group.to() == sort)
                .flatMap(group -> group.links().stream())
                .toList();
    }

    /** What is linked. */
    public enum To {
        SPAN("spans"),
        LOG("log lines"),
        SNAPSHOT("snapshots"),
        FRAME("frames"),
        COMMIT("commits"),
        TRACE("the same trace"),
        EXCEPTION("the same exception"),
        PLACE("other hits of the same place"),
        THREAD("the same thread"),
        TEMPLATE("the same template");

        private final String title;

        To(String title) {
            this.title = title;
        }

        /** As a heading. */
        public String title() {
            return title;
        }

        /** The word that JSON uses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Links with one reason.
     *
     * @param reason why they belong to it, a sentence's end
     * @param query finds all of them; empty where the query language cannot say it
     * @param count how many there are
     * @param isExact whether the count is that, rather than at least that
     * @param links some of them, the earliest
     */
    public record Group(To to, String reason, String query, long count, boolean isExact, List<Link> links) {
        /** Copies the links. */
        public Group {
            links = List.copyOf(links);
        }
    }

    /**
     * One link.
     *
     * @param event where it leads
     * @param text what is there
     * @param frame the frame of that event that is meant; null for all of it
     */
    public record Link(EventId event, String text, @Nullable Frame frame) {}
}
