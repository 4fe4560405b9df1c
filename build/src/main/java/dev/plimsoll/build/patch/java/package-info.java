/** Mends Java libraries: jars, also those in other archives, are exchanged for fixed versions of the same line. */
@NullMarked
package dev.plimsoll.build.patch.java;

import org.jspecify.annotations.NullMarked;
