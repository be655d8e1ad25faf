/** What was done, by whom, when: one hash chain per document, and one for the system. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.audit;
