package dev.faultline.workbench;

/**
 * How far an import came.
 *
 * @param path the source being read
 * @param bytesRead of all sources
 * @param bytes in all sources together; -1 where not known
 * @param events of all sources so far
 * @param sourcesDone sources before it
 * @param sources sources in the plan; 0 where not known
 * @param nanos since the import began
 */
record ImportProgress(String path, long bytesRead, long bytes, long events, int sourcesDone, int sources, long nanos) {
    private static final double HALF_SECOND = 0.5;
    /** Before this share nobody can say how long it will take. */
    private static final double TOLD = 0.02;

    /** From 0 to 1; -1 where not known. */
    double share() {
        return bytes > 0 ? Math.min(1, bytesRead / (double) bytes) : -1;
    }

    /** {@code app.log  61 % · 184 of 300 MB · 1,900,000 events · 410 k/s · 0:04 left · 3 of 12}. */
    String text() {
        StringBuilder text = new StringBuilder(path.substring(path.lastIndexOf('/') + 1));
        if (share() >= 0) {
            text.append("  ").append(Words.number(share() * 100, 0)).append(" %");
        }
        if (bytesRead > 0 || bytes > 0) {
            text.append(" · ").append(Bytes.of(bytesRead, bytes));
        }
        text.append(Words.of("import.events", events));
        double seconds = nanos / 1e9;
        if (seconds > HALF_SECOND) {
            text.append(" · ").append(Words.number(events / seconds / 1000, 0)).append(" k/s");
            if (share() > TOLD) {
                long left = Math.round(seconds / share() * (1 - share()));
                text.append(Words.of("import.left", left / 60, left % 60));
            }
        }
        if (sources > 1) {
            text.append(Words.of("import.of", Math.min(sourcesDone + 1, sources), sources));
        }
        return text.toString();
    }
}
