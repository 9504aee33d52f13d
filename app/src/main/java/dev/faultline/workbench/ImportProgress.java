package dev.faultline.workbench;

/**
 * How far an import came.
 *
 * @param path the source being read
 * @param bytesRead of it
 * @param bytes its length; -1 where not known
 * @param events of it so far
 * @param sourcesDone sources before it
 * @param sources sources in the plan; 0 where not known
 * @param nanos since this source began
 */
record ImportProgress(String path, long bytesRead, long bytes, long events, int sourcesDone, int sources, long nanos) {
    /** From 0 to 1; -1 where not known. */
    double share() {
        return bytes > 0 ? Math.min(1, bytesRead / (double) bytes) : -1;
    }

    /** {@code app.log.gz 61 % · 1,900,000 events · 410 k/s · 0:04 left · 3 of 12}. */
    String text() {
        StringBuilder text = new StringBuilder(path.substring(path.lastIndexOf('/') + 1));
        if (share() >= 0) {
            text.append("  " + Words.number(share() * 100, 0) + " %");
        }
        text.append(Words.of("import.events", events));
        double seconds = nanos / 1e9;
        if (seconds > 0.5) {
            text.append(" · ").append(Words.number(events / seconds / 1000, 0)).append(" k/s");
            if (share() > 0.02) {
                long left = Math.round(seconds / share() * (1 - share()));
                text.append(Words.of("import.left", left / 60, left % 60));
            }
        }
        if (sources > 1) {
            text.append(Words.of("import.of", sourcesDone + 1, sources));
        }
        return text.toString();
    }
}
