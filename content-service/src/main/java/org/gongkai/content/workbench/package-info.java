/** The pages for editors, reviewers, publishers and supervisors; plain forms, no script needed. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.workbench;
