/** Review: stages, routes, approvals that name exact bytes, and the separation of duty. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.review;
