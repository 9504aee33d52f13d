package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Source;
import dev.faultline.store.AppendPoint;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.store.EventSink;
import dev.faultline.store.SourceWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A followed log of lines, as far as the case holds it: what is appended is read alone. A parser is begun anew with the last
 * records that the case holds; only where it makes of them exactly what the case holds is it trusted with what follows.
 * Wherever that is not so, or the file is no longer the one it was, nothing is done here and all of it is read.
 */
final class GrownTail {
    /** So many records are read once more, which settles the year and what else a parser keeps in mind. */
    private static final int AGAIN = 200;

    private static final int SEAM = 4_096;
    private static final int LONGEST_AGAIN = 8 << 20;
    private static final int CHUNK = 256 << 10;

    private final Case target;
    private final ImportOptions options;
    private final Path file;
    private @Nullable MessageDigest hashed;
    private @Nullable Object key;
    private byte[] seam = {};
    private long held = -1;
    private long read;

    GrownTail(Case target, ImportOptions options, Path file) {
        this.target = target;
        this.options = options;
        this.file = file;
    }

    /** Bytes of the file that the last look read. */
    long bytesRead() {
        return read;
    }

    /** Takes what was appended; how many events that gave, nothing where the whole file is to be read. */
    OptionalLong take(long length, BooleanSupplier stopped) throws IOException {
        read = 0;
        Optional<Source> known = source();
        if (known.isEmpty() || known.get().bytes() == 0 || length <= known.get().bytes()) {
            return OptionalLong.empty();
        }
        Source source = known.get();
        Optional<LineImporter> importer = Detector.named(source.format(), options.formats())
                .filter(LineImporter.class::isInstance)
                .map(LineImporter.class::cast);
        Begun begun = Begun.of(item(length));
        read += begun.raw().length;
        if (importer.isEmpty()
                || !begun.decoding().isPlain()
                || begun.decoding().oldLineEnds()
                || begun.decoding().mark() != 0) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (!isSame(channel, source)) {
                held = -1;
                return OptionalLong.empty();
            }
            target.turn().lock();
            try {
                return append(channel, source, length, importer.get(), begun, stopped);
            } finally {
                target.turn().unlock();
            }
        }
    }

    private Optional<Source> source() {
        return target.reader().sources().stream()
                .filter(source -> source.container() == null
                        && source.path().equals(file.toString())
                        && source.state() == Source.State.COMPLETE)
                .reduce((first, last) -> last);
    }

    private Item item(long length) {
        return new Item(file.toString(), null, length, () -> Files.newInputStream(file), file, modified(), List.of());
    }

    private long modified() {
        try {
            return Files.getLastModifiedTime(file).toMillis() * 1_000_000;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Whether it still is the file whose first bytes the case holds: looked at in full once, at the seam from then on. */
    private boolean isSame(FileChannel channel, Source source) throws IOException {
        Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        if (held == source.bytes() && hashed != null) {
            byte[] last = bytes(channel, held - seam.length, seam.length);
            return Objects.equals(now, key) && Arrays.equals(last, seam);
        }
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (long at = 0; at < source.bytes(); ) {
            buffer.clear().limit((int) Math.min(CHUNK, source.bytes() - at));
            int got = channel.read(buffer, at);
            if (got < 0) {
                return false;
            }
            digest.update(buffer.flip());
            at += got;
            read += got;
        }
        if (!HexFormat.of().formatHex(clone(digest).digest()).equals(source.sha256())) {
            return false;
        }
        keep(channel, digest, source.bytes(), now);
        return true;
    }

    private void keep(FileChannel channel, MessageDigest digest, long bytes, @Nullable Object fileKey)
            throws IOException {
        hashed = digest;
        held = bytes;
        key = fileKey;
        int length = (int) Math.min(SEAM, bytes);
        seam = bytes(channel, bytes - length, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }

    private byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                break;
            }
        }
        read += buffer.position();
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private OptionalLong append(
            FileChannel channel,
            Source source,
            long length,
            LineImporter importer,
            Begun begun,
            BooleanSupplier stopped)
            throws IOException {
        List<Event> last = last(source);
        if (last.isEmpty() || source.bytes() - last.getFirst().location().offset() > LONGEST_AGAIN) {
            return OptionalLong.empty();
        }
        long from = last.getFirst().location().offset();
        long line = last.getFirst().location().line();
        SourceContext context =
                FormatChoice.context(item(length), options, ZoneId.of(source.zone() == null ? "UTC" : source.zone()));
        RecordsAgain again = new RecordsAgain(last, source.clockOffset());
        byte[] known = bytes(channel, from, (int) (source.bytes() - from));
        read(importer, begun, context, new ByteArrayInputStream(known), from, line, again);
        if (line < 1 || !again.isTheSame()) {
            return OptionalLong.empty();
        }
        long before = target.reader().events();
        MessageDigest digest = clone(Objects.requireNonNull(hashed));
        long lastTime = timeBefore(source, last.getFirst());
        try (SourceWriter writer =
                target.append(source, new AppendPoint(digest, again.events(), again.rejects(), lastTime))) {
            AppendedBytes stream = new AppendedBytes(channel, from, source.bytes(), length, writer, digest);
            String service = importer instanceof NamelessService ? null : context.service();
            GuardingSink sink = new GuardingSink(new OnlyNewReports(writer, source.bytes()), service, stopped);
            read(importer, begun, context, stream, from, line, sink);
            stream.drain();
            read += length - from;
            if (stopped.getAsBoolean()) {
                writer.cancel();
            } else {
                writer.finish();
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        keep(
                channel,
                digest,
                length,
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        return OptionalLong.of(Math.max(0, target.reader().events() - before));
    }

    private static void read(
            LineImporter importer,
            Begun begun,
            SourceContext context,
            InputStream stream,
            long from,
            long line,
            EventSink sink)
            throws IOException {
        LineParser parser = Colours.without(importer.parser(Colours.without(begun.head()), context));
        Lines lines = new Lines(stream, decoded -> from + decoded, sink);
        lines.begin(line);
        while (lines.next() && !sink.cancelled()) {
            parser.line(lines.line(), sink);
        }
        parser.end(sink);
    }

    /** The last events of the source, in the order of their places. */
    private List<Event> last(Source source) throws IOException {
        CaseReader reader = target.reader();
        List<Event> last = new ArrayList<>();
        for (long ordinal = ordinals(reader, source) - 1; ordinal >= 0 && last.size() < AGAIN; ordinal--) {
            Optional<Event> event = reader.event(new EventId(source.id(), ordinal));
            // A record that went on was superseded by the later one in its place.
            boolean superseded = event.isPresent()
                    && !last.isEmpty()
                    && event.get().location().offset()
                            == last.getFirst().location().offset();
            if (event.isPresent() && !superseded) {
                last.addFirst(event.get());
            }
        }
        return last;
    }

    /** Events that were superseded have numbers too. */
    private static long ordinals(CaseReader reader, Source source) {
        return reader.blocks().stream()
                .filter(block -> block.source().id() == source.id())
                .mapToLong(block -> block.firstOrdinal() + block.size())
                .max()
                .orElse(0);
    }

    private long timeBefore(Source source, Event first) throws IOException {
        for (long ordinal = first.id().ordinal() - 1; ordinal >= 0; ordinal--) {
            Optional<Event> event = target.reader().event(new EventId(source.id(), ordinal));
            if (event.isPresent()) {
                return event.get().time() - source.clockOffset();
            }
        }
        return Long.MIN_VALUE;
    }
}
