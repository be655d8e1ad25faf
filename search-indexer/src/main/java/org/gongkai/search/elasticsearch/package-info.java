/** The index in Elasticsearch: mapping, bulk writing, rebuild behind an alias. */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.elasticsearch;
