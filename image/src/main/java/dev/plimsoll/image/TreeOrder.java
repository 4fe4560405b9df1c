package dev.plimsoll.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * All nodes of a tree ordered by path. That is not the order of a walk: {@code a-b} comes before {@code a/b}, since a hyphen comes
 * before a slash.
 */
final class TreeOrder {
    private TreeOrder() {}

    /** A node itself, or what lies below it. */
    private record Step(TreeNode node, boolean below) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            String a = node.name;
            String b = other.node.name;
            int common = Math.min(a.length(), b.length());
            for (int i = 0; i < common; i++) {
                int difference = a.charAt(i) - b.charAt(i);
                if (difference != 0) {
                    return difference;
                }
            }
            return charAt(common) - other.charAt(common);
        }

        /** As if a slash followed the name where what lies below is meant; -1 behind the end. */
        private int charAt(int i) {
            if (i < node.name.length()) {
                return node.name.charAt(i);
            }
            return below && i == node.name.length() ? '/' : -1;
        }
    }

    static TreeNode[] byPath(TreeNode root) {
        List<TreeNode> ordered = new ArrayList<>();
        Deque<Iterator<Step>> open = new ArrayDeque<>();
        open.push(steps(root));
        while (!open.isEmpty()) {
            Iterator<Step> steps = open.peek();
            if (!steps.hasNext()) {
                open.pop();
                continue;
            }
            Step step = steps.next();
            if (step.below) {
                open.push(steps(step.node));
            } else {
                ordered.add(step.node);
            }
        }
        return ordered.toArray(new TreeNode[0]);
    }

    private static Iterator<Step> steps(TreeNode directory) {
        List<Step> steps = new ArrayList<>(directory.childCount() + 8);
        for (TreeNode child : directory.children()) {
            steps.add(new Step(child, false));
            if (child.childCount() > 0) {
                steps.add(new Step(child, true));
            }
        }
        steps.sort(null);
        return steps.iterator();
    }
}
