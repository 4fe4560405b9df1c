/** The way to a registry over the distribution protocol, with logins from Docker's configuration. Internal to this module. */
@NullMarked
package dev.plimsoll.image.registry;

import org.jspecify.annotations.NullMarked;
