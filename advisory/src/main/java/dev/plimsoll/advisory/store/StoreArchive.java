package dev.plimsoll.advisory.store;

import java.nio.file.Path;

final class StoreArchive {
    StoreArchive(StoreDirectory directory) {}

    void write(Path file) throws java.io.IOException {}

    Catalogue read(Path file) throws java.io.IOException {
        return Catalogue.EMPTY;
    }
}
