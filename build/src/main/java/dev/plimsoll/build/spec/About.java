package dev.plimsoll.build.spec;

import java.util.Optional;

/**
 * What an image says of itself to people; each stands in a label.
 *
 * @param title its name
 * @param description what it is for
 * @param maintainer who answers for it
 * @param licences as an SPDX expression
 * @param source address of its source
 * @param url address where more is told
 * @param vendor who distributes it
 * @param version of the program; that of {@code versionOf} if empty
 * @param versionOf the package whose version is the program's
 */
public record About(
        Optional<String> title,
        Optional<String> description,
        Optional<String> maintainer,
        Optional<String> licences,
        Optional<String> source,
        Optional<String> url,
        Optional<String> vendor,
        Optional<String> version,
        Optional<String> versionOf) {}
