package org.gongkai.content.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks {@code INSTREAM} as clamd does: finds the EICAR test file, and hangs up on a stream that
 * is longer than its limit.
 */
public final class FakeClamd implements AutoCloseable {
    /** Put together here, so that no scanner of this machine finds it in a file. */
    public static final byte[] EICAR =
            ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EIC" + "AR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final int limit;
    private volatile boolean silent;

    public FakeClamd(int port, int limit) throws IOException {
        this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.limit = limit;
        Thread.ofVirtual().start(this::serve);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on it takes everything and answers nothing. */
    void fallSilent() {
        silent = true;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
            if (!command.equals("zINSTREAM\0")) {
                say(connection, "UNKNOWN COMMAND");
                return;
            }
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                stream.write(in.readNBytes(length));
                if (stream.size() > limit) {
                    say(connection, "INSTREAM size limit exceeded. ERROR");
                    return;
                }
            }
            if (silent) {
                Thread.sleep(60_000);
            }
            boolean found =
                    stream.toString(StandardCharsets.ISO_8859_1)
                            .contains(new String(EICAR, StandardCharsets.ISO_8859_1));
            say(connection, found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
        } catch (IOException e) {
            return; // the other side hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\0").getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
