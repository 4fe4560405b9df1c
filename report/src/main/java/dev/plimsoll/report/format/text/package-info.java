/** Reports as text for people. */
@NullMarked
package dev.plimsoll.report.format.text;

import org.jspecify.annotations.NullMarked;
