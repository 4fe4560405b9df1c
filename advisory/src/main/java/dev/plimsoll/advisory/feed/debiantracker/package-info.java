/** The Debian security tracker. */
@NullMarked
package dev.plimsoll.advisory.feed.debiantracker;

import org.jspecify.annotations.NullMarked;
