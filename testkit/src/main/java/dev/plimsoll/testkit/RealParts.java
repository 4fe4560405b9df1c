package dev.plimsoll.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test whose real parts are absent, or fails it where they are demanded. */
final class RealParts implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = new ArrayList<>();
        AnnotationSupport.findAnnotation(context.getElement(), RequiresCommand.class)
                .ifPresent(needs -> {
                    for (String command : needs.value()) {
                        if (!isOnPath(command)) {
                            missing.add("program " + command);
                        }
                    }
                });
        AnnotationSupport.findAnnotation(context.getElement(), RequiresFile.class)
                .ifPresent(needs -> {
                    for (String file : needs.value()) {
                        if (!Files.exists(SharedFiles.path(file))) {
                            missing.add("file " + SharedFiles.path(file));
                        }
                    }
                });
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all real parts are here");
        }
        String message = context.getDisplayName() + " needs " + String.join(", ", missing);
        if (Boolean.parseBoolean(System.getenv("PLIMSOLL_REQUIRE_REAL_PARTS"))) {
            throw new IllegalStateException(message + "; PLIMSOLL_REQUIRE_REAL_PARTS is set");
        }
        return ConditionEvaluationResult.disabled(message);
    }

    private static boolean isOnPath(String command) {
        String path = System.getenv("PATH");
        for (String directory : (path == null ? "" : path).split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }
}
