package dev.plimsoll.inventory;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;

/** One file to be read by one extractor. */
record Job(Ecosystem ecosystem, Extractor extractor, FileEntry entry, FileContent content) {}
