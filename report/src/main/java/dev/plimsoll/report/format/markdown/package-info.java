/** Markdown: the summary of a run, and a comment for a pull request. */
@NullMarked
package dev.plimsoll.report.format.markdown;

import org.jspecify.annotations.NullMarked;
