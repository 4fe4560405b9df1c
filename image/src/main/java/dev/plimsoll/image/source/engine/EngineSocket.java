package dev.plimsoll.image.source.engine;

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

/** One connection to an engine. Reading gives up when the engine sends nothing for too long. For one thread. */
final class EngineSocket extends BulkInput {
    private final SocketChannel channel;
    private final Selector readable;
    private final Duration stall;

    private EngineSocket(SocketChannel channel, Selector readable, Duration stall) {
        this.channel = channel;
        this.readable = readable;
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
                Selector readable = Selector.open();
                channel.register(readable, SelectionKey.OP_READ);
                return new EngineSocket(channel, readable, stall);
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

    /** Sends a request. */
    void send(byte[] request) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(request);
        while (buffer.hasRemaining()) {
            // Requests are smaller than the socket's buffer: this does not spin.
            channel.write(buffer);
        }
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
            if (readable.select(stall.toMillis()) == 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while the engine was asked");
                }
                throw new HttpTimeoutException("the engine sent nothing for " + stall.toSeconds() + " s");
            }
            readable.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        readable.close();
        channel.close();
    }
}
