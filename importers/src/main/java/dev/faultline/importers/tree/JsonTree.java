package dev.faultline.importers.tree;

import dev.faultline.importers.Lines;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON value by value into trees of a bounded depth and size. What is deeper or beyond the size is read over and
 * stands in the tree as {@link Json.Nothing#CUT}. Builds without recursion, so no depth overflows the stack.
 */
public final class JsonTree implements AutoCloseable {
    /** Characters and values of one tree. */
    static final long SIZE = 32L << 20;

    private static final AheadParser.Factory FACTORY = new AheadParser.Factory(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxStringLength(16 << 20)
                    .maxNumberLength(1_000)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // The text is UTF-8 already. Bytes that look like UTF-32 would be trouble with reading instead of bad data.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION));

    private final AheadParser parser;
    /** Why the bytes are no text of any kind, which the parser finds as soon as it is made. */
    private final @Nullable JacksonException noText;

    private final Lines.OffsetMap map;
    private final long firstLine;
    private final int depth;
    private final List<OpenValue> open = new ArrayList<>();
    private long spent;
    private boolean cut;
    private boolean repeated;

    /**
     * Reads UTF-8 from the stream's current position.
     *
     * @param map original offset of a position counted from there
     * @param firstLine line number of the first byte
     * @param depth nested arrays and objects that a tree keeps
     */
    public JsonTree(InputStream stream, Lines.OffsetMap map, long firstLine, int depth) throws IOException {
        this.map = map;
        this.firstLine = firstLine;
        this.depth = depth;
        AheadParser begun;
        @Nullable JacksonException refused = null;
        try {
            begun = FACTORY.of(stream);
        } catch (JacksonIOException broken) {
            if (!isNoText(broken.getCause())) {
                throw broken.getCause();
            }
            refused = broken;
            begun = FACTORY.of(InputStream.nullInputStream());
        }
        parser = begun;
        noText = refused;
    }

    /** Moves to the next token; null at the end. */
    public @Nullable JsonToken next() throws IOException, BadJson {
        if (noText != null) {
            throw new BadJson(noText);
        }
        try {
            return parser.nextToken();
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    /** The name that the current value has in its object. */
    public @Nullable String name() {
        return parser.currentName();
    }

    /** How many objects and arrays are open. */
    public int level() {
        return parser.streamReadContext().getNestingDepth();
    }

    /** Whether something of the tree read last was beyond a limit. */
    public boolean wasCut() {
        return cut;
    }

    /** Whether an object of the tree read last named a member twice; the last one counts. */
    public boolean hadDuplicates() {
        return repeated;
    }

    /** Original offset of the current token. */
    public long offset() {
        return map.original(parser.currentTokenLocation().getByteOffset());
    }

    /** Line of the current token. */
    public long line() {
        return firstLine + parser.currentTokenLocation().getLineNr() - 1;
    }

    /** Original offset of the byte after what was read so far. */
    public long end() {
        return map.original(parser.currentLocation().getByteOffset());
    }

    /** Position in the stream of the byte after what was read so far. */
    long position() {
        return parser.currentLocation().getByteOffset();
    }

    /** Line of the byte after what was read so far. */
    long endLine() {
        return firstLine + parser.currentLocation().getLineNr() - 1;
    }

    /** Position in the stream of the current token. */
    long tokenPosition() {
        return parser.currentTokenLocation().getByteOffset();
    }

    /** The characters of the current name, text or number begin at {@link #charsFrom} in this; only until the next token. */
    public char[] chars() throws IOException, BadJson {
        try {
            return parser.getStringCharacters();
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    /** See {@link #chars}, which is to be asked first. */
    public int charsFrom() throws IOException, BadJson {
        try {
            return parser.getStringOffset();
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    /** How many they are. */
    public int charsLength() throws IOException, BadJson {
        try {
            return parser.getStringLength();
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    /**
     * Lets the cursor read the object that begins at the current token from the bytes that are at hand, and goes to its
     * closing brace. False, and nothing has moved, where the cursor refuses the object or it reaches beyond those bytes.
     */
    public boolean read(JsonObjectCursor cursor) throws IOException {
        parser.lookAhead();
        if (!cursor.object(parser.bytes(), parser.from(), parser.to())) {
            return false;
        }
        parser.moveTo(cursor.at, cursor.lines);
        return parser.nextToken() == JsonToken.END_OBJECT;
    }

    /** Original offset of this byte of the object that a cursor has just read. */
    public long offset(int at) {
        return map.original(parser.position(at));
    }

    /** Reads over the current value. */
    public void skip() throws IOException, BadJson {
        try {
            parser.skipChildren();
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    /** The value that begins at the current token. */
    public Json value() throws IOException, BadJson {
        open.clear();
        spent = 0;
        cut = false;
        repeated = false;
        JsonToken token = parser.currentToken();
        try {
            while (true) {
                Json done = take(token);
                if (done != null && open.isEmpty()) {
                    return done;
                }
                if (done != null) {
                    repeated |= open.getLast().add(done);
                }
                token = parser.nextToken();
            }
        } catch (JacksonException broken) {
            throw translated(broken);
        }
    }

    private @Nullable Json take(@Nullable JsonToken token) {
        spent++;
        return switch (token) {
            case null -> throw new StreamReadException(parser, "the document ends within a value");
            case START_OBJECT, START_ARRAY -> begin(token == JsonToken.START_OBJECT);
            case END_OBJECT, END_ARRAY -> open.removeLast().close(end());
            case PROPERTY_NAME -> {
                open.getLast().name(parser.currentName());
                spent += parser.currentName().length();
                yield null;
            }
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> new Json.Numeral(parser.getString(), true);
            // Not a number, and no JSON either: a program that reads what we write would refuse all of it.
            case VALUE_NUMBER_FLOAT ->
                parser.isNaN() ? new Json.Text(parser.getString()) : new Json.Numeral(parser.getString(), false);
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> Json.Nothing.NULL;
        };
    }

    private @Nullable Json begin(boolean object) {
        if (open.size() >= depth || spent > SIZE) {
            cut = true;
            parser.skipChildren();
            return Json.Nothing.CUT;
        }
        open.add(new OpenValue(object, offset(), line()));
        return null;
    }

    private Json text() {
        if (spent > SIZE) {
            cut = true;
            return Json.Nothing.CUT;
        }
        String text = parser.getString();
        spent += text.length();
        return new Json.Text(text);
    }

    private static BadJson translated(JacksonException broken) throws IOException {
        // Bytes that look like UTF-32 to the parser are no JSON; other trouble is the stream's.
        if (broken instanceof JacksonIOException io && !isNoText(io.getCause())) {
            throw io.getCause();
        }
        return new BadJson(broken);
    }

    private static boolean isNoText(@Nullable IOException cause) {
        return cause instanceof CharConversionException
                || cause != null && String.valueOf(cause.getMessage()).startsWith("Unsupported UCS-4");
    }

    @Override
    public void close() {
        parser.close();
    }
}
