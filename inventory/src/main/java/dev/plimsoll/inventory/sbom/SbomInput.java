package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Limits;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A document handed to an {@link SbomFormat}.
 *
 * @param content one JSON object, from its first byte
 * @param whole whether the content ends with that object; if not, it is part of another document
 * @param name of the document, for errors and as location of components that state none
 * @param limits bounds
 * @param components how a package URL becomes a component; empty if no ecosystem knows its type
 */
public record SbomInput(
        InputStream content,
        boolean whole,
        String name,
        Limits limits,
        BiFunction<Purl, Location, Optional<Component>> components) {}
