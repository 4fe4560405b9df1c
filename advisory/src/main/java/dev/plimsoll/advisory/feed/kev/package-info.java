/** CISA's known exploited vulnerabilities. */
@NullMarked
package dev.plimsoll.advisory.feed.kev;

import org.jspecify.annotations.NullMarked;
