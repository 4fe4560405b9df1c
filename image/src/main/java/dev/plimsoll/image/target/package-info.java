/** Where images are written to: the list of all forms, and the door. */
@NullMarked
package dev.plimsoll.image.target;

import org.jspecify.annotations.NullMarked;
