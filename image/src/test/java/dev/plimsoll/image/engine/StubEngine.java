package dev.plimsoll.image.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine on a unix socket that answers with the raw bytes a test gives. */
public final class StubEngine implements AutoCloseable {
    /** Requests as they came, with their bodies but for those that were refused at once. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public final Path socket;
    private final ServerSocketChannel server;
    private volatile boolean refusesBodies;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    public StubEngine(Path socket) {
        this.socket = socket;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "stub-engine");
        thread.setDaemon(true);
        thread.start();
        answer("/_ping", "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
    }

    public void answer(String path, String raw) {
        answers.put(path, raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void answer(String path, byte[] raw) {
        answers.put(path, raw);
    }

    public void json(String path, String json) {
        answer(path, "HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    /** A body in chunks of uneven sizes, as engines send archives. */
    public static byte[] chunked(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                bytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n"));
        int size = 1;
        for (int at = 0; at < content.length; at += size, size = Math.min(size * 3, 40_000)) {
            int n = Math.min(size, content.length - at);
            out.writeBytes(bytes(Integer.toHexString(n) + ";ignored=1\r\n"));
            out.write(content, at, n);
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("0\r\nTrailer: x\r\n\r\n"));
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                String request = request(channel);
                asked.add(request);
                String path = request.split(" ", 3)[1];
                ByteBuffer answer = ByteBuffer.wrap(
                        answers.getOrDefault(
                                path,
                                bytes(
                                        "HTTP/1.1 404 Not Found\r\nContent-Length: 28\r\n\r\n{\"message\":\"No \\u001bimage\"}")));
                while (answer.hasRemaining()) {
                    channel.write(answer);
                }
            } catch (IOException e) {
                asked.add("the client went away, or the test is over: " + e);
            }
        }
    }

    /** Answers and hangs up as soon as it knows what is wanted, as engines do that refuse a body. */
    public void refuseBodies() {
        refusesBodies = true;
    }

    private boolean isWhole(CharSequence request) {
        String text = request.toString();
        boolean hasHead = text.contains("\r\n\r\n");
        boolean hasBody = text.contains("\r\nTransfer-Encoding: chunked\r\n");
        return hasHead && (!hasBody || refusesBodies || text.endsWith("\r\n0\r\n\r\n"));
    }

    private String request(SocketChannel channel) throws IOException {
        StringBuilder request = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (!isWhole(request) && channel.read(buffer.clear()) > 0) {
            request.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
        }
        return request.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
