package dev.faultline.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * Writes the text index: a document per block with its varying words. Derived: what it does not cover yet is searched
 * in the text, and it can be made anew from the segments at any time.
 */
final class TextIndexWriter implements AutoCloseable {
    static final String WORD = "word";
    static final String BLOCK = "block";
    static final String COVERED = "segment";
    static final int BLOCK_BITS = 20;
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS);
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.freeze();
    }

    private final Directory directory;
    private final IndexWriter writer;

    private TextIndexWriter(Directory directory, IndexWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /** Opens the index, or an empty one where there is none or {@code fresh} asks for it. */
    static TextIndexWriter open(Path folder, boolean fresh) throws IOException {
        // Linking what maps memory takes a fifth of a second, which an import that nobody asks need not spend.
        Directory directory = new NIOFSDirectory(folder);
        IndexWriterConfig config = new IndexWriterConfig()
                .setRAMBufferSizeMB(16)
                .setCommitOnClose(false)
                .setOpenMode(fresh ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        try {
            return new TextIndexWriter(directory, new IndexWriter(directory, config));
        } catch (IOException | RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    /** The last segment whose blocks are all covered; 0 for none. */
    int covered() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(COVERED)) {
                    return Integer.parseInt(entry.getValue());
                }
            }
        }
        return 0;
    }

    static long key(int segment, int block) {
        return (long) segment << BLOCK_BITS | block;
    }

    void add(int segment, int block, List<byte[]> words) throws IOException {
        Document document = new Document();
        document.add(new NumericDocValuesField(BLOCK, key(segment, block)));
        document.add(new Field(WORD, new WordStream(words), WORDS));
        writer.addDocument(document);
    }

    void commit(int segment) throws IOException {
        writer.setLiveCommitData(Map.of(COVERED, Integer.toString(segment)).entrySet());
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            writer.close();
        }
    }

    /** Hands Lucene words that are bytes already. */
    private static final class WordStream extends TokenStream {
        private final List<byte[]> words;
        private final BytesTermAttribute term = new BytesTermAttribute();
        private int next;

        WordStream(List<byte[]> words) {
            super();
            this.words = words;
            addAttributeImpl(term);
        }

        @Override
        public boolean incrementToken() {
            if (next == words.size()) {
                return false;
            }
            byte[] word = words.get(next++);
            term.set(word);
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }
}
