/**
 * The JSON master as values: one pass writes it, and every other document is rendered from it, a row at a time, so that the number of
 * findings never decides the heap.
 */
@NullMarked
package dev.plimsoll.report.document;

import org.jspecify.annotations.NullMarked;
