package org.gongkai.publisher.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads one picture many times at once, each in a thread of its own. */
final class ManyAtOnce {
    private ManyAtOnce() {}

    /**
     * Says what was made.
     *
     * @param args the picture, and how many times
     */
    public static void main(String[] args) throws Exception {
        Path photograph = Path.of(args[0]);
        PictureReader reader = new PictureReader(PictureSettings.usual());
        Set<String> sizes = new TreeSet<>();
        List<Future<Picture>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = Integer.parseInt(args[1]); i > 0; i--) {
                all.add(
                        threads.submit(
                                () -> {
                                    reader.check(photograph, "photo.jpg");
                                    return reader.read(
                                            photograph, "photo.jpg", ManyAtOnce::smallest);
                                }));
            }
            for (Future<Picture> each : all) {
                sizes.add(each.get().width() + "");
            }
        }
        Picture widest = reader.read(photograph, "photo.jpg", pixels -> pixels.at(1600));
        System.out.printf(
                "made %d of %d x %d, narrowed to %s%n",
                all.size(), widest.width(), widest.height(), sizes);
    }

    private static Picture smallest(Pixels pixels) {
        Picture widest = pixels.at(PictureReader.WIDEST);
        widest.jpeg();
        widest.webp();
        return widest.narrowedTo(320);
    }
}
