package dev.faultline.importers.tree;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * A parser that shows the bytes it has read ahead: who knows what an object usually looks like reads it from there many
 * times faster, and leaves what is unusual to the parser.
 */
final class AheadParser extends UTF8StreamJsonParser {
    /** An object that reaches beyond what was read ahead is left to the parser: with this size few do. */
    private static final int AHEAD = 1 << 18;

    private static final int SMALLEST = 1 << 12;

    /** So much is ahead of whoever looks, where the stream has it. */
    private static final int ENOUGH = AHEAD / 4;

    private boolean ended;

    private AheadParser(
            ObjectReadContext context,
            IOContext io,
            int features,
            int formatFeatures,
            InputStream in,
            ByteQuadsCanonicalizer names,
            int size) {
        super(context, io, features, formatFeatures, in, names, io.allocReadIOBuffer(size), 0, 0, 0, true);
    }

    byte[] bytes() {
        return _inputBuffer;
    }

    /** Sees to it that enough is ahead: what was looked at makes room. Only between two values of an array or object. */
    void lookAhead() throws IOException {
        int rest = _inputEnd - _inputPtr;
        if (rest >= ENOUGH || ended || _inputStream == null) {
            return;
        }
        System.arraycopy(_inputBuffer, _inputPtr, _inputBuffer, 0, rest);
        _currInputProcessed += _inputPtr;
        _currInputRowStart -= _inputPtr;
        _nameStartOffset -= _inputPtr;
        _inputPtr = 0;
        _inputEnd = rest;
        while (!ended && _inputEnd < _inputBuffer.length) {
            int read = _inputStream.read(_inputBuffer, _inputEnd, _inputBuffer.length - _inputEnd);
            ended = read <= 0;
            _inputEnd += Math.max(0, read);
        }
    }

    /** Position in the stream of this byte of those at hand. */
    long position(int at) {
        return _currInputProcessed + at;
    }

    /** First byte that was not looked at. */
    int from() {
        return _inputPtr;
    }

    int to() {
        return _inputEnd;
    }

    /** Goes on from this byte, with so many lines between. */
    void moveTo(int position, int lines) {
        if (lines > 0) {
            _currInputRow += lines;
            _currInputRowStart = position;
        }
        _inputPtr = position;
    }

    /** Makes such parsers of streams. */
    static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1;

        Factory(JsonFactoryBuilder settings) {
            super(settings);
        }

        AheadParser of(InputStream stream) {
            return (AheadParser) createParser(ObjectReadContext.empty(), stream);
        }

        @Override
        protected JsonParser _createParser(ObjectReadContext context, IOContext io, InputStream in)
                throws JacksonException {
            return new AheadParser(
                    context,
                    io,
                    context.getStreamReadFeatures(_streamReadFeatures),
                    context.getFormatReadFeatures(_formatReadFeatures),
                    in,
                    _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
                    size(in));
        }

        /** No more than what comes, where the stream knows: a single line is not worth a large buffer. */
        private static int size(InputStream in) {
            try {
                int there = in.available();
                return there > 1 ? Math.clamp(there + 1L, SMALLEST, AHEAD) : AHEAD;
            } catch (IOException unknown) {
                return AHEAD;
            }
        }
    }
}
