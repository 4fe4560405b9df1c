/** Debian packages: what dpkg's status says is installed, whose files are whose, and how Debian orders versions. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.dpkg;

import org.jspecify.annotations.NullMarked;
