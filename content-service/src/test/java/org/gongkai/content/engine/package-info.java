/** Tests of the engines, and the PostgreSQL that other tests use. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.engine;
