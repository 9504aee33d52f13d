package dev.faultline.query;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What a thread really worked: on a busy machine the clock on the wall counts the work of others too. */
final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean MEASURED =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private ProcessorTime() {}

    /** Nanoseconds since some moment; the clock's where no processor time is measured. */
    static long ofThisThread() {
        return MEASURED && !Thread.currentThread().isVirtual() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
