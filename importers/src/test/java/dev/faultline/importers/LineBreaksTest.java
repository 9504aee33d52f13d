package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBreaksTest {
    private static final byte[] SIGNS = {'\n', '\n', 'a', 0x0b, 0x09, 0x0a | (byte) 0x80, 0, 0x1b, 'z', ' ', 'Z', '~'};

    private final LineBreaks breaks = new LineBreaks();

    @Test
    void findsEveryLineFeedAndSaysWhatElseIsThere() {
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            byte[] text = new byte[random.nextInt(70)];
            for (int i = 0; i < text.length; i++) {
                text[i] = random.nextInt(20) > 0 ? (byte) 'b' : SIGNS[random.nextInt(SIGNS.length)];
            }
            int from = Math.min(text.length, random.nextInt(5));
            boolean odd = false;
            boolean escapes = false;

            breaks.scan(text, from, text.length);

            for (int i = from; i < text.length; i++) {
                odd |= text[i] <= 0;
                escapes |= text[i] == 0x1b;
                if (text[i] == '\n') {
                    assertThat(breaks.next()).isEqualTo(i);
                }
            }
            assertThat(breaks.next()).isEqualTo(-1);
            assertThat(breaks.isOdd()).isEqualTo(odd);
            assertThat(breaks.hasEscapes()).isEqualTo(escapes);
        }
    }
}
