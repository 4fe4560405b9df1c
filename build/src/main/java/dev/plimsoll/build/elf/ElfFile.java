package dev.plimsoll.build.elf;

import dev.plimsoll.image.write.FileBody;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a program or library says of itself, by its program headers: they are what the loader reads, sections may lack.
 *
 * @param kind which machine it is for
 * @param interpreter path of the loader that starts it; empty for libraries and static programs
 * @param dynamic whether it is loaded with others at all
 * @param soname the name that others need it by
 * @param needed names of libraries that it needs
 * @param rpath directories to search, also for what it needs in turn; ignored if there is a runpath
 * @param runpath directories to search for what it needs itself
 * @param dlopens libraries that it says it loads while it runs, by {@code .note.dlopen}
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI</a>
 * @see <a href="https://uapi-group.org/specifications/specs/elf_dlopen_metadata/">ELF dlopen metadata</a>
 */
public record ElfFile(
        ElfKind kind,
        Optional<String> interpreter,
        boolean dynamic,
        Optional<String> soname,
        List<String> needed,
        List<String> rpath,
        List<String> runpath,
        List<NotedDlopen> dlopens) {

    public ElfFile {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        dlopens = List.copyOf(dlopens);
    }

    /**
     * A library that is loaded while a program runs.
     *
     * @param sonames any one of them does
     * @param required whether the program can't do without, by its own word
     */
    public record NotedDlopen(List<String> sonames, boolean required) {
        public NotedDlopen {
            sonames = List.copyOf(sonames);
        }
    }

    /**
     * Reads a file.
     *
     * @return empty if it is no ELF file at all
     * @throws IOException if it can't be read, or is a damaged one: the message says what is wrong
     */
    public static Optional<ElfFile> read(FileBody body) throws IOException {
        return new ElfReader(body).read();
    }
}
