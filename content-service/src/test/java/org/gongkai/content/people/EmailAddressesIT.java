package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.CampaignApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** Where people get mail is the affair of administrators and of the person. */
class EmailAddressesIT extends CampaignApplication {
    private static final EmailAddress ADDRESS = new EmailAddress("zhang.san@example.gov.cn");

    @Autowired private EmailAddresses emails;

    @Test
    void anAddressIsSeenByAdministratorsAndThePersonAndStandsNowhereElse() {
        Actor admin = people.administrator();
        Actor person = people.person(Role.PUBLISHER);
        Actor other = people.person(Role.OFFICE_REVIEWER);
        emails.set(admin, person.id(), ADDRESS);

        assertThat(emails.of(admin, person.id())).contains(ADDRESS);
        assertThat(emails.of(person, person.id())).contains(ADDRESS);
        assertThatThrownBy(() -> emails.of(other, person.id())).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> emails.set(person, person.id(), null))
                .isInstanceOf(NotAllowed.class);
        assertThat(http.get().uri("/api/v1/people").header("Authorization", people.bearer(admin)))
                .bodyText()
                .contains(person.account())
                .doesNotContain(ADDRESS.value());
        assertThat(
                        app.sql("select count(*) from audit_entry where detail like '%zhang.san@%'")
                                .query(Long.class)
                                .single())
                .isZero();

        app.sql("update person set active = false where id = :id")
                .param("id", person.id().value())
                .update();
        assertThat(emails.of(person.id())).as("nobody writes to who has left").isEmpty();
        assertThat(emails.of(admin, person.id())).as("but it can be removed").contains(ADDRESS);
        emails.set(admin, person.id(), null);
        assertThat(emails.of(admin, person.id())).isEmpty();
    }

    @Test
    void theApiSetsItAndSaysWhatIsWrong() {
        Actor person = people.person(Role.PUBLISHER);
        String path = "/api/v1/people/" + person.id().value() + "/email";
        String admin = people.bearer(people.administrator());

        assertThat(
                        http.put()
                                .uri(path)
                                .header("Authorization", admin)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"address\": \"li.si@example.gov.cn\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("li.si@example.gov.cn");
        assertThat(
                        http.put()
                                .uri(path)
                                .header("Authorization", admin)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"address\": \"李四 <li.si@example.gov.cn>\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("one address such as");
        assertThat(http.get().uri(path).header("Authorization", people.bearer(person)))
                .hasStatusOk()
                .bodyText()
                .contains("li.si@example.gov.cn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b.cn",
                "a@b@c.cn",
                "a b@c.cn",
                "a@b..cn",
                "a@-b.cn",
                "a@b.cn\r\nBcc: c@d.cn",
                "a@b.cn, c@d.cn",
                "\"a\"@b.cn",
                "a@例子.cn"
            })
    void whatIsNoSingleAddressIsRefused(String text) {
        assertThatThrownBy(() -> new EmailAddress(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
