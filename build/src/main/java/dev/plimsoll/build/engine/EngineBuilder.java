package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import dev.plimsoll.image.registry.EngineLogins;
import dev.plimsoll.image.registry.RegistryName;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds a Dockerfile by a container engine, with the builder that every engine's API has. The base of the last stage is written into
 * the image's labels with its digest, so that it can be told later what the image stands on.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageBuild">Engine API, build</a>
 */
public final class EngineBuilder {
    /** A step may be silent for as long as a compiler is. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final Engine engine;
    private final EngineLogins logins;
    private final Consumer<String> output;

    /**
     * @param logins the engine gets those of the registries whose images the Dockerfile names
     * @param output gets what the engine says, line by line, safe to print
     */
    public EngineBuilder(Engine engine, EngineLogins logins, Consumer<String> output) {
        this.engine = engine;
        this.logins = logins;
        this.output = output;
    }

    /**
     * Builds.
     *
     * @return the image's id
     * @throws PlimsollException BUILD_FAILED with what the engine says; IMAGE_NOT_FOUND for a base that can't be had;
     *     ENGINE_UNREACHABLE, FILE_ACCESS, USAGE
     */
    public String build(DockerfileBuild build) {
        BuildContext context = BuildContext.of(build.directory(), build.dockerfile());
        context.leftOut()
                .forEach(name -> output.accept(
                        "not sent, since it is neither file, directory nor link: " + SafeText.line(name)));
        DockerfileImages images = images(build);
        Map<String, String> labels = new TreeMap<>(base(build, images));
        labels.putAll(build.labels());
        EngineRequest request = EngineRequest.post("/build?" + query(build, context.dockerfileName(), labels))
                .withBody("application/x-tar", context::writeTo)
                .withStall(SILENCE);
        request = withHeader(
                request,
                EngineLogins.FOR_BUILD,
                logins.forImages(
                        images.all().stream().flatMap(EngineBuilder::name).toList()));
        EngineStream.End end = ask(request, "the build", ErrorCode.BUILD_FAILED, "the build failed: ");
        return end.imageId()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.BUILD_FAILED, "the container engine ended the build without naming an image"));
    }

    private static EngineRequest withHeader(EngineRequest request, String name, Optional<String> value) {
        return value.map(each -> request.withHeader(name, each)).orElse(request);
    }

    /** A name that a registry may have; none for what the engine will refuse. */
    private static Stream<RegistryName> name(String image) {
        try {
            return Stream.of(RegistryName.parse(image));
        } catch (PlimsollException e) {
            return Stream.empty();
        }
    }

    private EngineStream.End ask(EngineRequest request, String about, ErrorCode failure, String words) {
        try (EngineAnswer answer = engine.ask(request)) {
            if (answer.status() != 200) {
                throw new PlimsollException(failure, words + answer.message() + " (status " + answer.status() + ")");
            }
            EngineStream.End end = EngineStream.read(answer.body(), output);
            end.error().ifPresent(error -> {
                throw new PlimsollException(failure, words + error);
            });
            return end;
        } catch (IOException e) {
            throw engine.silent(about, e);
        }
    }

    private static String query(DockerfileBuild build, String dockerfile, Map<String, String> labels) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("dockerfile", List.of(dockerfile));
        query.put("t", build.tags());
        query.put("buildargs", List.of(json(build.arguments())));
        query.put("labels", List.of(json(labels)));
        query.put("target", build.target().stream().toList());
        query.put("platform", build.platform().stream().toList());
        query.put("nocache", build.noCache() ? List.of("1") : List.of());
        query.put("pull", build.pull() ? List.of("1") : List.of());
        // What failed leaves no container behind.
        query.put("rm", List.of("1"));
        query.put("forcerm", List.of("1"));
        StringBuilder text = new StringBuilder();
        query.forEach((name, values) -> values.forEach(value ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(Engine.escaped(value))));
        return text.toString();
    }

    private static String json(Map<String, String> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(values).forEach(object::put);
        return object.toString();
    }

    /** Labels that name the base; it is fetched first, so that the build uses what the label names. */
    private Map<String, String> base(DockerfileBuild build, DockerfileImages images) {
        Optional<String> name = images.base(build.target());
        if (name.isEmpty()) {
            output.accept("which image the last stage stands on could not be told from the Dockerfile");
            return Map.of();
        }
        String base = name.get();
        if (base.equals(DockerfileImages.SCRATCH)) {
            return Map.of(BuildLabels.BASE_NAME, DockerfileImages.SCRATCH);
        }
        Optional<JsonNode> known = build.pull() ? Optional.empty() : inspect(base);
        if (known.isEmpty()) {
            pull(base, build);
            known = inspect(base);
        }
        Optional<String> digest = known.flatMap(image -> digest(base, image));
        int at = base.indexOf('@');
        Map<String, String> labels =
                new TreeMap<>(Map.of(BuildLabels.BASE_NAME, at < 0 ? base : base.substring(0, at)));
        digest.ifPresent(value -> labels.put(BuildLabels.BASE_DIGEST, value));
        return labels;
    }

    private static DockerfileImages images(DockerfileBuild build) {
        try {
            return DockerfileImages.read(SmallText.lines(build.dockerfile()), build.arguments());
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the Dockerfile " + build.dockerfile() + ": " + e, e);
        }
    }

    private Optional<JsonNode> inspect(String image) {
        String about = "image '" + SafeText.oneLine(image, 200) + "'";
        try (EngineAnswer answer = engine.ask(EngineRequest.get("/images/" + Engine.escapedName(image) + "/json"))) {
            return answer.status() == 200
                    ? Optional.of(SafeJson.within(Limits.DEFAULT).readTree(answer.body(), "the engine's answer"))
                    : Optional.empty();
        } catch (IOException e) {
            throw engine.silent(about, e);
        }
    }

    private void pull(String image, DockerfileBuild build) {
        String shown = SafeText.oneLine(image, 200);
        output.accept("fetching the base " + shown);
        boolean hasTag = image.indexOf(':', image.lastIndexOf('/') + 1) > 0 || image.contains("@");
        String platform = build.platform()
                .map(each -> "&platform=" + Engine.escaped(each))
                .orElse("");
        EngineRequest request = EngineRequest.post(
                        "/images/create?fromImage=" + Engine.escaped(image) + (hasTag ? "" : "&tag=latest") + platform)
                .withStall(SILENCE);
        request = withHeader(
                request, EngineLogins.FOR_ONE, name(image).findFirst().flatMap(logins::forImage));
        ask(
                request,
                "the base '" + shown + "'",
                ErrorCode.IMAGE_NOT_FOUND,
                "the base '" + shown
                        + "' can't be had (another is named with --build-arg, where the Dockerfile takes one): ");
    }

    /** The digest under which a registry has it; the engine's own images have none. */
    private static Optional<String> digest(String base, JsonNode image) {
        int at = base.indexOf('@');
        if (at >= 0) {
            return Optional.of(base.substring(at + 1));
        }
        int colon = base.indexOf(':', base.lastIndexOf('/') + 1);
        String repository = colon < 0 ? base : base.substring(0, colon);
        for (JsonNode each : image.path("RepoDigests")) {
            String text = each.asText("");
            if (text.startsWith(repository + "@")) {
                return Optional.of(text.substring(repository.length() + 1));
            }
        }
        return Optional.empty();
    }
}
