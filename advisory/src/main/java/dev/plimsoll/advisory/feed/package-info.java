/** The list of all feeds; each lies in its own package below. */
@NullMarked
package dev.plimsoll.advisory.feed;

import org.jspecify.annotations.NullMarked;
