/** Go: the build information inside binaries, and the go.mod files of source trees. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.golang;

import org.jspecify.annotations.NullMarked;
