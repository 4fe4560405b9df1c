package dev.plimsoll.build.attest;

import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockedSuite;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.LockedPackage;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.inventory.Purl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an image was built from: the spec, every package file, the signed suites they come from, and the files that were added. */
public final class BuildProvenance {
    private static final String BUILD_TYPE = "https://plimsoll.dev/build/v1";

    private BuildProvenance() {}

    /**
     * The statement, to lie beside the image.
     *
     * @param version of the builder
     */
    public static Attachment attachment(ImageSpec spec, Platform platform, Lock lock, String version) {
        Material source = new Material(String.valueOf(spec.file().getFileName()), "", spec.digest());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("spec", source.members());
        parameters.put("platform", platform.toString());
        List<Material> materials = new ArrayList<>();
        materials.add(source);
        for (LockedSuite suite : lock.suites()) {
            materials.add(Provenance.suite(suite.name(), suite.date(), suite.inRelease()));
        }
        String release = spec.archive().release();
        for (LockedPackage each : lock.packages()) {
            materials.add(new Material(each.filename(), purl(each, release), each.sha256()));
        }
        SourceFiles.of(spec).forEach((name, digest) -> materials.add(new Material(name, "", digest)));
        return new Provenance(BUILD_TYPE, parameters, materials, version, lock.date()).attachment(spec.image());
    }

    private static String purl(LockedPackage each, String release) {
        return Purl.of(
                        "deb",
                        "debian",
                        each.name(),
                        each.version(),
                        Map.of("arch", each.architecture(), "distro", release))
                .toString();
    }
}
