/** The one place that must stand in Elasticsearch's own package to hand plugins to a node. */
@org.jspecify.annotations.NullMarked
package org.elasticsearch.plugins;
