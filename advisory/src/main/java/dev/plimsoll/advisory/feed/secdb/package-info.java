/** Alpine's secdb. */
@NullMarked
package dev.plimsoll.advisory.feed.secdb;

import org.jspecify.annotations.NullMarked;
