package dev.faultline.mcp;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Question;
import dev.faultline.text.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer as it is sent: at most 200 rows, and so small that it fits a message of 1 MB twice, as structure and as text.
 * What is left out is counted.
 *
 * @param content the structure
 * @param json the same as text
 */
record Reply(Map<String, Object> content, String json) {
    /** The text is quoted once more inside the message, which at worst doubles it. */
    private static final int MOST_BYTES = 330_000;

    private static final List<Cut> CUTS =
            List.of(new Cut(4_000, 200, 24), new Cut(1_000, 60, 12), new Cut(300, 20, 8), new Cut(100, 8, 5));

    /** How long a text, how long a list and how deep a tree may be. */
    private record Cut(int text, int list, int depth) {}

    static Reply of(Answer answer) {
        for (Cut cut : CUTS) {
            int rows = Math.min(answer.rows().size(), Question.MOST_ROWS);
            while (true) {
                Reply reply = of(content(answer, rows, cut));
                if (reply.json.length() <= MOST_BYTES
                        && reply.json.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                    return reply;
                }
                if (rows <= 1) {
                    break;
                }
                rows /= 2;
            }
        }
        return of(Map.of("error", "the answer is too large to send, whatever is left out of it"));
    }

    static Reply of(Map<String, Object> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            JsonOutput.document(
                    out,
                    json -> content.forEach((key, value) -> {
                        json.writeName(key);
                        JsonTreeOutput.write(json, value);
                    }));
        }
        return new Reply(content, bytes.toString(StandardCharsets.UTF_8).strip());
    }

    private static Map<String, Object> content(Answer answer, int rows, Cut cut) {
        Map<String, Object> content = new LinkedHashMap<>();
        answer.fields().forEach((key, value) -> put(content, key, value, cut, 0));
        if (!answer.rowsName().isEmpty()) {
            content.put("total", answer.total());
            content.put("returned", rows);
            if (answer.offset() > 0) {
                content.put("offset", answer.offset());
            }
            if (answer.offset() >= 0 && answer.offset() + rows < answer.total()) {
                content.put("next_offset", answer.offset() + rows);
            }
            content.put(
                    answer.rowsName(),
                    answer.rows().subList(0, rows).stream()
                            .map(row -> map(row, cut, 1))
                            .toList());
        }
        return content;
    }

    private static Map<String, Object> map(Map<?, ?> from, Cut cut, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        int most = Math.max(cut.list, 40);
        for (Map.Entry<?, ?> entry : from.entrySet()) {
            if (map.size() >= most) {
                map.put("omitted", from.size() - most);
                break;
            }
            put(map, shortened(String.valueOf(entry.getKey()), 300), entry.getValue(), cut, depth);
        }
        return map;
    }

    private static void put(Map<String, Object> into, String key, Object value, Cut cut, int depth) {
        switch (value) {
            case String text -> into.put(key, shortened(text, cut.text));
            case Map<?, ?> map -> {
                if (depth < cut.depth) {
                    into.put(key, map(map, cut, depth + 1));
                } else {
                    into.put(key + "_omitted", map.size());
                }
            }
            case List<?> list -> {
                int kept = depth < cut.depth ? Math.min(cut.list, list.size()) : 0;
                if (kept > 0 || list.isEmpty()) {
                    into.put(key, list(list.subList(0, kept), cut, depth + 1));
                }
                if (kept < list.size()) {
                    into.put(key + "_omitted", list.size() - kept);
                }
            }
            default -> into.put(key, value);
        }
    }

    private static List<Object> list(List<?> from, Cut cut, int depth) {
        List<Object> list = new ArrayList<>();
        for (Object each : from) {
            list.add(
                    switch (each) {
                        case String text -> shortened(text, cut.text);
                        case Map<?, ?> map -> map(map, cut, depth + 1);
                        default -> each;
                    });
        }
        return list;
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters; read them with evidence)";
    }
}
