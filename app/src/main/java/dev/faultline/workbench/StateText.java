package dev.faultline.workbench;

import dev.faultline.model.TimeRange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the window looks at as a line of text, to be kept in the case: {@code range zero query filter…}. */
final class StateText {
    private StateText() {}

    static String write(ViewState state) {
        StringBuilder text = new StringBuilder();
        text.append(state.range().from()).append(' ').append(state.range().to()).append(' ');
        text.append(state.zero().isPresent() ? Long.toString(state.zero().getAsLong()) : "-")
                .append(' ');
        text.append(encode(state.query()));
        for (ViewState.Filter filter : state.filters()) {
            text.append(' ')
                    .append(filter.exclude() ? '-' : '+')
                    .append(encode(filter.field()))
                    .append('=')
                    .append(encode(filter.value()));
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing where the text is of another form, as an older or newer version may have left it. */
    static Optional<ViewState> read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 4) {
            return Optional.empty();
        }
        try {
            TimeRange range = new TimeRange(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            OptionalLong zero = parts[2].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[2]));
            List<ViewState.Filter> filters = new ArrayList<>();
            for (int i = 4; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                filters.add(new ViewState.Filter(
                        decode(parts[i].substring(1, equals)),
                        decode(parts[i].substring(equals + 1)),
                        parts[i].startsWith("-")));
            }
            return Optional.of(new ViewState(decode(parts[3]), filters, range, zero));
        } catch (IllegalArgumentException | IndexOutOfBoundsException otherForm) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
