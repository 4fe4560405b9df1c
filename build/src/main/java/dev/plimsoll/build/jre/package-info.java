/** A Java runtime with fewer modules: its file of modules is written anew, nothing of it is run. */
@NullMarked
package dev.plimsoll.build.jre;

import org.jspecify.annotations.NullMarked;
