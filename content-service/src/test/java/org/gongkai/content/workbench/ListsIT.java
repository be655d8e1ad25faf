package org.gongkai.content.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/** Lists follow what one types, keep it in their address, and say when one has to sign in again. */
class ListsIT extends AtTheDesk {
    private static final String LIST = "/workbench/documents";

    private final Locator found = desk.page().locator("#found");
    private final Locator title = desk.page().locator("form.filter [name=title]");

    @Test
    void aListFollowsWhatIsTypedAndItsAddressCanBeHandedOn() {
        document("甲街道开放日安排", "<p>文</p>");
        document("乙街道开放日安排", "<p>文</p>");
        desk.page().navigate(system.anonymous().address(LIST));

        title.pressSequentially("甲街道开");

        assertThat(found.locator("tbody tr")).hasCount(1);
        assertThat(found).containsText("甲街道开放日安排");
        assertThat(title).isFocused();
        assertThat(desk.page()).hasURL(Pattern.compile("title=%E7%94%B2"));
        String address = desk.page().url();
        desk.page().navigate(system.anonymous().address("/workbench"));
        desk.page().navigate(address);
        assertThat(found.locator("tbody tr")).hasCount(1);
        assertThat(title).hasValue("甲街道开");
        assertThat(found.getByText("Excel")).hasAttribute("href", Pattern.compile("title=%E7"));
        desk.page().goBack();
        desk.page().goBack();
        assertThat(found).containsText("甲街道开放日安排");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void whoHasToSignInAgainComesBackToTheList() {
        document("丙街道开放日安排", "<p>文</p>");
        desk.page().navigate(system.anonymous().address(LIST));
        desk.signOutElsewhere();

        title.pressSequentially("丙街道开");

        assertThat(desk.page()).hasURL(Pattern.compile("/workbench/sign-in"));
        Desk.signIn(desk.page(), "editor.sfj");
        assertThat(desk.page()).hasURL(Pattern.compile(LIST));
        assertThat(found).isVisible();
    }
}
