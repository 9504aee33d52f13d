package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
    @TempDir
    Path folder;

    @Test
    void readsMoreFilesThanStayOpenFromSeveralThreads() throws Exception {
        List<Path> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            all.add(Files.write(folder.resolve("f" + i), new byte[] {(byte) i, 1, 2}));
        }
        try (OpenFiles files = new OpenFiles();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> reading = () -> {
                int wrong = 0;
                for (int i = 0; i < 6_000; i++) {
                    byte[] read = new byte[2];
                    int number = i * 7 % all.size();
                    wrong += files.read(all.get(number), 0, read, 2) == 2 && read[0] == (byte) number ? 0 : 1;
                }
                return wrong;
            };
            for (Future<Integer> wrong : threads.invokeAll(List.of(reading, reading, reading, reading))) {
                assertThat(wrong.get()).isZero();
            }
        }
    }
}
