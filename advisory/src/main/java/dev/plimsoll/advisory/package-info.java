/** What is known about packages: feeds, the store they are kept in, and the seam through which a scan asks. */
@NullMarked
package dev.plimsoll.advisory;

import org.jspecify.annotations.NullMarked;
