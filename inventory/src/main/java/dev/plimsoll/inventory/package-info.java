/** What is installed in a file tree. The door is {@link dev.plimsoll.inventory.InventoryReader}; one sub-package per ecosystem. */
@NullMarked
package dev.plimsoll.inventory;

import org.jspecify.annotations.NullMarked;
