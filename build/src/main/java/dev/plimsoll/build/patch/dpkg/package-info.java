/** Upgrades Debian packages in a tree as dpkg does it. */
@NullMarked
package dev.plimsoll.build.patch.dpkg;

import org.jspecify.annotations.NullMarked;
