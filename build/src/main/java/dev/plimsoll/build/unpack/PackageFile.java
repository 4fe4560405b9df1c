package dev.plimsoll.build.unpack;

import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.FileBody;
import java.util.Optional;

/**
 * A file as a package has it.
 *
 * @param entry without its content
 * @param body of a file, and of nothing else
 */
record PackageFile(TarStream.Entry entry, Optional<FileBody> body) {}
