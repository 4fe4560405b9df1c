/** OSV.dev's exports. */
@NullMarked
package dev.plimsoll.advisory.feed.osv;

import org.jspecify.annotations.NullMarked;
