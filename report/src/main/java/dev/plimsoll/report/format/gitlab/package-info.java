/** GitLab's report of container scanning. */
@NullMarked
package dev.plimsoll.report.format.gitlab;

import org.jspecify.annotations.NullMarked;
