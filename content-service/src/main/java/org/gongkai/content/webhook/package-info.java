/** Events for others: who wants to be told, what is owed to whom, and how it gets there. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.webhook;
