/** Programs and libraries: what they say they need, and the cache by which they find it. */
@NullMarked
package dev.plimsoll.build.elf;

import org.jspecify.annotations.NullMarked;
