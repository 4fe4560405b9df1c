/** What is built and tried by a container engine: a Dockerfile, and a hardened run of an image. */
@NullMarked
package dev.plimsoll.build.engine;

import org.jspecify.annotations.NullMarked;
