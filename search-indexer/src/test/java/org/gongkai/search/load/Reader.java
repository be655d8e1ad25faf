package org.gongkai.search.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Asks over HTTP. Thread-safe. */
final class Reader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @throws IllegalStateException if the answer is anything but 200
     */
    String ask(URI question) {
        try {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(question).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        question + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(question.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** So many questions by so many readers, each of whom asks as soon as the last is answered. */
    Timings ask(IntFunction<URI> questions, int count, int readers) {
        long[] took = new long[count];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService all = Executors.newFixedThreadPool(readers)) {
            for (int reader = 0; reader < readers; reader++) {
                all.execute(
                        () -> {
                            for (int i; (i = next.getAndIncrement()) < count; ) {
                                long asked = System.nanoTime();
                                ask(questions.apply(i));
                                took[i] = System.nanoTime() - asked;
                            }
                        });
            }
        }
        return new Timings(LongStream.of(took).boxed().toList(), (System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        client.close();
    }
}
