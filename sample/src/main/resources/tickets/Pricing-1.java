package tickets;

import java.util.Map;

/** What a seat costs. */
final class Pricing {
    private static final Map<String, Integer> RATES = Map.of("EUR", 100, "USD", 108, "SEK", 1130);

    private Pricing() {}

    static int price(String currency, int seats) {
        int rate = RATES.get(currency);
        return seats * 45 * rate / 100;
    }
}
