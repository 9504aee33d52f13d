package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Arguments;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Location;
import dev.faultline.model.Source;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives back original bytes. */
final class ReadEvidence implements Tool {
    private static final int MOST_BYTES = 64 << 10;

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public String description() {
        return "The original bytes: of one event (id), or of a place (source, offset, length), up to 64 KiB at a time,"
                + " with the SHA-256 of the source they belong to. Quote from here.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("id", "An event's id, such as 3.17; its whole record."),
                Parameter.number("source", "Or the number of a source,"),
                Parameter.number("offset", "the first byte, from 0 (within the record where an id is given),"),
                Parameter.number(
                        "length", "and how many bytes, up to 65536; default 4096, or the rest of the record."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Arguments arguments = question.arguments();
        String id = arguments.text("id").orElse(null);
        long offset = arguments.number("offset", 0, 0, Long.MAX_VALUE / 2);
        if (id == null) {
            long number = arguments.number("source", -1, -1, Integer.MAX_VALUE);
            if (number < 0) {
                throw new ToolException("say which event (id) or which place (source, offset, length)");
            }
            int length = (int) arguments.number("length", 4096, 0, MOST_BYTES);
            return read(
                    question,
                    question.source(number),
                    offset,
                    length,
                    Math.max(0, question.source(number).bytes() - offset));
        }
        EventId event = question.event(id);
        Event found =
                question.reader().event(event).orElseThrow(() -> new ToolException("the case has no event " + event));
        Location place = found.location();
        long left = Math.max(0, place.length() - offset);
        int length = (int) Math.min(left, arguments.number("length", MOST_BYTES, 0, MOST_BYTES));
        return read(question, question.source(place.source()), place.offset() + offset, length, left)
                .with("event", event.toString())
                .with("line", place.line())
                .with("record_offset", place.offset())
                .with("record_length", place.length());
    }

    private static Answer read(Question question, Source source, long offset, int length, long left)
            throws IOException {
        byte[] bytes = question.reader().raw(source.id(), offset, length);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", source.id());
        EventAnswer.put(fields, "sha256", source.sha256());
        fields.put("offset_in_source", offset);
        fields.put("length", bytes.length);
        if (bytes.length < left) {
            fields.put("bytes_left", left - bytes.length);
        }
        boolean binary = source.charset().equals("binary");
        fields.put("encoding", binary ? "hex" : "text");
        String text = binary
                ? HexFormat.of().formatHex(bytes)
                : question.reader().text(new Location(source.id(), offset, bytes.length, 0));
        fields.put(Answer.UNTRUSTED, Map.of("bytes", text));
        return Answer.of(fields);
    }
}
