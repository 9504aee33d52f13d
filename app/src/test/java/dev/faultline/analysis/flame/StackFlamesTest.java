package dev.faultline.analysis.flame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFlamesTest {
    private static final String STACKS = "main;handle;parse 3\nmain;handle;query 5\nmain;handle 1\nmain;idle 1\n";

    @TempDir
    Path folder;

    private StackFlames.Result flame(String weight) throws IOException {
        try (Imported made = Imported.text(folder, "app.collapsed", STACKS)) {
            var hits = made.search("kind:profile");
            assertThat(StackFlames.types(hits, () -> false))
                    .singleElement()
                    .isEqualTo(new StackFlames.Type("stack", 4, java.util.List.of("profile.value")));
            return StackFlames.of(hits, "stack", weight.isEmpty() ? null : weight, () -> false);
        }
    }

    @Test
    void aBoxIsAsWideAsTheStacksThatGoThroughItTheHeaviestFirst() throws IOException {
        FlameTree tree = flame("profile.value").tree();
        assertThat(tree.frames())
                .extracting(frame -> frame.depth() + " " + frame.name() + " " + frame.total() + " " + frame.self())
                .containsExactly(
                        "0 all 10 0", "1 main 10 0", "2 handle 9 1", "3 query 5 5", "3 parse 3 3", "2 idle 1 1");
        assertThat(tree.frames()).extracting(FlameFrame::before).containsExactly(0L, 0L, 0L, 0L, 5L, 9L);
    }

    @Test
    void withoutAWeightEachStackCountsOnce() throws IOException {
        assertThat(flame("").tree().total()).isEqualTo(4);
    }

    @Test
    void stacksWithoutTheWeightAreLeftOutAndCounted() throws IOException {
        StackFlames.Result result = flame("profile.other");
        assertThat(result.tree().total()).isZero();
        assertThat(result.unweighted()).isEqualTo(4);
    }

    @Test
    void whatIsSearchedForCountsOnceHoweverOftenItStandsOnAStack() {
        FlameBuilder flame = new FlameBuilder();
        var outer = flame.below(flame.root(), null, "walk");
        flame.below(outer, null, "walk").add(4);
        flame.below(flame.root(), null, "other").add(6);
        assertThat(flame.build("samples").matching("walk")).isEqualTo(4);
    }
}
