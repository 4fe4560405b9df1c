package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.OwnsFiles;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Alpine, Wolfi and everything else that apk installs. */
public final class ApkEcosystem implements Ecosystem, OwnsFiles {
    static final String ID = "apk";

    private static final VersionScheme SCHEME = new VersionScheme() {
        @Override
        public String id() {
            return "alpine";
        }

        @Override
        public Version parse(String text) throws UnreadableVersionException {
            return ApkVersion.parse(text);
        }
    };

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of(ApkNames.TYPE);
    }

    @Override
    public VersionScheme versions() {
        return SCHEME;
    }

    @Override
    public List<Extractor> extractors() {
        return List.of(new ApkExtractor());
    }

    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        return ApkNames.keys(component, distro);
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        return ApkNames.component(purl, location);
    }

    @Override
    public Map<String, Owner> owners(OwnershipInput input, ExtractorOutput gaps) {
        Map<String, Owner> owners = new HashMap<>();
        for (String path : ApkExtractor.PATHS) {
            Optional<FileEntry> entry = input.tree().entry(path);
            Optional<FileContent> content = entry.flatMap(input.tree()::content);
            if (entry.isPresent() && content.isPresent()) {
                readOwners(entry.get(), content.get(), input, owners, gaps);
            }
        }
        return owners;
    }

    private static void readOwners(
            FileEntry entry,
            FileContent content,
            OwnershipInput input,
            Map<String, Owner> owners,
            ExtractorOutput gaps) {
        ApkDatabase.Visitor files = new ApkDatabase.Visitor() {
            @Override
            public boolean wantsFiles() {
                return true;
            }

            @Override
            public void file(String name, String version, String path) {
                input.match(path).ifPresent(match -> owners.putIfAbsent(match, new Owner(ID, name, version)));
            }
        };
        try {
            new ApkDatabase(files).read(content, entry.path());
        } catch (IOException e) {
            gaps.gap(new Gap(
                    entry.path(),
                    OptionalInt.of(entry.layer()),
                    Gap.Reason.CORRUPT,
                    "which files packages own can't be read: " + e.getMessage()));
        }
    }
}
