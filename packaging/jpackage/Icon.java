import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws the icon: bars of a timeline, broken by a fault. {@code java Icon.java SIZE FILE}, for .png, .ico, .icns */
final class Icon {
    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[0]);
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(size / 256.0, size / 256.0);
        g.setColor(new Color(0x0D1117));
        g.fill(new RoundRectangle2D.Double(8, 8, 240, 240, 52, 52));
        double[] heights = {38, 54, 46, 62, 70, 132, 150, 96};
        for (int i = 0; i < heights.length; i++) {
            g.setColor(i < 5 ? new Color(0x4E95CF) : new Color(0xD94A45));
            g.fill(new RoundRectangle2D.Double(34 + i * 24, 208 - heights[i], 16, heights[i], 6, 6));
        }
        Path2D fault = new Path2D.Double();
        fault.moveTo(152, 30);
        fault.lineTo(138, 92);
        fault.lineTo(156, 120);
        fault.lineTo(142, 176);
        fault.lineTo(150, 226);
        g.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(new Color(0x50ECA0));
        g.draw(fault);
        g.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Files.write(Path.of(arguments[1]), wrapped(arguments[1], png.toByteArray()));
    }

    /** The icons of Windows and macOS may hold a PNG as it is, behind a small header. Both want a size of 256. */
    private static byte[] wrapped(String name, byte[] png) {
        if (name.endsWith(".ico")) {
            ByteBuffer ico = ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN);
            ico.putShort((short) 0).putShort((short) 1).putShort((short) 1);
            // A width and a height of 0 mean 256; no palette; one plane, 32 bits; where the picture is.
            ico.putInt(0).putShort((short) 1).putShort((short) 32).putInt(png.length).putInt(22);
            return ico.put(png).array();
        }
        if (name.endsWith(".icns")) {
            ByteBuffer icns = ByteBuffer.allocate(16 + png.length);
            icns.putInt(0x69636E73).putInt(16 + png.length);
            icns.putInt(0x69633038).putInt(8 + png.length);
            return icns.put(png).array();
        }
        return png;
    }
}
