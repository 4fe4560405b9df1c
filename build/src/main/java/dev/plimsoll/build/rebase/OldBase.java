package dev.plimsoll.build.rebase;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.StoredImage;
import java.util.Optional;

/**
 * What an image was built on.
 *
 * @param layers how many of its lowest layers are the base's
 * @param stored the base's configuration, as far as it is known
 * @param info the base itself, if it was looked at
 * @param told what it is and how that is known, in words
 */
record OldBase(int layers, StoredImage stored, Optional<ImageInfo> info, String told) {}
