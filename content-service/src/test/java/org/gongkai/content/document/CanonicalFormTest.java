package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class CanonicalFormTest {
    private static final Content POLICY =
            new Content(
                    "policy",
                    "关于做好政务公开日活动的通知",
                    "<p>一、总体要求</p>",
                    Map.of("documentNumber", "滨政办发〔2020〕12号", "validity", "有效"),
                    "policy",
                    new UnitKey("qzfb"),
                    List.of("政务公开", "通知"),
                    new PublicPath("/policy/2020/0429-1/"),
                    Instant.parse("2020-05-14T16:00:00Z"),
                    List.of(
                            new AssetUse(
                                    new Digest("a".repeat(64)),
                                    AssetUse.Role.LEAD,
                                    "image/jpeg",
                                    "大厅.jpg",
                                    "政务服务大厅",
                                    "",
                                    500,
                                    400)));

    /** The form is final: if this fails, every digest ever approved has become void. */
    @Test
    void theFormIsWrittenAsItWillAlwaysBeWritten() {
        assertThat(new String(CanonicalForm.of(POLICY).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"assets\":[{\"alt\":\"政务服务大厅\",\"caption\":\"\",\"fileName\":\"大厅.jpg\",\"focalX\":500,"
                                + "\"focalY\":400,\"mediaType\":\"image/jpeg\",\"role\":\"LEAD\",\"sha256\":\""
                                + "a".repeat(64)
                                + "\"}],\"body\":\"<p>一、总体要求</p>\",\"fields\":{\"documentNumber\":\"滨政办发〔2020〕12号\","
                                + "\"validity\":\"有效\"},\"form\":\"gongkai-edition/1\",\"kind\":\"policy\","
                                + "\"notBefore\":\"2020-05-14T16:00:00Z\",\"path\":\"/policy/2020/0429-1/\","
                                + "\"section\":\"policy\",\"tags\":[\"政务公开\",\"通知\"],"
                                + "\"title\":\"关于做好政务公开日活动的通知\",\"unit\":\"qzfb\"}");
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        assertThat(CanonicalForm.read(CanonicalForm.of(POLICY).bytes())).isEqualTo(POLICY);
    }

    @Test
    void equalContentHasTheSameDigestWhateverTheOrderOfItsFields() {
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("validity", "有效");
        reversed.put("documentNumber", "滨政办发〔2020〕12号");
        assertThat(CanonicalForm.of(with(reversed)).digest())
                .isEqualTo(CanonicalForm.of(POLICY).digest());
    }

    @Test
    void anyChangeChangesTheDigest() {
        assertThat(CanonicalForm.of(with(Map.of("validity", "失效"))).digest())
                .isNotEqualTo(CanonicalForm.of(POLICY).digest());
    }

    private static Content with(Map<String, String> fields) {
        return new Content(
                POLICY.kind(),
                POLICY.title(),
                POLICY.body(),
                fields,
                POLICY.section(),
                POLICY.unit(),
                POLICY.tags(),
                POLICY.path(),
                POLICY.notBefore(),
                POLICY.assets());
    }
}
