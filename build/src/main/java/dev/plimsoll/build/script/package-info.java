/**
 * What packages' maintainer scripts would do, done by the builder: scripts are read, and what they say is carried out on a tree in
 * memory where each command is known. Nothing is run, and what is not known is an error that quotes it.
 */
@NullMarked
package dev.plimsoll.build.script;

import org.jspecify.annotations.NullMarked;
