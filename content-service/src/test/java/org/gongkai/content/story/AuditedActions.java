package org.gongkai.content.story;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds in the sources which actions are written to the audit log: the third argument of {@code
 * audit.append} or of {@code AuditLog.Act}. Where it is a parameter, the calls of that method are
 * followed, to their callers and so on; in other files those by a field that is called like the
 * class.
 */
final class AuditedActions {
    private static final Sink APPEND = new Sink("AuditLog", "append", 4, 2);

    private final Set<String> found = new TreeSet<>();

    /** A method with so many parameters, and the place of the one that becomes an action. */
    private record Sink(String type, String method, int parameters, int argument) {}

    private AuditedActions() {}

    static Set<String> in(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, null, null)) {
            List<Path> all = files.filter(each -> each.toString().endsWith(".java")).toList();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of(),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(all));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            AuditedActions actions = new AuditedActions();
            actions.follow(units);
            return actions.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(List<CompilationUnitTree> units) {
        Deque<Sink> open = new ArrayDeque<>(List.of(APPEND));
        Set<Sink> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Sink sink = open.pop();
            for (CompilationUnitTree unit : units) {
                for (Sink handing : callers(unit, sink)) {
                    if (seen.add(handing)) {
                        open.push(handing);
                    }
                }
            }
        }
    }

    /** Notes the literals that come to the sink, and returns the methods that hand theirs on. */
    private Set<Sink> callers(CompilationUnitTree unit, Sink sink) {
        String type = typeOf(unit);
        Set<Sink> handing = new HashSet<>();
        new TreeScanner<@Nullable Void, @Nullable MethodTree>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable MethodTree outer) {
                return super.visitMethod(method, method);
            }

            @Override
            public @Nullable Void visitMethodInvocation(
                    MethodInvocationTree call, @Nullable MethodTree method) {
                if (calls(type, call, sink)) {
                    argument(type, call.getArguments().get(sink.argument()), method, handing);
                }
                return super.visitMethodInvocation(call, method);
            }

            @Override
            public @Nullable Void visitNewClass(NewClassTree made, @Nullable MethodTree method) {
                if (sink.equals(APPEND) && made.getIdentifier().toString().equals("AuditLog.Act")) {
                    argument(type, made.getArguments().get(sink.argument()), method, handing);
                }
                return super.visitNewClass(made, method);
            }
        }.scan(unit, null);
        return handing;
    }

    private static boolean calls(String type, MethodInvocationTree call, Sink sink) {
        if (call.getArguments().size() != sink.parameters()) {
            return false;
        }
        String[] select =
                call.getMethodSelect().toString().replaceFirst("^this\\.", "").split("\\.");
        return select.length == 1
                ? type.equals(sink.type()) && select[0].equals(sink.method())
                : select.length == 2
                        && select[1].equals(sink.method())
                        && sink.type().endsWith(capital(select[0]));
    }

    private static String capital(String name) {
        return name.equals("audit")
                ? "AuditLog"
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String typeOf(CompilationUnitTree unit) {
        String file = unit.getSourceFile().getName();
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
    }

    private void argument(
            String type, ExpressionTree argument, @Nullable MethodTree method, Set<Sink> handing) {
        boolean[] understood = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                if (literal.getValue() instanceof String text) {
                    found.add(text);
                }
                understood[0] = true; // what is no text goes to another method of that name
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
                        if (isText(parameters.get(i))) {
                            String called = method.getName().toString();
                            handing.add(new Sink(type, called, parameters.size(), i));
                        }
                        understood[0] = true;
                    }
                }
                variable(type, method, name, handing, understood);
                return null;
            }
        }.scan(argument, null);
        if (!understood[0]) {
            throw new AssertionError("which action is written here cannot be seen: " + argument);
        }
    }

    /** Follows a local variable to what it begins with. */
    private void variable(
            String type,
            MethodTree method,
            IdentifierTree name,
            Set<Sink> handing,
            boolean[] understood) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                ExpressionTree initial = variable.getInitializer();
                if (variable.getName().contentEquals(name.getName()) && initial != null) {
                    if (isText(variable)) {
                        argument(type, initial, method, handing);
                    }
                    understood[0] = true;
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(method.getBody(), null);
    }

    /** What is no text goes to another method of the same name. */
    private static boolean isText(VariableTree variable) {
        return variable.getType() != null && variable.getType().toString().endsWith("String");
    }
}
