/**
 * The words of the site that belong to no document: proposed by one person, approved by two more.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.site;
