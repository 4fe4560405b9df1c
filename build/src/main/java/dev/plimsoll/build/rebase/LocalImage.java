package dev.plimsoll.build.rebase;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.StoredImage;

/**
 * An image whose layers lie on this machine, so that they can be read as often as it takes.
 *
 * @param info what the image says of itself
 * @param stored its configuration as it is, and its layers as they lie here
 * @param place where they lie
 */
record LocalImage(ImageInfo info, StoredImage stored, ImageReference place) {}
