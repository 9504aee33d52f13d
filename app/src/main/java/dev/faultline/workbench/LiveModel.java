package dev.faultline.workbench;

import dev.faultline.importers.Follower;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.Source;
import dev.faultline.otlp.Receiver;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What comes into the case while one looks at it: files that grow, telemetry that is sent here. Lives on the UI thread. */
final class LiveModel {
    static final int USUAL_PORT = 4318;
    private static final long LOOK = 500_000_000L;

    private final CaseModel model;
    private final ReadOnlyObjectWrapper<Live> state = new ReadOnlyObjectWrapper<>(Live.OFF);
    private final Map<Path, Followed> files = new LinkedHashMap<>();
    private volatile @Nullable Receiver receiver;
    private String token = "";
    private String trouble = "";
    private boolean paused;
    private long pausedAt;

    /** A file that is followed: how many events came, and the last that happened to it. */
    record Followed(Path file, long events, String words) {}

    /**
     * All of it as it is now.
     *
     * @param receiving where telemetry is received; nothing where it is not
     * @param trouble why it could not be received
     * @param unseen events that came while the views stand still; 0 while they follow
     */
    record Live(List<Followed> files, Optional<Receiving> receiving, String trouble, boolean paused, long unseen) {
        static final Live OFF = new Live(List.of(), Optional.empty(), "", false, 0);

        Live {
            files = List.copyOf(files);
        }

        boolean isOn() {
            return !files.isEmpty() || receiving.isPresent();
        }
    }

    /** Where programs on this machine send to, and what came. */
    record Receiving(int port, String token, long taken, long refused) {
        String address() {
            return "http://127.0.0.1:" + port;
        }

        /** For a program with an OpenTelemetry SDK. */
        String environment() {
            return "OTEL_EXPORTER_OTLP_ENDPOINT=" + address() + "\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n"
                    + "OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20" + token + "\n";
        }
    }

    LiveModel(CaseModel model) {
        this.model = model;
    }

    ReadOnlyObjectProperty<Live> state() {
        return state.getReadOnlyProperty();
    }

    /** Begins to bring in what is appended to the source's file, or ends it. */
    void toggle(Source source) {
        Path file = Path.of(source.path());
        if (files.containsKey(file)) {
            stop(file);
        } else if (source.container() != null) {
            model.say(Words.of("live.own-file"));
        } else if (isWritable()) {
            follow(file, source);
        }
    }

    boolean isFollowed(Source source) {
        return source.container() == null && files.containsKey(Path.of(source.path()));
    }

    private boolean isWritable() {
        boolean writable = model.openCase().isWritable();
        if (!writable) {
            model.say(Words.of("common.read-only"));
        }
        return writable;
    }

    private void follow(Path file, Source source) {
        ZoneId zone = source.zone() == null ? null : ZoneId.of(source.zone());
        ImportOptions options = new ImportOptions(source.format(), zone, source.service(), source.clockOffset(), true);
        files.put(file, new Followed(file, 0, Words.of("live.nothing-new")));
        Follower follower = new Follower(model.openCase(), options, change -> model.later(() -> came(change)));
        model.read(
                "follow-" + file,
                cancelled -> {
                    follower.follow(List.of(file), cancelled);
                    return true;
                },
                stopped -> {});
        changed();
    }

    private void came(Follower.Change change) {
        files.computeIfPresent(
                change.file(), (file, before) -> new Followed(file, before.events() + change.events(), change.words()));
        changed();
    }

    private void stop(Path file) {
        files.remove(file);
        model.stop("follow-" + file);
        changed();
    }

    /** Listens on the loopback address; whoever sends must know the token. */
    void receive(int port) {
        if (receiver != null || !isWritable()) {
            return;
        }
        token = Receiver.newToken();
        String given = token;
        model.read(
                "receive",
                cancelled -> {
                    try {
                        receiver = Receiver.start(model.openCase(), port, given);
                        return "";
                    } catch (BindException taken) {
                        return Words.of("live.port-taken", port);
                    } catch (IOException failure) {
                        return Trouble.words(failure);
                    }
                },
                problem -> {
                    trouble = problem;
                    changed();
                    look();
                });
    }

    /** Counts are looked at now and then, while there are any. */
    private void look() {
        if (receiver != null) {
            changed();
            model.later("receiver-look", LOOK, this::look);
        }
    }

    /** Ends the receiver; what it took is part of the case. */
    void receiveNoMore() {
        model.read(
                "receive",
                cancelled -> {
                    close();
                    return true;
                },
                done -> changed());
    }

    void stopAll() {
        List.copyOf(files.keySet()).forEach(this::stop);
        if (receiver != null) {
            receiveNoMore();
        }
        pause(false);
    }

    /** Lets the views stand still while everything is still stored, or follow again. */
    void pause(boolean wanted) {
        if (paused != wanted) {
            paused = wanted;
            pausedAt = model.openCase().reader().events();
            changed();
            if (!wanted) {
                model.search();
            }
        }
    }

    /** Whether the views stand still; what was stored meanwhile is counted. */
    boolean standsStill() {
        if (paused) {
            changed();
        }
        return paused;
    }

    private void changed() {
        Receiver now = receiver;
        Optional<Receiving> receiving = now == null
                ? Optional.empty()
                : Optional.of(new Receiving(now.port(), token, now.taken(), now.refused()));
        long unseen = paused ? model.openCase().reader().events() - pausedAt : 0;
        state.set(new Live(List.copyOf(files.values()), receiving, trouble, paused, unseen));
    }

    /** From any thread: the case is about to be closed. */
    void close() throws IOException {
        Receiver now = receiver;
        receiver = null;
        if (now != null) {
            now.close();
        }
    }
}
