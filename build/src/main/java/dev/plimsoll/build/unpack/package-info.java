/** Packages into a tree, as dpkg unpacks them. */
@NullMarked
package dev.plimsoll.build.unpack;

import org.jspecify.annotations.NullMarked;
