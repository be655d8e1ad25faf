/** The one place that must stand in Elasticsearch's own package to reach a node's construction. */
@org.jspecify.annotations.NullMarked
package org.elasticsearch.node;
