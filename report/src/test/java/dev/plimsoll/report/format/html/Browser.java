package dev.plimsoll.report.format.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, driven by the DevTools protocol over a loopback socket. For one thread. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 20;
    private static final SafeJson JSON = SafeJson.within(Limits.DEFAULT);

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private int lastId;

    private Browser(Process process, HttpClient client, URI page) {
        this.process = process;
        this.socket = client.newWebSocketBuilder().buildAsync(page, this).join();
    }

    /** Starts Chromium with a profile in an empty directory. */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            Path portFile = profile.resolve("DevToolsActivePort");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException(
                            "Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
                }
                Thread.sleep(20);
            }
            HttpClient client = HttpClient.newHttpClient();
            URI list = URI.create(
                    "http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
            String targets = client.send(
                            HttpRequest.newBuilder(list)
                                    .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            for (JsonNode target : JSON.readTree(targets.getBytes(StandardCharsets.UTF_8), "targets")) {
                if (target.path("type").asText().equals("page")) {
                    URI page = URI.create(target.path("webSocketDebuggerUrl").asText());
                    Browser browser = new Browser(process, client, page);
                    for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
                        browser.call(domain + ".enable", "{}");
                    }
                    return browser;
                }
            }
            throw new IllegalStateException("Chromium has no page: " + targets);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Opens a page anew and waits until it is loaded; events of the page before are forgotten. */
    void open(String url) {
        call("Page.navigate", "{\"url\":\"about:blank\"}");
        await("document.readyState === 'complete' && location.href === 'about:blank'");
        events.clear();
        call("Page.navigate", "{\"url\":" + quote(url) + "}");
        await("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /** The value of a JavaScript expression in the page; promises are awaited. */
    JsonNode evaluate(String expression) {
        JsonNode result = call(
                "Runtime.evaluate",
                "{\"expression\":" + quote(expression) + ",\"returnByValue\":true,\"awaitPromise\":true}");
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(expression).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became true: " + expression);
            }
        }
    }

    /** Presses and releases a key, such as {@code Tab}, {@code Enter} or a blank. */
    void press(String key) {
        String code = switch (key) {
            case "Tab" -> "\"code\":\"Tab\",\"windowsVirtualKeyCode\":9";
            case "Enter" -> "\"code\":\"Enter\",\"windowsVirtualKeyCode\":13,\"text\":\"\\r\"";
            default -> "\"code\":\"Space\",\"windowsVirtualKeyCode\":32,\"text\":\" \"";
        };
        call("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":" + quote(key) + "," + code + "}");
        call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":" + quote(key) + "," + code + "}");
    }

    /** Types text into what has the focus. */
    void type(String text) {
        call("Input.insertText", "{\"text\":" + quote(text) + "}");
    }

    /** Events of that method since the page was opened. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    /** Sends a command with its parameters as JSON and waits for its result. */
    JsonNode call(String method, String parameters) {
        int id = ++lastId;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        try {
            while (true) {
                JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (answer == null || answer.has("error")) {
                    throw new IllegalStateException(method + ": " + (answer == null ? "no answer" : answer));
                }
                if (answer.path("id").asInt() == id) {
                    return answer.path("result");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            try {
                JsonNode node = JSON.readTree(message.toString().getBytes(StandardCharsets.UTF_8), "DevTools");
                message.setLength(0);
                if (node.has("id")) {
                    answers.add(node);
                } else {
                    events.add(node);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        webSocket.request(1);
        return null;
    }

    private static String quote(String text) {
        return ScriptJson.quote(text, Integer.MAX_VALUE - 16);
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        // Its children write to the profile a while longer than Chromium itself lives.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }
}
