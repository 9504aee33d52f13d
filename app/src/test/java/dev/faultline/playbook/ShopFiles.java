package dev.faultline.playbook;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shop's incident as it was exported, the same kind of incident on another day, and a day without one. */
public final class ShopFiles {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{16}(?:[0-9a-f]{16})?\\b");
    private static final Pattern MILLIS = Pattern.compile("\"timestamp\":(\\d{13})");
    private static final long DAYS = 12 * 86_400_000L + 41_000_000L;

    private ShopFiles() {}

    /** Logs, snapshots and the repository. */
    public static List<Path> all() {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        return Stream.of(
                        "logs/java/shop/gateway.log",
                        "logs/java/shop/orders.log",
                        "logs/java/shop/payment.log",
                        "snapshots/datadog/shop-0011.json",
                        "snapshots/datadog/shop-0013.json",
                        "changes/git/shop.bundle")
                .map(SAMPLES::resolve)
                .toList();
    }

    /** Other customers, ports, ids and times; the same fault. */
    public static List<Path> secondIncident(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> made = new ArrayList<>();
        for (Path file : all().subList(0, 5)) {
            String text = Files.readString(file)
                    .replace("2026-11-20 19:", "2026-12-03 06:")
                    .replace("c-300", "c-871")
                    .replaceAll("http-1808(\\d)", "http-2917$1")
                    .replace("Payment.java:30", "Payment.java:37");
            text = ID.matcher(text)
                    .replaceAll(
                            found -> new StringBuilder(found.group()).reverse().toString());
            text = MILLIS.matcher(text).replaceAll(found -> "\"timestamp\":" + (Long.parseLong(found.group(1)) + DAYS));
            made.add(Files.writeString(folder.resolve(String.valueOf(file.getFileName())), text));
        }
        return made;
    }

    /** What was recorded before anything failed, snapshots of hits that went well among it. */
    public static List<Path> healthy(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> made = new ArrayList<>();
        for (Path file : all().subList(0, 3)) {
            String before = String.join(
                    "\n",
                    Files.readAllLines(file).stream()
                            .takeWhile(line -> line.compareTo("2026-11-20 19:49:29.39") < 0)
                            .toList());
            made.add(Files.writeString(folder.resolve(String.valueOf(file.getFileName())), before + "\n"));
        }
        made.add(all().get(3));
        return made;
    }
}
