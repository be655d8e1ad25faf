/**
 * The kinds of documents as they are declared, one file each, and how pages and search take them.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.kind;
