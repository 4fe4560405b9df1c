package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.OwnFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Installed packages, from apk's database in either of its places. */
final class ApkExtractor implements Extractor {
    static final List<String> PATHS = List.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

    @Override
    public String id() {
        return "apk-installed";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return path.endsWith("/apk/db/installed") && PATHS.contains(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        new ApkDatabase(new Components(input, output))
                .read(input.content(), input.entry().path());
    }

    private static final class Components implements ApkDatabase.Visitor {
        private final ExtractorInput input;
        private final ExtractorOutput output;
        private OwnFile own = new OwnFile();

        Components(ExtractorInput input, ExtractorOutput output) {
            this.input = input;
            this.output = output;
        }

        @Override
        public boolean wantsFiles() {
            return !own.isFound();
        }

        @Override
        public void file(String name, String version, String path) {
            own.offer(input.tree(), path, path.startsWith("etc/"));
        }

        @Override
        public void installed(ApkPackage installed) {
            OwnFile file = own;
            own = new OwnFile();
            if (installed.isVirtual()) {
                return;
            }
            try {
                output.component(component(installed, file));
            } catch (IllegalArgumentException e) {
                problem("package '" + installed.name() + "' has a name that no package can have");
            }
        }

        private Component component(ApkPackage installed, OwnFile file) {
            Component component = Component.of(
                            ApkEcosystem.ID,
                            installed.name(),
                            installed.version(),
                            ApkNames.purl(installed, input.distro()),
                            input.location())
                    .withLocations(file.locations(input.location()))
                    .withOrigin(installed.source());
            if (!installed.licence().isEmpty()) {
                component = component.withLicences(List.of(installed.licence()));
            }
            return installed.architecture().isEmpty()
                    ? component
                    : component.withProperties(Map.of("arch", installed.architecture()));
        }

        @Override
        public void problem(String problem) {
            output.gap(
                    new Gap(input.entry().path(), OptionalInt.of(input.entry().layer()), Gap.Reason.CORRUPT, problem));
        }
    }
}
