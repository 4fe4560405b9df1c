package dev.plimsoll.build.root;

import dev.plimsoll.debian.resolve.ArchivePackage;
import java.nio.file.Path;

/**
 * A package to be unpacked.
 *
 * @param described as the archive describes it
 * @param deb its verified file
 */
public record RootPackage(ArchivePackage described, Path deb) {}
