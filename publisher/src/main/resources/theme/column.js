// What the pages do beyond being read. Everything works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const remembered = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* A reader who forbids storage loses only the memory. */ }
  };
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Before the first paint, so that nothing jumps.
  root.classList.add("js");
  root.classList.toggle("elder", remembered("elder") === "on");
  root.dataset.size = remembered("size") ?? "normal";

  function elderMode() {
    const show = () => all("[data-elder]").forEach((button) =>
      button.setAttribute("aria-pressed", String(root.classList.contains("elder"))));
    all("[data-elder]").forEach((button) => button.addEventListener("click", () => {
      remember("elder", root.classList.toggle("elder") ? "on" : "off");
      show();
    }));
    show();
  }

  function typeSize() {
    const show = () => all("[data-size]:is(button)").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.size === root.dataset.size)));
    all("button[data-size]").forEach((button) => button.addEventListener("click", () => {
      root.dataset.size = button.dataset.size;
      remember("size", button.dataset.size);
      show();
    }));
    show();
  }

  // Titles break between words, not within them.
  function titles() {
    if (!Intl.Segmenter) return;
    const words = new Intl.Segmenter("zh", { granularity: "word" });
    all("h1, .lead h2, .first h3, .pair h3 a").forEach((title) => {
      [...title.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).forEach((text) => {
        const parts = [...words.segment(text.data)].map((word) => word.segment);
        text.replaceWith(...parts.flatMap((part, at) =>
          at > 0 && !/^[\p{P}\d]/u.test(part) && !/([（“‘《〔]|第[一二三四五六七八九十百]*|印)$/.test(parts[at - 1])
            ? [document.createElement("wbr"), part] : [part]));
      });
      title.classList.add("cut");
    });
  }

  /** A demonstration plays on a clock of its own: there it is the day of the last release. */
  async function now() {
    if (!document.querySelector(".demonstration")) return Date.now();
    try {
      return Date.parse((await (await fetch("/release.json")).json()).instant);
    } catch {
      return Date.now();
    }
  }

  function today(at) {
    const place = document.querySelector("[data-today]");
    if (!place) return;
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en-u-nu-latn",
      { timeZone: "Asia/Shanghai", year: "numeric", month: "numeric", day: "numeric" })
      .formatToParts(at).map((part) => [part.type, part.value]));
    const weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
    place.textContent = fill(place.dataset.today,
      { y: parts.year, m: parts.month, d: parts.day, w: place.dataset.weekdays[weekday] });
  }

  function countdown(at) {
    const place = document.querySelector("[data-countdown]");
    const left = place ? Date.parse(place.dataset.countdown) - at : 0;
    if (left <= 0) return;
    const hours = Math.floor(left / 3600000);
    place.textContent = fill(place.dataset.phrase, { d: Math.floor(hours / 24), h: hours % 24 });
    place.hidden = false;
  }

  function milestones(at) {
    const stops = all("[data-at]");
    const next = stops.find((stop) => Date.parse(stop.dataset.at) > at);
    stops.forEach((stop) => stop.classList.toggle("past", Date.parse(stop.dataset.at) <= at));
    next?.classList.add("next");
  }

  function articleTools() {
    all("[data-tools]").forEach((tools) => { tools.hidden = false; });
    document.querySelector("[data-print]")?.addEventListener("click", () => print());
    const copy = document.querySelector("[data-copy]");
    copy?.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(copy.dataset.copy);
        copy.querySelector("span").textContent = copy.dataset.done;
      } catch {
        prompt(copy.textContent.trim(), copy.dataset.copy);
      }
    });
  }

  function viewer() {
    const pictures = all("a.zoom");
    const dialog = document.querySelector("dialog.viewer");
    if (!dialog) return;
    const [image, words] = [document.createElement("img"), dialog.querySelector("p")];
    dialog.prepend(image);
    let shown = 0;
    const show = (index) => {
      shown = (index + pictures.length) % pictures.length;
      const small = pictures[shown].querySelector("img");
      image.src = pictures[shown].href;
      image.alt = small.alt;
      words.textContent = pictures[shown].parentElement.querySelector("figcaption")?.textContent ?? small.alt;
    };
    pictures.forEach((picture, index) => picture.addEventListener("click", (event) => {
      event.preventDefault();
      show(index);
      dialog.showModal();
    }));
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") show(shown - 1);
      if (event.key === "ArrowRight") show(shown + 1);
    });
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    image.addEventListener("click", () => dialog.close());
  }

  // The search page comes filled from the search API; where the tree is served alone, the same answer is fetched here.
  async function search() {
    const form = document.querySelector("[data-search-form]");
    if (!form) return;
    const place = (name) => document.querySelector(`[data-search-${name}]`);
    const asked = new URLSearchParams(location.search);
    const [notice, results] = [place("notice"), place("results")];
    if (!asked.has("q") || results.childElementCount > 0 || !notice.hidden) return;
    const say = (state, values) => {
      notice.textContent = fill(notice.getAttribute(`data-${state}`) ?? "", values ?? {});
      notice.dataset.state = state;
      notice.hidden = false;
    };
    for (const [key, value] of asked) {
      const field = form.elements.namedItem(key);
      if (field) field.value = value;
    }
    if (!asked.get("q").trim()) return say("empty");
    const question = new URLSearchParams([...asked].filter(([, value]) => value !== ""));
    let answer;
    try {
      const response = await fetch(`/api/search?${question}`, { headers: { accept: "application/json" } });
      if (!response.ok) {
        const type = (await response.json().catch(() => ({}))).type ?? "";
        return say(type.endsWith("updating") ? "updating" : type.endsWith("query") ? "invalid" : "unavailable");
      }
      answer = await response.json();
    } catch {
      return say("unavailable");
    }
    if (answer.total === 0) return say("none", { q: answer.query });
    const pages = Math.ceil(answer.total / answer.size);
    place("summary").textContent =
      fill(place("summary").dataset.some, { q: answer.query, total: answer.total, page: answer.page, pages });
    results.replaceChildren(...answer.hits.map((hit) => filled(place("hit"), hit)));
    pager(place("pager"), question, answer.page, pages);
  }

  function filled(template, hit) {
    const row = template.content.cloneNode(true);
    const slot = (name, value, html) => {
      const element = row.querySelector(`[data-hit-${name}]`);
      if (!element) return;
      if (!value) return element.remove();
      if (html) element.replaceChildren(...emphasised(value)); else element.textContent = value;
    };
    row.querySelector("[data-hit-title]").href = hit.url;
    slot("title", hit.titleHighlight ?? hit.title, true);
    slot("highlight", hit.highlight, true);
    slot("section", hit.sectionName);
    slot("unit", hit.unitName);
    slot("number", hit.documentNumber);
    slot("date", hit.publishedAt && new Date(Date.parse(hit.publishedAt) + 8 * 3600000).toISOString().slice(0, 10));
    return row;
  }

  // Only text and <em> come through, whatever the answer holds.
  function emphasised(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    return [...parsed.childNodes].map((node) => {
      if (node.nodeName !== "EM") return document.createTextNode(node.textContent);
      const em = document.createElement("em");
      em.textContent = node.textContent;
      return em;
    });
  }

  function pager(place, question, page, pages) {
    if (pages < 2) return;
    const link = (to, words, rel) => {
      const a = document.createElement("a");
      question.set("page", to);
      a.href = `/search/?${question}`;
      a.rel = rel;
      a.textContent = words;
      return a;
    };
    const here = document.createElement("span");
    here.setAttribute("aria-current", "page");
    here.textContent = fill(place.dataset.position, { page, pages });
    place.replaceChildren(...[
      page > 1 && link(page - 1, place.dataset.previous, "prev"),
      here,
      page < pages && link(page + 1, place.dataset.next, "next"),
    ].filter(Boolean));
    place.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    titles();
    elderMode();
    typeSize();
    now().then((at) => [today, countdown, milestones].forEach((show) => show(at)));
    articleTools();
    viewer();
    search();
  });
})();
