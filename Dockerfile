# One file for the three services: docker build --build-arg MODULE=content-service|publisher|search-indexer .
ARG JAVA=25

FROM maven:3-eclipse-temurin-${JAVA} AS build
WORKDIR /source
COPY . .
ARG MODULE
RUN test -n "$MODULE" && mvn -B -q -DskipTests -pl "$MODULE" -am package \
    && java -Djarmode=tools -jar "$MODULE"/target/"$MODULE"-*-exec.jar extract --layers --launcher --destination /layers

FROM eclipse-temurin:${JAVA}-jre
ARG MODULE
RUN apt-get update && apt-get install -y --no-install-recommends curl $([ "$MODULE" != content-service ] || echo ffmpeg libreoffice-writer-nogui fonts-noto-cjk) && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 gongkai && useradd --uid 10001 --gid gongkai --no-create-home gongkai \
    && install -d -o gongkai -g gongkai /app /var/lib/gongkai /var/lib/gongkai/releases /site /releases
WORKDIR /app
# What changes least comes first, so that a new version of ours is a small layer.
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
USER gongkai
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "org.springframework.boot.loader.launch.JarLauncher"]
