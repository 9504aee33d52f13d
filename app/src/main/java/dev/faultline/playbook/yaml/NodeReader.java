package dev.faultline.playbook.yaml;

import dev.faultline.playbook.yaml.Problem.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (and so JSON) from the parser's events, without recursion: nothing is composed, resolved or expanded,
 * so neither depth nor aliases nor tags can cost anything before they are refused.
 */
public final class NodeReader {
    /** Bytes of a file. */
    public static final int LARGEST = 256 << 10;

    private static final int DEEPEST = 50;

    private final List<Open> open = new ArrayList<>();
    private @Nullable Node root;

    private NodeReader() {}

    /** The file's only document, at most {@link #LARGEST} bytes of it. */
    public static Node read(byte[] bytes) throws ProblemException {
        return read(bytes, LARGEST);
    }

    /** The only document of a file of at most {@code largest} bytes. */
    public static Node read(byte[] bytes, int largest) throws ProblemException {
        if (bytes.length > largest) {
            throw problem(Code.TOO_LARGE, Mark.START, bytes.length + " bytes; at most " + largest + " are read");
        }
        return read(decode(bytes), largest);
    }

    private static String decode(byte[] bytes) throws ProblemException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw problem(Code.BAD_UTF8, Mark.START, "the file is not UTF-8");
        }
    }

    private static Node read(String text, int largest) throws ProblemException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(largest)
                .setLabel("file")
                .build();
        NodeReader reader = new NodeReader();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            while (events.hasNext()) {
                reader.take(events.next());
            }
        } catch (MarkedYamlEngineException broken) {
            Mark mark = broken.getProblemMark().map(NodeReader::mark).orElse(Mark.START);
            throw problem(Code.YAML_SYNTAX, mark, "no YAML: " + broken.getProblem() + hint(broken.getProblem()));
        } catch (YamlEngineException broken) {
            throw problem(Code.YAML_SYNTAX, Mark.START, "no YAML: " + broken.getMessage());
        }
        if (reader.root == null) {
            throw problem(Code.YAML_SYNTAX, Mark.START, "the file is empty");
        }
        return reader.root;
    }

    /** What mostly helps. */
    private static String hint(String problem) {
        if (problem.contains("TAB")) {
            return "; use blanks";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "; a text that holds \": \" needs quotes";
        }
        if (problem.contains("cannot start any token")) {
            return "; a text that begins with it needs quotes";
        }
        return problem.contains("<block end>") ? "; lines of one list or mapping begin in the same column" : "";
    }

    private static ProblemException problem(Code code, Mark mark, String detail) {
        return new ProblemException(new Problem(code, mark, detail));
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private void take(Event event) throws ProblemException {
        Mark mark = event.getStartMark().map(NodeReader::mark).orElse(Mark.START);
        if (event instanceof NodeEvent node) {
            refuseAnchor(node, mark);
        }
        switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(scalar.getTag().orElse(null), mark);
                add(new Node.Scalar(mark, scalar.getValue(), scalar.isPlain()));
            }
            case SequenceStartEvent sequence -> {
                refuseTag(sequence.getTag().orElse(null), mark);
                begin(new Open(mark, false));
            }
            case MappingStartEvent mapping -> {
                refuseTag(mapping.getTag().orElse(null), mark);
                begin(new Open(mark, true));
            }
            default -> {
                if (event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd) {
                    add(open.removeLast().close());
                } else if (event.getEventId() == Event.ID.DocumentStart && root != null) {
                    throw problem(Code.YAML_SYNTAX, mark, "a second document begins here; one file holds one playbook");
                }
            }
        }
    }

    private static void refuseAnchor(NodeEvent node, Mark mark) throws ProblemException {
        if (node instanceof AliasEvent || node.getAnchor().isPresent()) {
            String name = node.getAnchor().map(Anchor::getValue).orElse("");
            throw problem(Code.YAML_ALIASES, mark, "anchors and aliases (" + name + ") are not allowed; write it out");
        }
    }

    private static void refuseTag(@Nullable String tag, Mark mark) throws ProblemException {
        if (tag != null) {
            throw problem(Code.YAML_TAG, mark, "tags are not allowed: " + tag);
        }
    }

    private void begin(Open collection) throws ProblemException {
        if (open.size() >= DEEPEST) {
            throw problem(Code.TOO_DEEP, collection.mark, "nested deeper than " + DEEPEST + " levels");
        }
        if (!open.isEmpty() && open.getLast().wantsKey()) {
            throw problem(Code.YAML_SYNTAX, collection.mark, "a key must be a text");
        }
        open.add(collection);
    }

    private void add(Node node) throws ProblemException {
        if (open.isEmpty()) {
            root = node;
        } else {
            open.getLast().add(node);
        }
    }

    /** A collection whose end is not read yet. */
    private static final class Open {
        private final Mark mark;
        private final boolean mapping;
        private final LinkedHashMap<String, Node.Member> members = new LinkedHashMap<>();
        private final List<Node> items = new ArrayList<>();
        private Node.@Nullable Scalar key;

        Open(Mark mark, boolean mapping) {
            this.mark = mark;
            this.mapping = mapping;
        }

        boolean wantsKey() {
            return mapping && key == null;
        }

        void add(Node node) throws ProblemException {
            if (!mapping) {
                items.add(node);
                return;
            }
            Node.Scalar name = key;
            if (name != null) {
                if (!continues(name, node)) {
                    members.put(name.text(), new Node.Member(name.mark(), node));
                }
                key = null;
                return;
            }
            key = requireFresh((Node.Scalar) node);
        }

        /**
         * Takes {@code {from: top(a, b)}} as it is meant. To YAML the comma ends the value and {@code b)} is a key of its own
         * without a value; no key of a playbook has a parenthesis in front of it that is still open.
         */
        private boolean continues(Node.Scalar name, Node node) {
            Map.Entry<String, Node.Member> last = members.lastEntry();
            if (last == null
                    || !(last.getValue().value() instanceof Node.Scalar begun)
                    || !(node instanceof Node.Scalar nothing)) {
                return false;
            }
            boolean joins = begun.plain()
                    && begun.text().lastIndexOf('(') > begun.text().lastIndexOf(')')
                    && name.plain()
                    && nothing.plain()
                    && nothing.text().isEmpty();
            if (joins) {
                Node whole = new Node.Scalar(begun.mark(), begun.text() + ", " + name.text(), true);
                members.put(last.getKey(), new Node.Member(last.getValue().keyMark(), whole));
            }
            return joins;
        }

        private Node.Scalar requireFresh(Node.Scalar name) throws ProblemException {
            if (name.plain() && name.text().equals("<<")) {
                throw problem(Code.YAML_ALIASES, name.mark(), "merge keys (<<) are not allowed; write it out");
            }
            Node.Member before = members.get(name.text());
            if (before != null) {
                throw problem(
                        Code.DUPLICATE_KEY,
                        name.mark(),
                        "\"" + name.text() + "\" stands here again; it was given in line "
                                + before.keyMark().line() + " already");
            }
            return name;
        }

        Node close() {
            return mapping ? new Node.Members(mark, members) : new Node.Items(mark, items);
        }
    }
}
