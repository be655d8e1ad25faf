package org.gongkai.content.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class SiteContentTest {
    @Test
    void theCanonicalFormIsExactlyThis() {
        SiteContent content = SiteContents.of("policy", new UnitKey("jyj"), null);

        assertThat(new String(content.canonicalForm(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"closing":"2020-05-31T16:00:00Z","column":"第十四届“5·15政务公开日”",\
                        "description":"专栏\\\\介绍","footer":{"contact":"联系方式见门户网站","organizer":"滨海区人民政府办公室"},\
                        "form":"gongkai-site/1","keywords":"政务公开,公开日","lead":null,\
                        "milestones":[{"at":"2020-05-08T09:30:00Z","label":"材料报市级预审截止"}],"name":"滨海区人民政府",\
                        "opening":"2020-05-14T16:00:00Z",\
                        "sections":[{"block":true,"columnType":"政策解读","continuing":false,"description":"讲清政策",\
                        "key":"policy","keywords":"图解,问答","name":"政策解读"}],\
                        "theme":"把权力亮在阳光下 \\"把服务送到家门口\\"","units":[{"key":"jyj","name":"区教育局"}]}""");
    }

    @Test
    void wordsThatWouldBreakALineAreRefused() {
        assertThatThrownBy(() -> new SiteContent.Footer("办公室\n", "联系方式"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The site's organizer is one line of 1 to 120 characters");
    }
}
