/** Wolfi's and Chainguard's security.json. */
@NullMarked
package dev.plimsoll.advisory.feed.wolfi;

import org.jspecify.annotations.NullMarked;
