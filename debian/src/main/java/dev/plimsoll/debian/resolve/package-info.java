/** Which packages a request needs: packages and their relations, and the choice among them, made as apt makes it. */
@NullMarked
package dev.plimsoll.debian.resolve;

import org.jspecify.annotations.NullMarked;
