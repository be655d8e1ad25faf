/** What an operator needs of a running system: where it is, and a backup of it. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.operations;
