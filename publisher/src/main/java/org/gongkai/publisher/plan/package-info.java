/** What a release will show: approved bytes, read, with their dates and their media. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.plan;
