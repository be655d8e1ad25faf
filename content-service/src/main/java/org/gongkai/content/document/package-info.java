/**
 * Documents with their editions and revisions: what is written, submitted, and waits to be public.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.document;
