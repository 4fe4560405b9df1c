/** YAML files that people write: values that know where they stand, and everything that is wrong in a file at once. */
@NullMarked
package dev.plimsoll.base.yaml;

import org.jspecify.annotations.NullMarked;
