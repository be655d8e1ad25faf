package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploads on the page of the library, in a real browser. */
class LibraryScriptIT {
    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        opened = District.open(home);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void manyFilesGoInOneAfterTheOtherAlsoOverALostConnection() {
        String root = district().reader.address("/");
        try (Chromium chromium =
                new Chromium(address -> address.startsWith(root) || address.startsWith("data:"))) {
            Page page = chromium.page();
            signIn(page, root);
            page.navigate(root + "workbench/library");
            AtomicInteger lost = new AtomicInteger();
            page.route(
                    "**/api/v1/uploads/*",
                    route -> {
                        if (route.request().method().equals("PATCH")
                                && lost.getAndIncrement() == 0) {
                            route.abort("connectionreset");
                        } else {
                            route.resume();
                        }
                    });

            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload[] {
                                file("办事指南.txt", "办事指南，一步到位。"),
                                file("空.txt", ""),
                                file("图.png", "不是图")
                            });
            page.locator(".upload button").click();

            Locator lines = page.locator(".arriving li");
            page.locator(".again").waitFor();
            assertThat(lost.get()).as("tried again").isGreaterThan(1);
            assertThat(lines.nth(0).textContent()).contains("办事指南.txt", "已入库", "查看");
            assertThat(lines.nth(1).textContent()).contains("未接收", "文件是空的，请重新发送。");
            assertThat(lines.nth(2).textContent()).contains("未接收", "后缀与实际内容不符");
            page.locator(".again").click();
            page.locator(".tile").waitFor();
            assertThat(page.locator(".tile").count()).isEqualTo(1);
            assertThat(chromium.uploadsKept()).isZero();
            assertThat(chromium.deeds()).isEmpty();
        }
    }

    static void signIn(Page page, String root) {
        page.setExtraHTTPHeaders(Map.of("Accept-Language", "zh-CN"));
        page.navigate(root + "workbench/sign-in");
        page.locator("input[name=account]").fill("editor.sfj");
        page.locator("input[name=password]").fill(Staff.PASSWORD);
        page.locator("form button").first().click();
        page.locator(".side").waitFor();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(
                name, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8));
    }
}
