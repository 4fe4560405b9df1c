/** Images written as archives of Docker. */
@NullMarked
package dev.plimsoll.image.target.docker;

import org.jspecify.annotations.NullMarked;
