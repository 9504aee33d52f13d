package dev.faultline.otlp;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.store.Case;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Receives OTLP/HTTP on the loopback address into a case. Off unless asked for; whoever sends must know the token. A
 * request is acknowledged when it is part of the case; one that is not acknowledged may be sent again, and then its logs
 * may be there twice.
 */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService handlers;
    private final Thread importing;
    private final Intake intake;
    private final Spools spools;
    private final ExportHandler handler;

    private Receiver(
            HttpServer server,
            ExecutorService handlers,
            Thread importing,
            Intake intake,
            Spools spools,
            ExportHandler handler) {
        this.handler = handler;
        this.server = server;
        this.handlers = handlers;
        this.importing = importing;
        this.intake = intake;
        this.spools = spools;
    }

    /** Begins to listen; port 0 takes a free one. The case is open for writing and stays the caller's to close. */
    public static Receiver start(Case target, int port, String token) throws IOException {
        // Read once by the JDK's server. Who opens connections and sends half a request is cut off after this time, and
        // until then leaves enough connections for those who send whole ones.
        setDefault("sun.net.httpserver.maxReqTime", "10");
        setDefault("sun.net.httpserver.maxReqHeaders", "100");
        setDefault("sun.net.httpserver.maxConnections", "2000");
        // What was sent before the refusal arrived is thrown away, so that the sender can read why.
        setDefault("sun.net.httpserver.drainAmount", Integer.toString(Body.MOST));
        Spools spools = new Spools(target, Clock.systemUTC());
        spools.recover();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        Intake intake = new Intake(spools);
        Thread importing = Thread.ofPlatform().name("otlp import").start(intake);
        // A thread waits for the rest of each request that has begun: so there are as many as connections, at no cost.
        ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(handlers);
        ExportHandler handler =
                new ExportHandler(intake, token, server.getAddress().getPort());
        server.createContext("/", handler);
        server.start();
        return new Receiver(server, handlers, importing, intake, spools, handler);
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Requests that are part of the case. */
    public long taken() {
        return handler.taken();
    }

    /** Requests that were answered with a refusal. */
    public long refused() {
        return handler.refused();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Takes no more, and waits until what was taken is part of the case. */
    @Override
    public void close() throws IOException {
        server.stop(1);
        handlers.shutdown();
        try {
            intake.end();
            importing.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        spools.close();
    }
}
