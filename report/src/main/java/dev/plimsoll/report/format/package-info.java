/** All report formats; each lies in a sub-package of its own. */
@NullMarked
package dev.plimsoll.report.format;

import org.jspecify.annotations.NullMarked;
