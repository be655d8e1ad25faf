package org.gongkai.elasticsearch.node;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

import java.util.Map;

/**
 * The part of Elasticsearch's module {@code analysis-common} and plugin {@code analysis-smartcn}
 * that Chinese texts need, under the official names and with the official options, so that a
 * mapping made for this node works unchanged on a full cluster.
 *
 * <p>The factories themselves are not among the published jars; the Lucene classes that they make
 * are. An option that a component here does not know is an error, never silently ignored.
 */
final class AnalysisComponents extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return CharFilters.all();
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Tokenizers.all();
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return TokenFilters.all();
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of(
                "smartcn",
                (index, environment, name, settings) -> {
                    Options.of("smartcn", settings).only();
                    return always(name, new SmartChineseAnalyzer());
                },
                "cjk",
                (index, environment, name, settings) -> {
                    Options.of("cjk", settings).only("stopwords", "stopwords_path");
                    return always(
                            name,
                            new CJKAnalyzer(
                                    Analysis.parseStopWords(
                                            environment,
                                            settings,
                                            CJKAnalyzer.getDefaultStopSet())));
                });
    }

    private static AnalyzerProvider<Analyzer> always(String name, Analyzer analyzer) {
        return new AbstractIndexAnalyzerProvider<>(name) {
            @Override
            public Analyzer get() {
                return analyzer;
            }
        };
    }
}
