/** FIRST's exploit prediction scores. */
@NullMarked
package dev.plimsoll.advisory.feed.epss;

import org.jspecify.annotations.NullMarked;
