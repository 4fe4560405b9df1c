package dev.plimsoll.build.spec;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.yaml.Fault;
import dev.plimsoll.debian.resolve.Pin;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image is to be, as its spec file says; see docs/building.md. Immutable.
 *
 * @param file where it was read
 * @param digest of the file's bytes
 * @param image name and tag, such as {@code plimsoll/redis:latest}
 * @param about what the image says of itself
 * @param archive where packages come from
 * @param platform which it is built for, if the spec says so
 * @param packages names, or {@code name=version}
 * @param recommends whether packages that others recommend come too
 * @param pins versions that must be reached
 * @param omissions packages that are left out
 * @param leftOut files that are left out
 * @param scripts what stands in the place of maintainer scripts
 * @param dlopens libraries that are loaded at run time
 * @param java modules that Java runtimes keep; empty: all
 * @param users to be made
 * @param files that no package brings
 * @param run how it is run
 * @param labels beside those that the build sets
 * @param budget what it may be at most
 */
public record ImageSpec(
        Path file,
        Digest digest,
        String image,
        About about,
        ArchiveParts archive,
        Optional<Platform> platform,
        List<String> packages,
        boolean recommends,
        List<Pin> pins,
        List<Omission> omissions,
        List<LeftOut> leftOut,
        List<ScriptStep> scripts,
        List<DeclaredDlopen> dlopens,
        Optional<JavaModules> java,
        List<NewUser> users,
        List<AddedFile> files,
        Run run,
        Map<String, String> labels,
        Budget budget) {
    public ImageSpec {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(digest, "digest is null");
        packages = List.copyOf(packages);
        pins = List.copyOf(pins);
        omissions = List.copyOf(omissions);
        leftOut = List.copyOf(leftOut);
        scripts = List.copyOf(scripts);
        dlopens = List.copyOf(dlopens);
        users = List.copyOf(users);
        files = List.copyOf(files);
        labels = Map.copyOf(labels);
    }

    /**
     * What a file says.
     *
     * @param spec empty if the file has faults
     * @param faults all of them, in the order of the file
     */
    public record Reading(Optional<ImageSpec> spec, List<Fault> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads a file.
     *
     * @throws PlimsollException FILE_ACCESS if it can't be read at all
     */
    public static Reading read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new SpecReader(file).read(in);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the spec " + file + ": " + e.getMessage(), e);
        }
    }

    /** The image's name without tag and path, such as {@code redis}. */
    public String shortName() {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
