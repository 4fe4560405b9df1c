package dev.plimsoll.build.rebase;

import dev.plimsoll.image.StoredImage;

/**
 * What an image was built on.
 *
 * @param layers how many of its lowest layers are the base's
 * @param stored the base's configuration, as far as it is known
 * @param told what it is and how that is known, in words
 */
record OldBase(int layers, StoredImage stored, String told) {}
