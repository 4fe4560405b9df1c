package dev.plimsoll.build.elf;

/**
 * What an ELF file runs on; only files of the same kind are loaded together.
 *
 * @param machine the number of the processor's kind
 * @param wide whether it has 64 bits
 * @param littleEndian the order of bytes
 */
public record ElfKind(int machine, boolean wide, boolean littleEndian) {
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    /** How the loader's cache marks a library of this kind; 0 if the cache of no known platform has such. */
    int cacheFlags() {
        if (machine == X86_64 && wide) {
            return 0x0303;
        }
        return machine == AARCH64 && wide ? 0x0a03 : 0;
    }
}
