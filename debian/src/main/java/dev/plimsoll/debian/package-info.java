/** The signed Debian archive: indexes, packages and changelogs, and the advisory source made of them. */
@NullMarked
package dev.plimsoll.debian;

import org.jspecify.annotations.NullMarked;
