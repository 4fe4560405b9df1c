package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.report.master.MasterReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does: ask for scans, come back for the results, list the images. */
class ScanTest {
    @TempDir
    private Path directory;

    private Allowed files() {
        return Allowed.of(List.of(), List.of(directory), false);
    }

    @Test
    void aScanIsTakenAndItsResultIsTheMasterOfAReport() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        try (RunningServer server = RunningServer.start(directory, files())) {
            HttpResponse<String> taken = server.ask(image);
            JsonNode queued = RunningServer.json(taken);

            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(taken.headers().firstValue("Location"))
                    .hasValue("/api/v1/scans/" + queued.path("id").asText());
            assertThat(queued.path("image").asText()).isEqualTo(image);
            assertThat(queued.path("state").asText()).isEqualTo("queued");

            JsonNode done = server.ended(taken.headers().firstValue("Location").orElseThrow());

            assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
            Instant asked = Instant.parse(done.path("queued").asText());
            assertThat(Instant.parse(done.path("started").asText())).isAfterOrEqualTo(asked);
            assertThat(Instant.parse(done.path("ended").asText())).isAfterOrEqualTo(asked);
            Path master = Files.writeString(
                    directory.resolve("master.json"), done.path("result").toString());
            try (MasterReader report = MasterReader.open(master)) {
                assertThat(report.header().toolVersion()).isEqualTo("1.2.3");
                assertThat(report.images().get(0).reference()).isEqualTo(image);
                assertThat(report.images().get(0).coverage().notJudged()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatCanNotBeScannedFailsWithCodeAndMessage() throws Exception {
        try (RunningServer server = RunningServer.start(directory, files())) {
            JsonNode failed = server.scanned("oci-dir://" + directory.resolve("absent"));

            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("error").path("code").asText()).isEqualTo("IMAGE_NOT_FOUND");
            assertThat(failed.path("error").path("message").asText()).contains("absent");
            assertThat(failed.has("result")).isFalse();
        }
    }

    @Test
    void aFaultOfOneScanDoesNotEndTheServer() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        List<String> seen = new ArrayList<>();
        ImageScan faulty = (reference, master) -> {
            seen.add(reference.toString());
            if (seen.size() == 1) {
                throw new StackOverflowError("deep");
            }
            RunningServer.offline(directory).scan(reference, master);
        };
        try (RunningServer server = RunningServer.start(directory, files(), faulty, 3)) {
            assertThat(server.scanned(image).path("error").path("code").asText())
                    .isEqualTo("INTERNAL");
            assertThat(server.scanned(image).path("state").asText()).isEqualTo("done");
        }
    }

    @Test
    void imagesAreListedWithTheLatestScanThatEnded() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        String gone = "oci-dir://" + directory.resolve("gone");
        try (RunningServer server = RunningServer.start(directory, files())) {
            server.scanned(image);
            JsonNode latest = server.scanned(image);
            server.scanned(gone);

            JsonNode images = RunningServer.json(server.get("/api/v1/images")).path("images");

            assertThat(images).hasSize(2);
            JsonNode app = images.path(0);
            assertThat(app.path("image").asText()).isEqualTo(image);
            assertThat(app.path("scan").asText()).isEqualTo(latest.path("id").asText());
            assertThat(app.path("ended").asText())
                    .isEqualTo(latest.path("ended").asText());
            assertThat(app.path("digest").asText()).startsWith("sha256:");
            assertThat(app.path("verdict").asText()).isEqualTo("unjudged");
            assertThat(app.path("findings").path("critical").asInt(-1)).isZero();
            assertThat(app.path("coverage").path("notJudged").asInt()).isEqualTo(1);
            assertThat(app.path("coverage").path("complete").asBoolean(true)).isFalse();
            JsonNode failed = images.path(1);
            assertThat(failed.path("image").asText()).isEqualTo(gone);
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("error").path("code").asText()).isEqualTo("IMAGE_NOT_FOUND");
            // No number at all: a 0 would say that somebody had looked.
            assertThat(failed.has("findings")).isFalse();
        }
    }

    @Test
    void theListIsReadPageByPage() throws Exception {
        List<String> images = new ArrayList<>();
        try (RunningServer server = RunningServer.start(directory, files())) {
            for (String name : List.of("a b&c", "d+e", "f")) {
                String image = RunningServer.layout(directory.resolve(name));
                images.add(image);
                server.scanned(image);
            }
            List<String> read = new ArrayList<>();
            String page = "/api/v1/images?limit=1";
            for (int pages = 0; !page.isEmpty(); pages++) {
                assertThat(pages).isLessThan(3);
                JsonNode answer = RunningServer.json(server.get(page));
                assertThat(answer.path("images")).hasSize(1);
                read.add(answer.path("images").path(0).path("image").asText());
                page = answer.path("next").asText();
            }

            assertThat(read).isEqualTo(images);
        }
    }

    @Test
    void resultsAreThereAfterARestart() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        String token;
        JsonNode before;
        try (RunningServer server = RunningServer.start(directory, files())) {
            token = server.token();
            before = server.scanned(image);
        }
        try (RunningServer server = RunningServer.start(directory, files()).as(token)) {
            JsonNode after = RunningServer.json(
                    server.get("/api/v1/scans/" + before.path("id").asText()));

            assertThat(after).isEqualTo(before);
            assertThat(server.newTokens).isEmpty();
        }
    }
}
