package org.gongkai.content.scan;

import org.gongkai.content.engine.StartRefused;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ClamAV's daemon, by the command {@code INSTREAM} of its protocol (clamd(8)): chunks with their
 * length before them, a chunk of no length at the end, one line as answer.
 */
final class Clamd implements VirusScanner {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4096;
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\[?([^\\]]+?)\\]?:(\\d{1,5})");

    private final String address;
    private final Duration timeout;

    Clamd(String address, Duration timeout) {
        if (!address.startsWith("/") && !HOST_AND_PORT.matcher(address).matches()) {
            throw new StartRefused(
                    "gongkai.scan.clamd is \"%s\"; make it host:port or the absolute path of clamd's socket"
                            .formatted(address));
        }
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public Verdict scan(Path file) {
        try (SocketChannel clamd = open()) {
            FutureTask<String> answer = new FutureTask<>(() -> ask(clamd, file));
            Thread.ofVirtual().name("clamd").start(answer);
            return verdict(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // Closing the channel ends the thread that waits on it.
            throw new ScannerAway(address, "none within " + timeout.toSeconds() + " s");
        } catch (IOException e) {
            throw new ScannerAway(address, String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            throw new ScannerAway(address, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScannerAway(address, "interrupted");
        }
    }

    private SocketChannel open() throws IOException {
        return address.startsWith("/")
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private SocketAddress target() {
        Matcher parts = HOST_AND_PORT.matcher(address);
        return parts.matches() && !address.startsWith("/")
                ? new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)))
                : UnixDomainSocketAddress.of(address);
    }

    private String ask(SocketChannel clamd, Path file) throws IOException {
        clamd.connect(target());
        try {
            send(clamd, file);
        } catch (IOException e) {
            // It answers and hangs up in the middle of what is too large for it.
            String answer = answer(clamd);
            if (answer.isEmpty()) {
                throw e;
            }
            return answer;
        }
        return answer(clamd);
    }

    private static void send(SocketChannel clamd, Path file) throws IOException {
        write(clamd, ByteBuffer.wrap(COMMAND));
        ByteBuffer chunk = ByteBuffer.allocate(Integer.BYTES + CHUNK);
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.read(chunk.clear().position(Integer.BYTES)) >= 0) {
                chunk.putInt(0, chunk.position() - Integer.BYTES);
                write(clamd, chunk.flip());
            }
        }
        write(clamd, ByteBuffer.allocate(Integer.BYTES));
    }

    private static void write(SocketChannel clamd, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            clamd.write(bytes);
        }
    }

    /** The line up to its zero; empty if the daemon hung up without one. */
    private static String answer(SocketChannel clamd) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        while (answer.hasRemaining() && clamd.read(answer) >= 0) {
            String line = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
            if (line.indexOf('\0') >= 0) {
                return line.substring(0, line.indexOf('\0')).strip();
            }
        }
        return "";
    }

    private Verdict verdict(String answer) {
        Matcher found = FOUND.matcher(answer);
        if (found.matches()) {
            return new Verdict.Infected(found.group(1));
        }
        if (answer.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        if (answer.startsWith("INSTREAM size limit exceeded")) {
            return new Verdict.TooLarge();
        }
        throw new ScannerAway(
                address, answer.isEmpty() ? "the connection was closed" : "“" + answer + "”");
    }
}
