/** Which instruction of a Dockerfile made which layer of an image: proved by the image's history, or not said at all. */
@NullMarked
package dev.plimsoll.image.dockerfile;

import org.jspecify.annotations.NullMarked;
