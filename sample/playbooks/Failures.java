import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Fails on purpose in ten ways and writes what a service would log (logstash's JSON), as evidence for the tests of the
 * starter playbooks. Run it beside this file: {@code java -Xmx64m Failures.java FOLDER}.
 */
public final class Failures {
    private static final List<String> LINES = new ArrayList<>();

    private Failures() {}

    /** What fails. */
    interface Failing {
        void run() throws Throwable;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        List<byte[]> kept = new ArrayList<>();
        write(folder, "heap", 1, "orders", "export failed", () -> {
            while (true) {
                kept.add(new byte[8 << 20]);
            }
        });
        kept.clear();
        write(folder, "dns", 4, "orders", "cannot call payment", () -> InetAddress.getByName("payment.shop.invalid"));
        write(folder, "refused", 6, "orders", "cannot call payment", () -> {
            try (Socket socket = new Socket("127.0.0.1", 9)) {
                throw new ConnectException("a discard service listens");
            }
        });
        Map<String, Map<String, String>> customers = new HashMap<>();
        customers.put("c-300", new HashMap<>());
        write(folder, "npe", 6, "payment", "charge failed for customer c-300", () -> {
            String tier = customers.get("c-300").get("tier");
            tier.length();
        });
        int[] rates = new int[0];
        write(folder, "arithmetic", 5, "payment", "cannot price order in currency XAU", () -> {
            int average = 1999 / rates.length;
            throw new IllegalStateException("average " + average);
        });
        rejected(folder);
        race(folder);
        tls(folder);
        deadlock(folder);
    }

    private static void write(Path folder, String name, int times, String service, String message, Failing failing)
            throws Exception {
        for (int i = 0; i < times; i++) {
            try {
                failing.run();
            } catch (Throwable failure) {
                log(service, Thread.currentThread().getName(), message, failure);
            }
        }
        flush(folder, name);
    }

    private static synchronized void log(String service, String thread, String message, Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        LINES.add("{\"@timestamp\":\"" + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + "\",\"level\":\"ERROR\",\"service\":\"" + service + "\",\"logger_name\":\"shop." + service
                + "\",\"thread_name\":\"" + thread + "\",\"message\":\"" + message + "\",\"stack_trace\":\""
                + stack.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
                + "\"}");
    }

    private static synchronized void flush(Path folder, String name) throws Exception {
        Files.write(folder.resolve(name + ".jsonl"), LINES);
        System.out.println(name + ": " + LINES.size() + " failures");
        LINES.clear();
    }

    private static void rejected(Path folder) throws Exception {
        try (ExecutorService pool =
                new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2))) {
            write(folder, "rejected", 8, "orders", "order not accepted", () -> pool.execute(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    private static void race(Path folder) throws Exception {
        List<Integer> shared = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            shared.add(i);
        }
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(Thread.ofPlatform().name("http-" + t).start(() -> {
                for (int round = 0; round < 200; round++) {
                    try {
                        long sum = 0;
                        for (int value : shared) {
                            sum += value;
                        }
                        if (sum < 0) {
                            return;
                        }
                    } catch (java.util.ConcurrentModificationException | NullPointerException seen) {
                        log("orders", Thread.currentThread().getName(), "cannot sum the basket", seen);
                        return;
                    }
                }
            }));
        }
        for (int i = 0; i < 2_000_000 && threads.stream().anyMatch(Thread::isAlive); i++) {
            shared.add(i);
            shared.removeLast();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        flush(folder, "race");
    }

    private static void tls(Path folder) throws Exception {
        Path keys = Files.createTempDirectory("keys");
        String[][] steps = {
            {"-genkeypair", "-alias", "ca", "-dname", "CN=Shop CA", "-keyalg", "EC", "-ext", "bc:c", "-validity", "3650"},
            {"-genkeypair", "-alias", "leaf", "-dname", "CN=localhost", "-keyalg", "EC"},
            {"-certreq", "-alias", "leaf", "-file", keys.resolve("leaf.csr").toString()},
            {"-gencert", "-alias", "ca", "-infile", keys.resolve("leaf.csr").toString(), "-outfile",
                keys.resolve("leaf.crt").toString(), "-startdate", "-10d", "-validity", "1", "-ext", "san=dns:localhost"},
            {"-importcert", "-alias", "leaf", "-file", keys.resolve("leaf.crt").toString()}
        };
        for (String[] step : steps) {
            List<String> command = new ArrayList<>(
                    List.of(System.getProperty("java.home") + "/bin/keytool", "-keystore", keys.resolve("all.p12").toString(),
                            "-storepass", "changeit", "-noprompt"));
            command.addAll(List.of(step));
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        }
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.resolve("all.p12"))) {
            all.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        all.deleteEntry("ca");
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(all, "changeit".toCharArray());
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(own.getKeyManagers(), null, null);
        SSLServerSocket listening = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    socket.startHandshake();
                } catch (Exception refused) {
                    // The client refuses; that is what is shown.
                }
            }
        });
        write(folder, "expired", 3, "orders", "cannot call payment", () -> connect(trusted, listening.getLocalPort()));
        write(folder, "chain", 3, "orders", "cannot call payment", () -> connect(null, listening.getLocalPort()));
    }

    private static void connect(KeyStore trusted, int port) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
        }
    }

    private static void deadlock(Path folder) throws Exception {
        Object first = new Object();
        Object second = new Object();
        lock("stock-reserver", first, second);
        lock("stock-restocker", second, first);
        Thread.sleep(500);
        Process dump = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jstack", Long.toString(ProcessHandle.current().pid()))
                .redirectOutput(folder.resolve("deadlock.jstack.txt").toFile())
                .start();
        dump.waitFor();
        System.exit(0);
    }

    private static void lock(String name, Object one, Object other) {
        Thread.ofPlatform().name(name).daemon().start(() -> {
            synchronized (one) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException stop) {
                    return;
                }
                synchronized (other) {
                    System.out.println("never");
                }
            }
        });
    }
}
