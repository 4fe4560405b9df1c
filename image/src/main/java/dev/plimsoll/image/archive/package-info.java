/** What {@code docker save} writes, of any age; shared by the sources that get such archives. Internal to this module. */
@NullMarked
package dev.plimsoll.image.archive;

import org.jspecify.annotations.NullMarked;
