/**
 * A real Elasticsearch node on this machine, as a child process: the default engine, and every
 * test's.
 *
 * <p>Nothing of the server is on the class path of who uses this; the node travels as one archive
 * and runs on its own.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.elasticsearch;
