package dev.faultline.importers.tree;

import dev.faultline.importers.Limits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the same trees of YAML 1.2 as {@link JsonTree} builds of JSON, from the parser's events and without recursion: no
 * alias is followed and no tag obeyed, so neither can cost anything. What is deeper than a tree may be, and what an alias
 * stands for, is {@link Json.Nothing#CUT}.
 */
final class YamlTree {
    /** Numbers as JSON has them too; other forms, such as octal ones, stay the text that they are. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Limits.RECORD)
            .setUseMarks(false)
            .build();

    private final List<OpenValue> open = new ArrayList<>();
    private final Json.Span place;
    private @Nullable Json root;
    private int skipping;
    private boolean cut;

    private YamlTree(Json.Span place) {
        this.place = place;
    }

    /** A value, and whether something of it was left out. */
    record Read(Json value, boolean cut) {}

    /** The first document of the text; all of its objects and arrays say that they stand at this place. */
    static Read read(String text, Json.Span place) throws BadJson {
        YamlTree tree = new YamlTree(place);
        try {
            Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
            while (events.hasNext() && tree.root == null) {
                tree.take(events.next());
            }
        } catch (YamlEngineException broken) {
            throw new BadJson(broken);
        }
        return new Read(tree.root == null ? Json.Nothing.ABSENT : tree.root, tree.cut);
    }

    private void take(Event event) {
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> begin(event.getEventId() == Event.ID.MappingStart);
            case SequenceEnd, MappingEnd -> end();
            case Scalar -> {
                if (skipping == 0) {
                    add(scalar((ScalarEvent) event));
                }
            }
            case Alias -> {
                if (skipping == 0) {
                    cut = true;
                    add(Json.Nothing.CUT);
                }
            }
            default -> {
                // Where streams and documents begin and end says nothing here.
            }
        }
    }

    private void begin(boolean object) {
        if (skipping > 0 || open.size() >= Limits.JSON_DEPTH || wantsName()) {
            skipping++;
            cut = true;
        } else {
            open.add(new OpenValue(object, place.offset(), place.line()));
        }
    }

    /** A collection where a name should be is nothing that JSON has. */
    private boolean wantsName() {
        return !open.isEmpty() && open.getLast().wantsName();
    }

    private void end() {
        if (skipping == 0) {
            add(open.removeLast().close(place.offset() + place.length()));
        } else if (--skipping == 0) {
            add(Json.Nothing.CUT);
        }
    }

    private void add(Json value) {
        if (open.isEmpty()) {
            root = value;
        } else if (wantsName()) {
            String name = value.text();
            open.getLast().name(name == null ? "" : name);
        } else {
            open.getLast().add(value);
        }
    }

    private static Json scalar(ScalarEvent event) {
        String text = event.getValue();
        if (!event.isPlain() || event.getTag().isPresent()) {
            return new Json.Text(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Json.Nothing.NULL;
            case "true", "True", "TRUE" -> new Json.Flag(true);
            case "false", "False", "FALSE" -> new Json.Flag(false);
            default -> plain(text);
        };
    }

    private static Json plain(String text) {
        var number = NUMBER.matcher(text);
        return number.matches()
                ? new Json.Numeral(text, number.group(1) == null && number.group(2) == null)
                : new Json.Text(text);
    }
}
