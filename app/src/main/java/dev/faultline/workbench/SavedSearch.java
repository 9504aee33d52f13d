package dev.faultline.workbench;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A search that a person gave a name. */
record SavedSearch(String name, ViewState state) {
    /** A line for each, to be kept in the case. */
    static String write(List<SavedSearch> searches) {
        return searches.stream()
                .map(each -> URLEncoder.encode(each.name(), StandardCharsets.UTF_8) + " "
                        + StateText.write(new Place(each.state(), 0, null)))
                .collect(Collectors.joining("\n"));
    }

    /** Lines of another form are passed over. */
    static List<SavedSearch> read(String text) {
        return text.lines().map(SavedSearch::one).flatMap(Optional::stream).toList();
    }

    private static Optional<SavedSearch> one(String line) {
        int blank = line.indexOf(' ');
        return blank < 0
                ? Optional.empty()
                : StateText.read(line.substring(blank + 1))
                        .map(place -> new SavedSearch(
                                URLDecoder.decode(line.substring(0, blank), StandardCharsets.UTF_8), place.state()));
    }
}
