package dev.faultline.store;

import com.github.luben.zstd.Zstd;
import dev.faultline.model.StackTrace;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A segment on disk, mapped. Layout: the blocks; the dictionaries (zstd); the directory (blocks, then evidence frames);
 * and at the end the place of the dictionaries (4 bytes), of the directory (4), the CRC-32C of both (4), a magic number
 * (4). Little-endian.
 */
final class Segment {
    static final int MAGIC = 0x31474553;
    static final int TRAILER = 16;

    private final int number;
    private final ByteBuffer bytes;
    private final int dictionaryAt;
    private final List<BlockSummary> blocks = new ArrayList<>();
    private final List<EvidenceFrame> frames = new ArrayList<>();
    private volatile @Nullable Dictionaries dictionaries;
    private volatile SoftReference<List<StackTrace>> stacks = new SoftReference<>(null);
    /** Large, and used by several questions one after the other at best. */
    private volatile WeakReference<byte[]> plain = new WeakReference<>(null);
    /** Made again from the bytes in some milliseconds, so these may go when memory is short. */
    private volatile SoftReference<Lexicon> lexicon = new SoftReference<>(null);

    private volatile SoftReference<AtomicReferenceArray<RowsPerTemplate>> templateRows = new SoftReference<>(null);

    private volatile SoftReference<AtomicReferenceArray<long[]>> stackRows = new SoftReference<>(null);

    /** What all blocks of the segment refer to, and where in the unpacked bytes the stacks begin. */
    private record Dictionaries(List<List<String>> columns, List<Template> templates, int stacksAt) {}

    private Segment(int number, ByteBuffer bytes, int dictionaryAt, int directoryAt) {
        this.number = number;
        this.bytes = bytes;
        this.dictionaryAt = dictionaryAt;
        ByteBuffer in = bytes.slice(directoryAt, bytes.capacity() - TRAILER - directoryAt)
                .order(ByteOrder.LITTLE_ENDIAN);
        int blockCount = in.getInt();
        for (int i = 0; i < blockCount; i++) {
            blocks.add(BlockSummary.read(in));
        }
        int frameCount = in.getInt();
        for (int i = 0; i < frameCount; i++) {
            frames.add(EvidenceFrame.read(in, number));
        }
    }

