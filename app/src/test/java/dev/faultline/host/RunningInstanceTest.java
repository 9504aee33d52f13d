package dev.faultline.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningInstanceTest {
    @TempDir
    Path folder;

    private final BlockingQueue<List<Path>> received = new LinkedBlockingQueue<>();

    private RunningInstance.Start start(String screen, Path... paths) {
        return RunningInstance.start(folder.resolve("run"), screen, List.of(paths), received::add);
    }

    private RunningInstance first(String screen) {
        RunningInstance.Start start = start(screen);
        assertThat(start).isInstanceOf(RunningInstance.Start.First.class);
        return ((RunningInstance.Start.First) start).instance();
    }

    @Test
    void aSecondStartGivesItsFilesToTheFirstAndTheyArriveAbsolute() throws Exception {
        try (RunningInstance first = first("a")) {
            assertThat(start("a", Path.of("logs/a b.log").toAbsolutePath(), Path.of("ünter.json")))
                    .isInstanceOf(RunningInstance.Start.HandedOver.class);
            assertThat(received.poll(5, TimeUnit.SECONDS))
                    .containsExactly(
                            Path.of("logs/a b.log").toAbsolutePath(),
                            Path.of("ünter.json").toAbsolutePath());
            assertThat(start("a")).isInstanceOf(RunningInstance.Start.HandedOver.class);
            assertThat(received.poll(5, TimeUnit.SECONDS)).isEmpty();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void anotherScreenHasAWindowOfItsOwn() throws IOException {
        try (RunningInstance here = first("a");
                RunningInstance there = first("b")) {
            assertThat(here).isNotSameAs(there);
        }
    }

    @Test
    void aSocketThatADeadProcessLeftBehindDisturbsNobody() throws IOException {
        PrivateFolder.at(folder.resolve("run"));
        Files.createFile(folder.resolve("run").resolve("window-a.socket"));
        first("a").close();
        first("a").close();
    }

    @Test
    void nobodyElseCanLookIntoTheFolder() throws IOException {
        Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        first("a").close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aLinkThatSomebodyPutThereIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("run"), Files.createDirectory(folder.resolve("elsewhere")));
        assertThat(start("a")).isInstanceOf(RunningInstance.Start.Alone.class);
    }

    @Test
    void nonsenseOnTheSocketIsNoFileAndTheNextStartStillWorks() throws Exception {
        try (RunningInstance first = first("a")) {
            assertThat(first).isNotNull();
            try (SocketChannel channel = SocketChannel.open(
                    UnixDomainSocketAddress.of(folder.resolve("run").resolve("window-a.socket")))) {
                channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            }
            start("a", Path.of("x").toAbsolutePath());
            assertThat(received.poll(5, TimeUnit.SECONDS))
                    .containsExactly(Path.of("x").toAbsolutePath());
        }
    }

    @Test
    void whatCameBeforeTheWindowWaitsForIt() {
        OpenRequests requests = new OpenRequests();
        requests.add(List.of(Path.of("/a")));
        requests.deliverTo(received::add);
        requests.add(List.of(Path.of("/b")));
        assertThat(received).containsExactly(List.of(Path.of("/a")), List.of(Path.of("/b")));
    }
}
