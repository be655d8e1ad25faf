/** What all of the REST API shares: problem details and its description. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.web;
