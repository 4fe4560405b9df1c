/** An image from anywhere, as layers and one merged file tree. The door is {@link dev.plimsoll.image.source.ImageSources}. */
@NullMarked
package dev.plimsoll.image;

import org.jspecify.annotations.NullMarked;
