package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Archives that lie unpacked in the image, as layered Spring Boot images and servlet containers have them. */
final class ExplodedExtractor implements Extractor {
    @Override
    public String id() {
        return "java-unpacked";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return (path.endsWith("/pom.properties") || path.endsWith("/pom.xml")) && MavenFolder.of(path) != null
                ? Want.CONTENT
                : Want.NOTHING;
    }

    @Override
    public boolean startsAt(String path) {
        return MavenFolder.isProperties(path);
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        String path = input.entry().path();
        String place = MavenFolder.of(path);
        if (place == null) {
            return;
        }
        MavenFolder folder = MavenFolder.at(place);
        read(folder, path, input.content());
        Optional<FileEntry> pom = input.tree().entry(place + "/pom.xml");
        Optional<FileContent> content = pom.flatMap(input.tree()::content);
        if (content.isPresent()) {
            read(folder, pom.get().path(), content.get());
        }
        Coordinate coordinate = folder.coordinate()
                .orElseThrow(() -> new IOException(path + " states no groupId and artifactId that Maven would accept"));
        output.component(Component.of(
                        JavaEcosystem.ID,
                        coordinate.name(),
                        coordinate.version(),
                        JavaPurl.of(coordinate),
                        input.location())
                .withLicences(coordinate.licences()));
    }

    private static void read(MavenFolder folder, String path, FileContent content) throws IOException {
        try (InputStream in = content.stream()) {
            folder.read(path, in);
        }
    }
}
