package org.gongkai.publisher.render;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

import javax.imageio.ImageIO;

/** A landscape with a town, different for every name, for pages to be looked at. */
record SamplePicture(String name, int width, int height) {

    byte[] jpeg() {
        return encoded("jpeg");
    }

    byte[] webp() {
        return encoded("webp");
    }

    private byte[] encoded(String format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.scale(width / 1600.0, width / 1600.0);
        draw(canvas, 1600, 1600.0 * height / width, new Random(name.hashCode()));
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D canvas, int width, double height, Random chance) {
        float hue = chance.nextFloat();
        canvas.setPaint(
                new GradientPaint(
                        0, 0, tone(hue, .25f, .97f), 0, (float) height, tone(hue + .1f, .3f, .8f)));
        canvas.fillRect(0, 0, width, (int) height + 1);
        canvas.setColor(new Color(255, 244, 214, 220));
        int sun = 120 + chance.nextInt(80);
        canvas.fillOval(200 + chance.nextInt(1100), (int) (height * .15), sun, sun);
        for (int ridge = 0; ridge < 4; ridge++) {
            canvas.setColor(tone(hue + .05f * ridge, .3f + .08f * ridge, .75f - .12f * ridge));
            Path2D hills = new Path2D.Double();
            hills.moveTo(0, height);
            double level = height * (.5 + .12 * ridge);
            double phase = chance.nextDouble() * 6;
            for (int x = 0; x <= width; x += 20) {
                hills.lineTo(x, level + 60 * Math.sin(x / (180.0 + 60 * ridge) + phase));
            }
            hills.lineTo(width, height);
            canvas.fill(hills);
            if (ridge == 1) {
                town(canvas, width, level + 90, hue, chance);
            }
        }
    }

    private static void town(
            Graphics2D canvas, int width, double ground, float hue, Random chance) {
        for (int x = 60; x < width - 100; ) {
            int wide = 50 + chance.nextInt(70);
            int high = 80 + chance.nextInt(260);
            canvas.setColor(tone(hue + .5f, .15f, .62f + chance.nextFloat() * .3f));
            canvas.fillRect(x, (int) ground - high, wide, high);
            canvas.setColor(new Color(255, 250, 225, 150));
            for (int y = (int) ground - high + 14; y < ground - 16; y += 26) {
                for (int at = x + 9; at < x + wide - 12; at += 18) {
                    if (chance.nextInt(3) > 0) {
                        canvas.fillRect(at, y, 8, 12);
                    }
                }
            }
            x += wide + 6 + chance.nextInt(40);
        }
    }

    private static Color tone(float hue, float saturation, float brightness) {
        return Color.getHSBColor(
                .5f + (hue - (float) Math.floor(hue)) * .2f,
                saturation * .8f,
                Math.clamp(brightness, 0f, 1f));
    }
}
