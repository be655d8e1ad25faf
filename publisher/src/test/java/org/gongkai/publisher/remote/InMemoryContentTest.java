package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;

class InMemoryContentTest extends ContentSourceContract {
    @Override
    ContentSource source() {
        return content;
    }
}
