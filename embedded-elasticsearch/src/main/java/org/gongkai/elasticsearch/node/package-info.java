/**
 * The child process: an Elasticsearch node, started from a main of our own, on its own class path.
 *
 * <p>These classes are not in the module's jar but in the archive that it carries, together with
 * the server's jars.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.elasticsearch.node;
