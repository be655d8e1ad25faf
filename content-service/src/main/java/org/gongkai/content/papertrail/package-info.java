/** The paper trail: the forms that go with a document, filled from the record. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.papertrail;
