package dev.plimsoll.image.engine;

import dev.plimsoll.base.BulkInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Objects;

/** One connection to an engine. It is given up when the engine sends, or takes, nothing for too long. For one thread. */
final class EngineSocket extends BulkInput {
    /** How long the answer of an engine that hung up may take to arrive. */
    private static final Duration HANG_UP = Duration.ofSeconds(2);

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey readiness;
    private final Duration stall;

    private EngineSocket(SocketChannel channel, Selector selector, SelectionKey readiness, Duration stall) {
        this.channel = channel;
        this.selector = selector;
        this.readiness = readiness;
        this.stall = stall;
    }

    /**
     * Connects.
     *
     * @throws PlimsollException ENGINE_UNREACHABLE, saying what to do
     */
    static EngineSocket connect(Path socket, Duration stall) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.configureBlocking(false);
                Selector selector = Selector.open();
                return new EngineSocket(channel, selector, channel.register(selector, SelectionKey.OP_READ), stall);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(socket, e);
        }
    }

    private static PlimsollException unreachable(Path socket, Exception failure) {
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "the container engine at " + SafeText.oneLine(socket.toString(), 300) + " cannot be reached: "
                        + why(socket, failure) + ", or use registry:// or archive://",
                failure);
    }

    private static String why(Path socket, Exception failure) {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        } catch (AccessDeniedException e) {
            return "permission denied; run this with sudo";
        } catch (IOException | UnsupportedOperationException e) {
            return "there is no such socket; start the engine, or set DOCKER_HOST=unix:///PATH to where it listens";
        }
        if (!attributes.isOther()) {
            return "it is no socket; set DOCKER_HOST=unix:///PATH to the engine's";
        }
        if (!Files.isReadable(socket) || !Files.isWritable(socket)) {
            return "permission denied; " + joinGroup(attributes) + "run this with sudo";
        }
        return "nobody listens there (" + SafeText.oneLine(String.valueOf(failure.getMessage()), 200)
                + "); start the engine (Docker: sudo systemctl start docker; Podman: systemctl --user start podman.socket)";
    }

    /** The group that may use a socket is mostly Docker's; root's is not one to join. */
    private static String joinGroup(PosixFileAttributes attributes) {
        String group = SafeText.oneLine(attributes.group().getName(), 50);
        boolean mayUse = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
        return mayUse && !group.equals("root")
                ? "join the group " + group + " (sudo usermod -aG " + group + " $USER, then log in again) or "
                : "";
    }

    /** Sends bytes. */
    void send(byte[] bytes) throws IOException {
        send(bytes, bytes.length);
    }

    /**
     * Sends the first bytes of an array.
     *
     * @throws EngineHangUpException if the engine closed the connection
     */
    void send(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            try {
                if (channel.write(buffer) == 0) {
                    await(SelectionKey.OP_WRITE, "took nothing");
                }
            } catch (HttpTimeoutException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                throw new EngineHangUpException("the engine closed the connection: " + e.getMessage(), e);
            }
        }
    }

    /** Whether there is something to read already. */
    boolean hasAnswer() throws IOException {
        readiness.interestOps(SelectionKey.OP_READ);
        boolean ready = selector.select(HANG_UP.toMillis()) > 0;
        selector.selectedKeys().clear();
        return ready;
    }

    private void await(int operation, String lacking) throws IOException {
        readiness.interestOps(operation);
        if (selector.select(stall.toMillis()) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while the engine was asked");
            }
            throw new HttpTimeoutException("the engine " + lacking + " for " + stall.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        while (true) {
            int n = channel.read(buffer);
            if (n != 0) {
                return n;
            }
            await(SelectionKey.OP_READ, "sent nothing");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
