package org.gongkai.content.story;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds in the sources which actions are written to the chains of documents: the third argument of
 * {@code audit.append}, unless the chain is the system's. Where it is a parameter, the calls of
 * that method in the same file are followed, to their callers and so on.
 */
final class AuditedActions {
    private static final int ACTION = 2;

    private final Set<String> found = new TreeSet<>();

    /** A method with so many parameters, and the place of the one that becomes an action. */
    private record Sink(String method, int parameters, int argument) {}

    private AuditedActions() {}

    static Set<String> in(Path sources) {
        AuditedActions actions = new AuditedActions();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("audit.append(")) {
                    actions.read(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return actions.found;
    }

    private void read(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of(),
                                    null,
                                    manager.getJavaFileObjects(file));
            for (CompilationUnitTree unit : task.parse()) {
                Deque<Sink> open = new ArrayDeque<>(List.of(new Sink("audit.append", 4, ACTION)));
                Set<Sink> seen = new HashSet<>(open);
                while (!open.isEmpty()) {
                    for (Sink sink : callers(unit, open.pop())) {
                        if (seen.add(sink)) {
                            open.push(sink);
                        }
                    }
                }
            }
        }
    }

    /** Notes the literals that come to the sink, and returns the methods that hand theirs on. */
    private Set<Sink> callers(CompilationUnitTree unit, Sink sink) {
        Set<Sink> handing = new HashSet<>();
        new TreeScanner<@Nullable Void, @Nullable MethodTree>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable MethodTree outer) {
                return super.visitMethod(method, method);
            }

            @Override
            public @Nullable Void visitMethodInvocation(
                    MethodInvocationTree call, @Nullable MethodTree method) {
                if (named(call.getMethodSelect()).equals(sink.method())
                        && call.getArguments().size() == sink.parameters()
                        && !call.getArguments().getFirst().toString().endsWith("SYSTEM")) {
                    argument(call.getArguments().get(sink.argument()), method, handing);
                }
                return super.visitMethodInvocation(call, method);
            }
        }.scan(unit, null);
        return handing;
    }

    private void argument(ExpressionTree argument, @Nullable MethodTree method, Set<Sink> handing) {
        boolean[] understood = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                if (literal.getValue() instanceof String text) {
                    found.add(text);
                    understood[0] = true;
                }
                return null;
            }

            @Override
            public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void nothing) {
                if (method == null) {
                    return null;
                }
                List<? extends VariableTree> parameters = method.getParameters();
                for (int i = 0; i < parameters.size(); i++) {
                    if (parameters.get(i).getName().contentEquals(name.getName())) {
                        handing.add(new Sink(method.getName().toString(), parameters.size(), i));
                        understood[0] = true;
                    }
                }
                variable(method, name, handing, understood);
                return null;
            }
        }.scan(argument, null);
        if (!understood[0]) {
            throw new AssertionError("which action is written here cannot be seen: " + argument);
        }
    }

    /** Follows a local variable to what it begins with. */
    private void variable(
            MethodTree method, IdentifierTree name, Set<Sink> handing, boolean[] understood) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                ExpressionTree initial = variable.getInitializer();
                if (variable.getName().contentEquals(name.getName()) && initial != null) {
                    argument(initial, method, handing);
                    understood[0] = true;
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(method.getBody(), null);
    }

    private static String named(ExpressionTree select) {
        return select instanceof MemberSelectTree member
                        && !member.getExpression().toString().equals("this")
                ? member.getExpression() + "." + member.getIdentifier()
                : select.toString().replaceFirst("^this\\.", "");
    }
}
