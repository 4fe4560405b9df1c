package dev.plimsoll.cli;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.report.FindingFilter;
import java.util.Map;
import java.util.function.Function;

/**
 * What a run judges by.
 *
 * @param source where it came from, in words
 * @param contacts whom to ask, by role
 * @param of the policy of one image
 * @param shown which findings are shown, which is another question than what fails
 */
record RunPolicy(String source, Map<String, String> contacts, Function<ImageInfo, Policy> of, FindingFilter shown) {}
