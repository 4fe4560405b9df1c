/** {@code security-report.html}: one file for people, without network; style and script are resources beside this package. */
@NullMarked
package dev.plimsoll.report.format.html;

import org.jspecify.annotations.NullMarked;
