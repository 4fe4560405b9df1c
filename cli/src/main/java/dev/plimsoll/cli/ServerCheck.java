package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks a server of this machine whether it is healthy: for the health checks of containers, which ask twice a minute as long as the
 * server lives. Over a bare socket, since loading the JDK's HTTP client costs more than all else.
 */
final class ServerCheck {
    private static final int LONGEST_MILLIS = 5_000;
    private static final int LINE_BYTES = 200;

    private ServerCheck() {}

    /** The port of {@code serve --check --port N}, the usual check, which is answered before anything else is loaded. */
    static Optional<InetSocketAddress> usual(String... arguments) {
        boolean usual = arguments.length == 4
                && arguments[0].equals("serve")
                && arguments[1].equals("--check")
                && arguments[2].equals("--port")
                && arguments[3].length() <= 5
                && !arguments[3].isEmpty()
                && arguments[3].chars().allMatch(c -> c >= '0' && c <= '9');
        int port = usual ? Integer.parseInt(arguments[3]) : 0;
        return port > 0 && port <= 65_535
                ? Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                : Optional.empty();
    }

    /** Whether it answers that it is healthy; if not, {@code err} is told why. */
    static boolean of(InetSocketAddress server, PrintStream err) {
        String answer;
        try (Socket socket = new Socket()) {
            socket.connect(server, LONGEST_MILLIS);
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            answer = statusLine(socket.getInputStream());
        } catch (IOException e) {
            answer = String.valueOf(e.getMessage());
        }
        if (answer.startsWith("HTTP/1.1 200 ")) {
            return true;
        }
        err.println("plimsoll: not healthy: " + server.getAddress().getHostAddress() + " port " + server.getPort()
                + ": " + SafeText.line(answer.isEmpty() ? "no answer" : answer));
        return false;
    }

    private static String statusLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\r' && b != '\n' && line.length() < LINE_BYTES; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
