package dev.plimsoll.image.engine;

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
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a real engine, counts what it is sent, and meddles where a test wants it. Each connection is one request. */
public final class EngineProxy implements AutoCloseable {
    /** What an engine was sent in one request, as a count of bytes that grows while they come. */
    public record Sent(String path, AtomicLong bytes) {}

    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> answersOnce = new ConcurrentHashMap<>();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();

    /**
     * Starts it.
     *
     * @param socket where it listens
     * @param engine socket of the real one
     */
    public EngineProxy(Path socket, Path engine) {
        this.socket = socket;
        this.engine = engine;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serve);
    }

    /** Value of {@code DOCKER_HOST}. */
    public String host() {
        return "unix://" + socket;
    }

    /** Answers a path, given without the API's version, with this JSON. */
    public void answer(String path, int status, String json) {
        answers.put(path, answer(status, json));
    }

    /** Answers the next request of a path with this, and those after it as the engine does. */
    public void answerOnce(String path, int status, String json) {
        answersOnce.put(path, answer(status, json));
    }

    private static String answer(int status, String json) {
        return "HTTP/1.1 " + status + " As told\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    }

    /** Does something before the next request of a path reaches the engine. */
    public void beforeNext(String path, Runnable deed) {
        before.put(path, deed);
    }

    /** How many bytes each request of a path was, in order. */
    public List<Long> sent(String path) {
        return sent.stream()
                .filter(each -> each.path().equals(path))
                .map(each -> each.bytes().get())
                .toList();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                start(() -> pass(client));
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    private void pass(SocketChannel client) {
        try (client) {
            byte[] start = new byte[64 * 1024];
            ByteBuffer head = ByteBuffer.wrap(start);
            while (client.read(head) > 0 && !text(start, head.position()).contains("\r\n\r\n")) {
                // The head has not come whole.
            }
            String path = text(start, head.position())
                    .split(" ", 3)[1]
                    .replaceFirst("^/v[0-9.]+/", "/")
                    .replaceFirst("[?].*", "");
            Sent counted = new Sent(path, new AtomicLong(head.position()));
            sent.add(counted);
            Runnable deed = before.remove(path);
            if (deed != null) {
                deed.run();
            }
            String once = answersOnce.remove(path);
            String answer = once != null ? once : answers.get(path);
            if (answer != null) {
                write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), client);
                return;
            }
            try (SocketChannel real = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
                write(head.flip(), real);
                start(() -> pump(client, real, counted.bytes()));
                pump(real, client, new AtomicLong());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void pump(SocketChannel from, SocketChannel to, AtomicLong count) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (from.read(buffer.clear()) >= 0) {
                count.addAndGet(buffer.position());
                write(buffer.flip(), to);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side hung up; the other finds that out by itself.
            return;
        }
    }

    private static void write(ByteBuffer buffer, SocketChannel to) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
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