    /** Maps the file and reads its directory. */
    static Segment open(Path file, int number) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < TRAILER || channel.size() > Integer.MAX_VALUE) {
                throw new CaseFormatException(file + " is cut off or no segment");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            int end = bytes.capacity() - TRAILER;
            int dictionaryAt = bytes.getInt(end);
            int directoryAt = bytes.getInt(end + 4);
            boolean sound = bytes.getInt(end + 12) == MAGIC
                    && dictionaryAt >= 0
                    && dictionaryAt <= directoryAt
                    && directoryAt <= end;
            if (!sound || crc(bytes, dictionaryAt, end) != bytes.getInt(end + 8)) {
                throw new CaseFormatException(file + " is damaged: its directory does not match its checksum");
            }
            return new Segment(number, bytes, dictionaryAt, directoryAt);
        }
    }

    static int crc(ByteBuffer bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(from, to - from));
        return (int) crc.getValue();
    }

    int number() {
        return number;
    }

    List<BlockSummary> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    List<EvidenceFrame> frames() {
        return Collections.unmodifiableList(frames);
    }

    /** The bytes of a block, little-endian, positions from its first byte. */
    ByteBuffer block(BlockSummary summary) {
        return bytes.slice(summary.offset(), summary.length()).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isSound(BlockSummary summary) {
        return crc(bytes, summary.offset(), summary.offset() + summary.length()) == summary.crc();
    }

    List<String> column(Column column) {
        return dictionaries().columns().get(column.ordinal());
    }

    List<Template> templates() {
        return dictionaries().templates();
    }

    List<StackTrace> stacks() {
        List<StackTrace> known = stacks.get();
        if (known == null) {
            List<StackTrace> read = new ArrayList<>();
            eachStack(null, (id, stack) -> read.add(stack));
            known = Collections.unmodifiableList(read);
            stacks = new SoftReference<>(known);
        }
        return known;
    }

    /** One of them, without making the others. */
    StackTrace stack(int id) {
        List<StackTrace> known = stacks.get();
        return known == null
                ? StackCodec.read(
                        Bytes.view(unpackedDictionaries()).position(lexicon().stackAt(id)))
                : known.get(id);
    }

    /** Gives the stacks of these numbers, all for null, without keeping them. */
    void eachStack(@Nullable BitSet wanted, Block.StackVisitor visitor) {
        List<StackTrace> known = stacks.get();
        if (known != null && wanted != null) {
            wanted.stream().forEach(id -> visitor.visit(id, known.get(id)));
            return;
        }
        ByteBuffer in = Bytes.view(unpackedDictionaries());
        if (wanted == null) {
            in.position(dictionaries().stacksAt());
            int count = (int) Bytes.number(in);
            for (int id = 0; id < count; id++) {
                visitor.visit(id, StackCodec.read(in));
            }
            return;
        }
        Lexicon places = lexicon();
        for (int id = wanted.nextSetBit(0); id >= 0; id = wanted.nextSetBit(id + 1)) {
            visitor.visit(id, StackCodec.read(in.position(places.stackAt(id))));
        }
    }

    /** Gives the messages of the stacks of these numbers, of all for null. */
    void eachStackMessage(@Nullable BitSet wanted, Block.StackMessageVisitor visitor) {
        Lexicon places = lexicon();
        StackText text = new StackText(unpackedDictionaries(), 0);
        for (int id = 0; id < places.stacks(); id++) {
            if (wanted != null) {
                id = wanted.nextSetBit(id);
                if (id < 0) {
                    return;
                }
            }
            text.position(places.stackAt(id));
            text.messages(id, visitor);
        }
    }

    /** Gives the stacks of these numbers as they are searched. */
    void eachStackText(BitSet wanted, Block.StackTextVisitor visitor) {
        Lexicon places = lexicon();
        StackText text = new StackText(unpackedDictionaries(), 0);
        for (int id = wanted.nextSetBit(0); id >= 0; id = wanted.nextSetBit(id + 1)) {
            text.position(places.stackAt(id));
            Bytes lines = text.next((type, from, to) -> {});
            visitor.visit(id, lines.data, lines.size);
        }
    }

    private byte[] unpackedDictionaries() {
        byte[] known = plain.get();
        if (known == null) {
            known = unpacked(bytes, dictionaryAt);
            plain = new WeakReference<>(known);
        }
        return known;
    }

    Lexicon lexicon() {
        Lexicon known = lexicon.get();
        if (known == null) {
            known = Lexicon.read(unpackedDictionaries());
            lexicon = new SoftReference<>(known);
        }
        return known;
    }

    /** What the column of templates of a block says, counted once. */
    RowsPerTemplate rowsPerTemplate(int block, PackedColumn templates) {
        AtomicReferenceArray<RowsPerTemplate> all = templateRows.get();
        if (all == null) {
            all = new AtomicReferenceArray<>(blocks.size());
            templateRows = new SoftReference<>(all);
        }
        RowsPerTemplate known = all.get(block);
        if (known == null) {
            known = RowsPerTemplate.of(templates, blocks.get(block).rows());
            all.set(block, known);
        }
        return known;
    }

    /** The rows of a block that have a stack trace: few, so that most questions about stacks look at few rows. */
    long[] rowsWithStack(int block, PackedColumn stacksOfRows) {
        AtomicReferenceArray<long[]> all = stackRows.get();
        if (all == null) {
            all = new AtomicReferenceArray<>(blocks.size());
            stackRows = new SoftReference<>(all);
        }
        long[] known = all.get(block);
        if (known == null) {
            known = stacksOfRows.present(blocks.get(block).rows());
            all.set(block, known);
        }
        return known;
    }

    private Dictionaries dictionaries() {
        Dictionaries known = dictionaries;
        if (known == null) {
            known = read();
            dictionaries = known;
        }
        return known;
    }

    private Dictionaries read() {
        ByteBuffer in = Bytes.view(unpackedDictionaries());
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < Column.values().length; i++) {
            columns.add(Collections.unmodifiableList(BytesDictionary.read(in)));
        }
        int templateCount = (int) Bytes.number(in);
        List<Template> templates = new ArrayList<>(templateCount);
        for (int i = 0; i < templateCount; i++) {
            templates.add(MinedTemplate.read(in));
        }
        return new Dictionaries(columns, Collections.unmodifiableList(templates), in.position());
    }

    /** What {@link BlockBuilder#packed} wrote at this place. */
    static ByteBuffer unpack(ByteBuffer in, int at) {
        return Bytes.view(unpacked(in, at));
    }

    private static byte[] unpacked(ByteBuffer in, int at) {
        int plain = in.getInt(at);
        byte[] packed = new byte[in.getInt(at + 4)];
        in.get(at + 8, packed);
        byte[] unpacked = new byte[plain];
        long size = Zstd.decompressByteArray(unpacked, 0, plain, packed, 0, packed.length);
        if (Zstd.isError(size) || size != plain) {
            throw new IllegalStateException("a packed part of the case is damaged: " + Zstd.getErrorName(size));
        }
        return unpacked;
    }
}
