package dev.plimsoll.cli;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.server.Allowed;
import dev.plimsoll.server.ServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the server listens, who may ask, and for what. */
final class ServeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on; 0 for a free one, which is printed. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "A",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; another than loopback wants --behind-proxy. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(names = "--behind-proxy", description = "A proxy that does TLS stands before this server.")
    private boolean behindProxy;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The admin token, 32 characters or more. Default: one is made at the first start and printed once.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--allow-registry",
            paramLabel = "NAME",
            description = "Clients may ask for images of this registry, such as docker.io. Repeatable.")
    private List<String> registries = List.of();

    @Option(
            names = "--allow-files",
            paramLabel = "DIR",
            description = "Clients may ask for archives and OCI layouts below this directory. Repeatable.")
    private List<Path> files = List.of();

    @Option(names = "--allow-engine", description = "Clients may ask for images of the local engine.")
    private boolean engine;

    /** Where a server that was started with these is asked from this machine. */
    InetSocketAddress asked() {
        InetAddress listened = inetAddress();
        return new InetSocketAddress(listened.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listened, port);
    }

    ServerOptions server(CliContext context) {
        return new ServerOptions(
                inetAddress(),
                port,
                behindProxy,
                Optional.ofNullable(tokenFile),
                AppDirectories.of(context.environment()).data().resolve("server"),
                Allowed.of(registries, files, engine),
                ServerOptions.QUEUE);
    }

    private InetAddress inetAddress() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "--address wants an address of this machine, not '" + address + "'", e);
        }
    }
}
