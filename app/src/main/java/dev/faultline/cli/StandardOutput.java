package dev.faultline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Where answers go. That one did not arrive ends the command: a print stream would keep it to itself, and a file that a full
 * disk cut off would count as whole.
 */
final class StandardOutput extends FilterOutputStream {
    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream to) {
        super(to);
    }

    /** An answer that could not be written; no I/O exception, for a print stream swallows those. */
    static final class Undelivered extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean readerGone;

        Undelivered(IOException reason) {
            super("the answer could not be written to standard output: " + reason.getMessage(), reason);
            String said = String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT);
            readerGone = said.contains("broken pipe") || said.contains("pipe is being closed");
        }

        /** Whether whoever read had enough, as {@code head} has after ten lines: nothing is wrong then. */
        boolean isReaderGone() {
            return readerGone;
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException notWritten) {
            throw new Undelivered(notWritten);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException notWritten) {
            throw new Undelivered(notWritten);
        }
    }
}
