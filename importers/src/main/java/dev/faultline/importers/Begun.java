package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.ByteSource;
import dev.faultline.store.EventSink;
import dev.faultline.store.SourceWriter;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item with its first bytes read. A stream of it that breaks ends there, and what broke it is said. */
final class Begun {
    private final Item item;
    private final byte[] raw;
    private final Decoding decoding;
    private final Head head;
    private final Map<String, Item.Remark> broken = new LinkedHashMap<>();

    private Begun(Item item, byte[] raw, Decoding decoding, Head head) {
        this.item = item;
        this.raw = raw;
        this.decoding = decoding;
        this.head = head;
    }

    static Begun of(Item item) throws IOException {
        byte[] raw;
        try (InputStream in = new Lenient(opened(item, null), null)) {
            raw = in.readNBytes(Limits.HEAD);
        }
        byte[] told = raw.length == Limits.HEAD && isHole(raw) ? behindHole(item, raw) : raw;
        Decoding decoding = Decoding.of(told);
        byte[] text = decoding.decode(told);
        Head head = new Head(item.path(), text, told.length < Limits.HEAD, decoding.isBinary());
        return new Begun(item, raw, decoding, head);
    }

    /**
     * A log that is emptied under its writer begins with as many zero bytes as it had before: what stands behind them tells
     * what it is. The first bytes again where that is no plain text.
     */
    private static byte[] behindHole(Item item, byte[] raw) throws IOException {
        byte[] first;
        try (InputStream in = new BufferedInputStream(new Lenient(opened(item, null), null), Limits.HEAD)) {
            int b = in.read();
            while (b == 0) {
                b = in.read();
            }
            if (b < 0) {
                return raw;
            }
            first = new byte[] {(byte) b};
            byte[] rest = in.readNBytes(Limits.HEAD - 1);
            first = Arrays.copyOf(first, 1 + rest.length);
            System.arraycopy(rest, 0, first, 1, rest.length);
        }
        Decoding decoding = Decoding.of(first);
        boolean text = decoding.isPlain() && !decoding.isBinary() && decoding.mark() == 0 && !decoding.oldLineEnds();
        return text ? first : raw;
    }

    private static boolean isHole(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    byte[] raw() {
        return raw;
    }

    Decoding decoding() {
        return decoding;
    }

    Head head() {
        return head;
    }

    ByteSource lenientSource() {
        return () -> new Lenient(opened(item, this), this);
    }

    /** What vanished since it was found is as empty as what breaks at its first byte. */
    private static InputStream opened(Item item, @Nullable Begun owner) {
        try {
            return item.source().open();
        } catch (IOException gone) {
            if (owner != null) {
                owner.broken.put(
                        IssueCode.UNREADABLE.name(),
                        new Item.Remark(IssueCode.UNREADABLE, "it cannot be opened any more: " + gone.getMessage()));
            }
            return InputStream.nullInputStream();
        }
    }

    SourceInput input(SourceContext context, InputStream stream, @Nullable SourceWriter writer) {
        return new SourceInput(item, head, context, decoding, stream, writer);
    }

    void remark(EventSink sink) {
        broken.values().forEach(remark -> sink.report(remark.code(), remark.detail(), -1, 0));
    }

    /** Ends where the stream below breaks. */
    private static final class Lenient extends FilterInputStream {
        private final @Nullable Begun owner;
        private long count;
        private boolean ended;

        Lenient(InputStream in, @Nullable Begun owner) {
            super(in);
            this.owner = owner;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int read = super.read(buffer, offset, length);
                count += Math.max(0, read);
                return read;
            } catch (LimitException beyond) {
                end(beyond.code(), String.valueOf(beyond.getMessage()));
            } catch (IOException failure) {
                Failure told = Failure.of(failure);
                end(told.code(), "cut off or unreadable after byte " + count + ": " + told.words());
            }
            return -1;
        }

        private void end(IssueCode code, String detail) {
            ended = true;
            if (owner != null) {
                owner.broken.put(code.name(), new Item.Remark(code, detail));
            }
        }
    }
}
