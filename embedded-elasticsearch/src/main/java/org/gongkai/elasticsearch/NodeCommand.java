package org.gongkai.elasticsearch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the child process is called. The password is not in it. */
record NodeCommand(
        NodeConfiguration configuration,
        Path home,
        int port,
        Distribution distribution,
        ClassArchive archive) {

    private static final String MAIN = "org.gongkai.elasticsearch.node.NodeMain";

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line());
        builder.directory(home.toFile());
        builder.redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("CLASSPATH", classPath());
        // meant for the parent: a debugger's port or a heap of its own would break the child
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(environment::remove);
        return builder.start();
    }

    List<String> line() {
        Path logs = home.resolve("logs");
        List<String> line = new ArrayList<>();
        line.add(configuration.java().toString());
        line.add("-Xms" + configuration.heapMegabytes() + "m");
        line.add("-Xmx" + configuration.heapMegabytes() + "m");
        line.add("-XX:+UseSerialGC"); // a small heap on few cores: faster start, less memory
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-XX:ErrorFile=" + logs.resolve("hs_err_%p.log"));
        line.addAll(archive.options());
        line.add("-Xlog:disable"); // an archive that does not fit is not worth a line
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("--add-modules=jdk.incubator.vector");
        line.add("-Dfile.encoding=UTF-8");
        line.add("-Dstdout.encoding=UTF-8");
        line.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
        line.add("-Dgongkai.logs=" + logs);
        line.add("-Dlog4j2.configurationFile=classpath:org/gongkai/elasticsearch/node/log4j2.xml");
        line.add("-Dlog4j2.disable.jmx=true");
        line.add("-Dlog4j.shutdownHookEnabled=false");
        line.add("-Dio.netty.noUnsafe=true");
        line.add("-Des.networkaddress.cache.ttl=60");
        line.add("-Des.path.home=" + home);
        line.add("-Des.nativelibs.path=" + distribution.natives());
        // libvec is not among the published jars; looked for in vain, it would take zstd with it
        line.add("-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false");
        line.add(MAIN);
        line.add(home.toString());
        line.add("http.port=" + port);
        new TreeMap<>(configuration.settings())
                .forEach((key, value) -> line.add(key + "=" + value));
        return line;
    }

    private String classPath() {
        return distribution.jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
