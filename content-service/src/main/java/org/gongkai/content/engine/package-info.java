/**
 * The engines under the application, the directory they live in, and their order of starting and
 * stopping.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.engine;
