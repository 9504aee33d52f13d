package dev.faultline.store;

import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;

/** A term that is bytes from the start. */
final class BytesTermAttribute extends AttributeImpl implements TermToBytesRefAttribute {
    private final BytesRef term = new BytesRef();

    void set(byte[] bytes) {
        term.bytes = bytes;
        term.offset = 0;
        term.length = bytes.length;
    }

    @Override
    public BytesRef getBytesRef() {
        return term;
    }

    @Override
    public void clear() {
        set(BytesRef.EMPTY_BYTES);
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(TermToBytesRefAttribute.class, "bytes", term);
    }

    @Override
    public void copyTo(AttributeImpl target) {
        ((BytesTermAttribute) target).set(BytesRef.deepCopyOf(term).bytes);
    }
}
