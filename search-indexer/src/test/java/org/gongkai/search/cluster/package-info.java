/** Search over several real nodes, one of which is killed. */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.cluster;
