package dev.plimsoll.inventory.ecosystem.java;

import java.util.List;
import java.util.Map;

/**
 * Groups whose names do not follow from the packages in them, by the prefix of a package or module. They are only asked for: the checksum proves them,
 * so a wrong or missing line costs a question or an answer, never a wrong finding.
 */
final class KnownGroups {
    private static final Map<String, List<String>> BY_PACKAGE = Map.ofEntries(
            Map.entry("com.github.benmanes.caffeine", List.of("com.github.ben-manes.caffeine")),
            Map.entry("com.ctc.wstx", List.of("com.fasterxml.woodstox", "org.codehaus.woodstox")),
            Map.entry("com.google.common", List.of("com.google.guava")),
            Map.entry("com.google.gson", List.of("com.google.code.gson")),
            Map.entry("com.mysql", List.of("com.mysql", "mysql")),
            Map.entry("com.sun.jna", List.of("net.java.dev.jna")),
            Map.entry("com.sun.mail", List.of("com.sun.mail", "javax.mail")),
            Map.entry("com.sun.xml.bind", List.of("com.sun.xml.bind", "org.glassfish.jaxb")),
            Map.entry("com.zaxxer.hikari", List.of("com.zaxxer")),
            Map.entry("edu.umd.cs.findbugs", List.of("com.google.code.findbugs")),
            Map.entry("freemarker", List.of("org.freemarker", "freemarker")),
            Map.entry("groovy", List.of("org.codehaus.groovy", "org.apache.groovy")),
            Map.entry("io.reactivex", List.of("io.reactivex.rxjava2", "io.reactivex.rxjava3", "io.reactivex")),
            Map.entry("jakarta.servlet", List.of("org.apache.tomcat.embed", "jakarta.servlet")),
            Map.entry("javassist", List.of("org.javassist", "javassist")),
            Map.entry("javax.annotation", List.of("org.apache.tomcat", "com.google.code.findbugs", "javax.annotation")),
            Map.entry("javax.servlet", List.of("javax.servlet", "org.apache.tomcat", "org.apache.tomcat.embed")),
            Map.entry("kotlin", List.of("org.jetbrains.kotlin")),
            Map.entry("kotlinx", List.of("org.jetbrains.kotlinx")),
            Map.entry("net.sf.cglib", List.of("cglib")),
            Map.entry("okhttp3", List.of("com.squareup.okhttp3")),
            Map.entry("okio", List.of("com.squareup.okio")),
            Map.entry("oracle.jdbc", List.of("com.oracle.database.jdbc", "com.oracle.ojdbc")),
            Map.entry("org.apache.catalina", List.of("org.apache.tomcat.embed", "org.apache.tomcat")),
            Map.entry("org.apache.commons", List.of("org.apache.commons")),
            Map.entry("org.apache.el", List.of("org.apache.tomcat.embed", "org.apache.tomcat")),
            Map.entry("org.apache.http", List.of("org.apache.httpcomponents")),
            Map.entry("org.apache.hc", List.of("org.apache.httpcomponents.client5", "org.apache.httpcomponents.core5")),
            Map.entry("org.apache.log4j", List.of("log4j", "org.apache.logging.log4j")),
            Map.entry("org.eclipse.jdt", List.of("org.eclipse.jdt", "org.eclipse.jdt.core.compiler")),
            Map.entry("org.h2", List.of("com.h2database")),
            Map.entry("org.hibernate", List.of("org.hibernate", "org.hibernate.orm")),
            Map.entry("org.jetbrains.annotations", List.of("org.jetbrains")),
            Map.entry("org.joda.time", List.of("joda-time")),
            Map.entry("org.mozilla", List.of("org.mozilla", "rhino")),
            Map.entry("org.objectweb.asm", List.of("org.ow2.asm", "asm")),
            Map.entry("reactor", List.of("io.projectreactor", "io.projectreactor.netty")),
            Map.entry("retrofit2", List.of("com.squareup.retrofit2")),
            Map.entry("rx", List.of("io.reactivex")),
            Map.entry("scala", List.of("org.scala-lang", "org.scala-lang.modules")),
            Map.entry("shapeless", List.of("com.chuusai")),
            // As modules name themselves.
            Map.entry("spring", List.of("org.springframework")),
            Map.entry("spring.boot", List.of("org.springframework.boot")));

    private KnownGroups() {}

    /** Groups for the longest known prefix of a package or module; may be empty. */
    static List<String> of(String packageName) {
        for (String prefix = packageName; !prefix.isEmpty(); prefix = parent(prefix)) {
            List<String> groups = BY_PACKAGE.get(prefix);
            if (groups != null) {
                return groups;
            }
        }
        return List.of();
    }

    private static String parent(String packageName) {
        return packageName.substring(0, Math.max(0, packageName.lastIndexOf('.')));
    }
}
