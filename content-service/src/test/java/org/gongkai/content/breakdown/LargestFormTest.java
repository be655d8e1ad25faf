package org.gongkai.content.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The server, set up as the application's, takes the form of the largest breakdown. */
@SpringBootTest(
        classes = LargestFormTest.Counting.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LargestFormTest {
    /** Text, dates, hidden fields and ticks of a row, and its units: a district has some 60. */
    private static final int FIELDS = 21 + 60;

    @LocalServerPort private int port;

    @Test
    void everyRowThatIsReadCanBeSaved() throws IOException, InterruptedException {
        int fields = BreakdownFiles.MOST_ROWS * FIELDS;
        HttpResponse<String> counted =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "units=a&".repeat(fields)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(counted.body()).isEqualTo(String.valueOf(fields));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class Counting {
        @Bean
        ServletRegistrationBean<HttpServlet> counts() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected void doPost(HttpServletRequest form, HttpServletResponse answer)
                                throws IOException {
                            answer.getWriter().print(form.getParameterValues("units").length);
                        }
                    },
                    "/");
        }
    }
}
