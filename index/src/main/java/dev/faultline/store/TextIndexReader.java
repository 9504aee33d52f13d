package dev.faultline.store;

import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/** Asks one state of the text index which blocks may hold a word. */
final class TextIndexReader {
    private final @Nullable DirectoryReader reader;
    private final int covered;

    TextIndexReader(@Nullable DirectoryReader reader, int covered) {
        this.reader = reader;
        this.covered = covered;
    }

    /** The last segment whose blocks are all covered. */
    int covered() {
        return covered;
    }

    /** How to get the terms of a question out of a segment of the index. */
    private interface Matching {
        @Nullable
        TermsEnum terms(Terms all) throws IOException;
    }

    void word(String word, Map<Long, Integer> blocks, BitSet into) throws IOException {
        BytesRef term = new BytesRef(word);
        collect(
                all -> {
                    TermsEnum terms = all.iterator();
                    return terms.seekExact(term) ? new SingleTerm(terms) : null;
                },
                blocks,
                into);
    }

    void prefix(String prefix, Map<Long, Integer> blocks, BitSet into) throws IOException {
        BytesRef start = new BytesRef(prefix);
        collect(
                all -> {
                    TermsEnum terms = all.iterator();
                    return terms.seekCeil(start) == TermsEnum.SeekStatus.END ? null : new PrefixTerms(terms, start);
                },
                blocks,
                into);
    }

    void similar(String word, int edits, Map<Long, Integer> blocks, BitSet into) throws IOException {
        FuzzyQuery query = new FuzzyQuery(new Term(TextIndexWriter.WORD, word), edits, 0, 1024, true);
        CompiledAutomaton automaton = query.getAutomata();
        collect(automaton::getTermsEnum, blocks, into);
    }

    private void collect(Matching matching, Map<Long, Integer> blocks, BitSet into) throws IOException {
        if (reader == null) {
            return;
        }
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms all = leaf.reader().terms(TextIndexWriter.WORD);
            TermsEnum terms = all == null ? null : matching.terms(all);
            if (terms == null) {
                continue;
            }
            BitSet documents = new BitSet(leaf.reader().maxDoc());
            PostingsEnum postings = null;
            while (terms.next() != null) {
                postings = terms.postings(postings, PostingsEnum.NONE);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    documents.set(doc);
                }
            }
            NumericDocValues keys = leaf.reader().getNumericDocValues(TextIndexWriter.BLOCK);
            for (int doc = documents.nextSetBit(0); doc >= 0; doc = documents.nextSetBit(doc + 1)) {
                if (keys != null && keys.advanceExact(doc)) {
                    Integer block = blocks.get(keys.longValue());
                    if (block != null) {
                        into.set(block);
                    }
                }
            }
        }
    }

    /** The term that an enumeration stands on, once. */
    private static final class SingleTerm extends org.apache.lucene.index.FilterLeafReader.FilterTermsEnum {
        private boolean given;

        SingleTerm(TermsEnum terms) {
            super(terms);
        }

        @Override
        public @Nullable BytesRef next() throws IOException {
            if (given) {
                return null;
            }
            given = true;
            return in.term();
        }
    }

    /** The terms from where an enumeration stands as long as they begin so. */
    private static final class PrefixTerms extends org.apache.lucene.index.FilterLeafReader.FilterTermsEnum {
        private final BytesRef prefix;
        private boolean first = true;

        PrefixTerms(TermsEnum terms, BytesRef prefix) {
            super(terms);
            this.prefix = prefix;
        }

        @Override
        public @Nullable BytesRef next() throws IOException {
            BytesRef term = first ? in.term() : in.next();
            first = false;
            return term == null || !StringHelper.startsWith(term, prefix) ? null : term;
        }
    }
}
