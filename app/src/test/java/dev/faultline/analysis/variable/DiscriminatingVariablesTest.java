package dev.faultline.analysis.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.analysis.Imported;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Location;
import dev.faultline.model.Snapshot;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscriminatingVariablesTest {
    private static final Path DATADOG = Path.of("../../shared/samples/snapshots/datadog");

    @TempDir
    Path folder;

    private static Event hit(int number, List<Variable> variables) {
        Frame frame = new Frame("shop.Cart.total", "Cart.java", 10, null, true);
        return new Event(
                new EventId(1, number),
                Kind.SNAPSHOT,
                number,
                TimeQuality.EXACT,
                -1,
                0,
                "cart",
                null,
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                new Snapshot(List.of(new Snapshot.FrameVariables(frame, variables, List.of())), null),
                -1,
                new Location(1, 0, 0, 0));
    }

    /** A planted predicate: how a variable looks where it holds, and where it does not. */
    private static Variable planted(int kind, Random random, boolean holds) {
        return switch (kind) {
            case 0 -> Variable.of("planted", "Order", holds ? "null" : "Order@" + random.nextInt(3));
            case 1 ->
                Variable.of(
                        "planted",
                        "String",
                        holds ? "legacy" : List.of("gold", "silver").get(random.nextInt(2)));
            case 2 -> Variable.of("planted", "int", Integer.toString(random.nextInt(1000) + (holds ? 5000 : 0)));
            case 3 -> collection(holds ? 0 : 1 + random.nextInt(4), random);
            default -> Variable.of("planted", holds ? "shop.GuestCart" : "shop.MemberCart", "x" + random.nextInt(3));
        };
    }

    private static Variable collection(int size, Random random) {
        List<Variable> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(Variable.of("[" + i + "]", "int", Integer.toString(random.nextInt(100))));
        }
        return new Variable("planted", "int[]", size == 0 ? "[]" : null, members, null);
    }

    private static List<Variable> noise(Random random) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            variables.add(Variable.of("number" + i, "int", Integer.toString(random.nextInt(10_000))));
            variables.add(Variable.of("word" + i, "String", "w" + random.nextInt(4)));
            variables.add(Variable.of("flag" + i, "boolean", Boolean.toString(random.nextBoolean())));
        }
        return variables;
    }

    @Test
    void aPlantedPredicateComesFirstInAHundredCases() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int kind = seed % 5;
            int failing = 8 + random.nextInt(40);
            int passing = 20 + random.nextInt(280);
            PlaceGroup place = new PlaceGroup("cart");
            for (int i = 0; i < failing + passing; i++) {
                boolean fails = i < failing;
                // Two in a hundred passing hits have it too.
                boolean holds = fails || random.nextInt(100) < 2;
                List<Variable> variables = noise(random);
                variables.add(random.nextInt(variables.size()), planted(kind, random, holds));
                place.add(hit(i, variables), fails);
            }
            Discriminator first = place.ranked(5).getFirst().ranked().getFirst();
            found += first.field().equals("var.planted") && first.failing() == failing ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    @Test
    void saysItWithItsCounts() {
        PlaceGroup place = new PlaceGroup("cart");
        for (int i = 0; i < 41; i++) {
            place.add(hit(i, List.of(Variable.of("idle", "int", "0"))), true);
        }
        for (int i = 0; i < 300; i++) {
            place.add(hit(100 + i, List.of(Variable.of("idle", "int", i < 2 ? "0" : "7"))), false);
        }
        Discriminator first = place.ranked(1).getFirst().ranked().getFirst();
        assertThat(first.sentence()).isEqualTo("idle = 0 in 41 of 41 failing, 2 of 300 passing");
        assertThat(first.query()).isEqualTo("var.idle:\"0\"");
        assertThat(first.chance()).isLessThan(1e-20);
    }

    @Test
    void saysThatThereAreTooFewHits() {
        PlaceGroup place = new PlaceGroup("cart");
        place.add(hit(1, List.of(Variable.of("tier", null, "legacy"))), true);
        place.add(hit(2, List.of(Variable.of("tier", null, "gold"))), false);
        DiscriminatingVariables.Place ranked = place.ranked(5).getFirst();
        assertThat(ranked.isEnough()).isFalse();
        assertThat(ranked.verdict()).startsWith("too few hits: 1 failing and 1 passing");
    }

    @Test
    void findsNothingWhereNothingDiffers() {
        PlaceGroup place = new PlaceGroup("cart");
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            place.add(hit(i, noise(random)), i < 50);
        }
        assertThat(place.ranked(50).getFirst().ranked())
                .allSatisfy(each -> assertThat(each.chance()).isGreaterThan(0.01));
    }

    @Test
    void namesTheTierThatFailsInTheShop() throws IOException {
        assumeTrue(Files.isDirectory(DATADOG), "no sample " + DATADOG);
        List<Path> files = List.of(
                DATADOG.resolve("shop-0011.json"),
                DATADOG.resolve("shop-0013.json"),
                DATADOG.resolve("shop-0016.json"));
        try (Imported made = Imported.files(folder, files)) {
            String failing = "(severity:>=error OR exception:*)";
            DiscriminatingVariables found = DiscriminatingVariables.of(
                    made.search("kind:snapshot AND " + failing),
                    made.search("kind:snapshot AND NOT " + failing),
                    5,
                    () -> false);
            DiscriminatingVariables.Place first = found.places().getFirst();
            assertThat(first.failure()).isEqualTo("java.lang.ArithmeticException");
            assertThat(first.ranked().getFirst().predicate()).isEqualTo("tier = \"legacy\"");
            assertThat(first.verdict()).startsWith("too few hits");
            ValueHunt hunt = ValueHunt.of(made.reader(), "legacy", TimeRange.ALL, () -> false);
            assertThat(hunt.places())
                    .extracting(ValueHunt.Place::where)
                    .contains("var.tier", "var.customer.tier", "message");
        }
    }

    @Test
    void attributesOfSpansAreRankedLikeVariables() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            boolean fails = i % 4 == 0;
            log.append("{\"time\":\"2026-03-05T14:00:" + (10 + i) + "Z\",\"level\":\"" + (fails ? "error" : "info")
                    + "\",\"msg\":\"call done\",\"region\":\"" + (fails ? "eu-west" : "us-east") + "\",\"n\":" + i % 7
                    + "}\n");
        }
        try (Imported made = Imported.text(folder, "calls.json", log.toString())) {
            DiscriminatingVariables found = DiscriminatingVariables.of(
                    made.search("severity:error"), made.search("severity:info"), 3, () -> false);
            assertThat(found.places().getFirst().ranked().getFirst().sentence())
                    .isEqualTo("region = \"eu-west\" in 10 of 10 failing, 0 of 30 passing");
        }
    }
}
