package org.gongkai.publisher.job;

import java.nio.charset.StandardCharsets;

/** Pages that need no theme, for when there is none that could or should make them. */
final class PlainPages {
    /** Nothing is here any more. */
    static final byte[] GONE = page("内容已撤下", "您要访问的内容已撤下或者已不在此处。");

    /** Something is here, but cannot be shown just now. */
    static final byte[] BUSY = page("页面正在更新", "本页正在更新，请稍后再来。");

    static final String TYPE = "text/html; charset=utf-8";

    private PlainPages() {}

    private static byte[] page(String title, String words) {
        return """
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%s</title></head>
        <body><main><h1>%s</h1>
        <p>%s</p>
        <p><a href="/">返回首页</a></p></main></body></html>
        """
                .formatted(title, title, words)
                .getBytes(StandardCharsets.UTF_8);
    }
}
