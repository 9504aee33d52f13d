package dev.faultline.sample.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** The running shop: three processes, and the customers who call the first of them. */
final class Shop {
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "USD", "SEK");
    private static final HttpClient CUSTOMERS = HttpClient.newHttpClient();

    private final Path evidence;
    private final Random random = new Random(42);

    Shop(Path evidence) {
        this.evidence = evidence;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Compiles the sources as they stand in the repository's work tree. */
    static void compile(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        sources.resolve("Tickets.java").toString(),
                        sources.resolve("Pricing.java").toString());
        if (result != 0) {
            throw new IOException("the shop does not compile");
        }
    }

    /** Starts a service and waits until it listens. */
    Process start(String name, int port, int next, Path classes, String release) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx64m",
                        "-cp",
                        classes.toString(),
                        "tickets.Tickets",
                        name,
                        Integer.toString(port),
                        Integer.toString(next),
                        evidence.toString(),
                        release)
                .redirectErrorStream(true)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.equals("ready")) {
            line = out.readLine();
        }
        return process;
    }

    /** Customers order, one after the other, with a short pause between. */
    void order(int port, int customers) throws IOException, InterruptedException {
        for (int i = 0; i < customers; i++) {
            String query = "customer=c-" + (100 + random.nextInt(50)) + "&seats=" + (1 + random.nextInt(4))
                    + "&currency=" + CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order?" + query))
                    .build();
            CUSTOMERS.send(request, HttpResponse.BodyHandlers.discarding());
            TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(60));
        }
    }

    /** The threads of a process, as an engineer would ask for them. */
    void threadDump(Process process, Path file) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process dump = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "Thread.print")
                .redirectOutput(file.toFile())
                .start();
        dump.waitFor();
    }
}
