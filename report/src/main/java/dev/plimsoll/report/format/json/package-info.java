/** One scan as JSON; its schema is in docs/. */
@NullMarked
package dev.plimsoll.report.format.json;

import org.jspecify.annotations.NullMarked;
