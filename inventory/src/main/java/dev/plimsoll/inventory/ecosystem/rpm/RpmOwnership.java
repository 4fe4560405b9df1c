package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whose files are whose: each header lists its package's files as names and the directories they are in. For one use. */
final class RpmOwnership {
    private final OwnershipInput input;
    private final ExtractorOutput gaps;
    private final Map<String, Owner> owners = new HashMap<>();

    RpmOwnership(OwnershipInput input, ExtractorOutput gaps) {
        this.input = input;
        this.gaps = gaps;
    }

    Map<String, Owner> owners() {
        for (String directory : RpmExtractor.DIRECTORIES) {
            Optional<FileEntry> entry = input.tree().entry(directory + RpmExtractor.SQLITE);
            Optional<FileContent> content = entry.flatMap(input.tree()::content);
            if (entry.isPresent() && content.isPresent()) {
                read(entry.get(), content.get());
            }
        }
        return owners;
    }

    private void read(FileEntry entry, FileContent content) {
        try {
            new RpmDatabase(input.tempFiles(), input.limits())
                    .read(content, RpmExtractor.log(input.tree(), entry.path()), entry.path(), this::header);
        } catch (IOException e) {
            gaps.gap(new Gap(
                    entry.path(),
                    OptionalInt.of(entry.layer()),
                    Gap.Reason.CORRUPT,
                    "which files packages own can't be read: " + e.getMessage()));
        }
    }

    private void header(byte[] bytes) throws IOException {
        RpmHeader header = new RpmHeader(bytes);
        RpmPackage installed = RpmPackage.of(header);
        RpmFiles files = new RpmFiles(header);
        Owner owner = new Owner(RpmEcosystem.ID, installed.name(), installed.fullVersion());
        for (int i = 0; i < files.size(); i++) {
            input.match(files.path(i)).ifPresent(match -> owners.putIfAbsent(match, owner));
        }
    }
}
