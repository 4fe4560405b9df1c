/** Shell scripts as text: reads them, runs nothing. */
@NullMarked
package dev.plimsoll.build.shell;

import org.jspecify.annotations.NullMarked;
