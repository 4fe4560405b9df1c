package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The direct dependencies that a {@code pom.xml} of a source tree declares. Parents and imported POMs are not fetched: a dependency
 * whose version they set has no version here, and so is shown as not judged.
 */
final class PomExtractor implements Extractor {
    @Override
    public String id() {
        return "maven-pom";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        boolean named = path.equals("pom.xml") || path.endsWith("/pom.xml");
        return named && MavenFolder.of(path) == null ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        Pom pom;
        try (InputStream in = input.content().stream()) {
            pom = Pom.read(in, input.entry().path());
        }
        for (Pom.Dependency dependency : pom.dependencies()) {
            if (Coordinate.isId(dependency.group()) && Coordinate.isId(dependency.artifact())) {
                component(dependency, input, output);
            } else {
                output.gap(new Gap(
                        input.entry().path(),
                        input.location().layer(),
                        Gap.Reason.UNSUPPORTED,
                        "it declares the dependency '" + dependency.group() + ":" + dependency.artifact()
                                + "', whose names this file alone does not tell"));
            }
        }
    }

    private static void component(Pom.Dependency dependency, ExtractorInput input, ExtractorOutput output) {
        String version = Coordinate.isVersion(dependency.version()) ? dependency.version() : "";
        Coordinate coordinate = new Coordinate(dependency.group(), dependency.artifact(), version, List.of());
        String type = dependency.type().equals("jar") ? "" : dependency.type();
        Component component = Component.of(
                JavaEcosystem.ID,
                coordinate.name(),
                version,
                JavaPurl.of(coordinate, type, dependency.classifier()),
                input.location());
        output.component(
                dependency.scope().isEmpty()
                        ? component
                        : component.withProperties(Map.of("scope", dependency.scope())));
    }
}
