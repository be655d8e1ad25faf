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
    if ([...asked].length === 0 || results.childElementCount > 0 || !notice.hidden) return;
    const say = (state, values) => {
      notice.textContent = fill(notice.getAttribute(`data-${state}`) ?? "", values ?? {});
      notice.dataset.state = state;
      notice.hidden = false;
    };
    for (const [key, value] of asked) {
      const field = form.elements.namedItem(key);
      if (field) field.value = value;
    }
    const question = new URLSearchParams([...asked].filter(([, value]) => value.trim() !== ""));
    if ([...question].length === 0) return say("empty");
    const related = question.get("related");
    let answer;
    try {
      const response = await fetch(related ? `/api/search/related?id=${encodeURIComponent(related)}` : `/api/search?${question}`,
        { headers: { accept: "application/json" } });
      if (!response.ok) {
        const type = (await response.json().catch(() => ({}))).type ?? "";
        return say({ updating: "updating", query: "invalid", many: "too-many" }[type.split("-").pop()] ?? "unavailable");
      }
      answer = await response.json();
    } catch {
      return say("unavailable");
    }
    if (related) {
      if (answer.documents.length === 0) return say("none", { q: "" });
      place("summary").textContent = place("summary").dataset.related;
      return results.replaceChildren(...answer.documents.map((hit) => filled(place("hit"), hit)));
    }
    Object.entries(answer.counts ?? {}).forEach(([facet, counts]) => count(facet, counts, question));
    if (answer.total === 0) return say("none", { q: answer.query });
    const how = place("found");
    const phrase = how?.getAttribute(`data-${answer.found}`);
    if (phrase) {
      const exactly = document.createElement("a");
      exactly.href = `/search/?${new URLSearchParams([...question, ["exact", "true"]])}`;
      exactly.textContent = fill(how.dataset.exactly, { q: answer.query });
      how.replaceChildren(fill(phrase, { q: answer.query, words: answer.correction }), " ", exactly);
      how.hidden = false;
    }
    const pages = Math.ceil(Math.min(answer.total, 1000) / answer.size);
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
    const more = row.querySelector("[data-hit-related]");
    if (more) more.href = `/search/?related=${encodeURIComponent(hit.id)}`;
    slot("date", hit.publishedAt && new Date(Date.parse(hit.publishedAt) + 8 * 3600000).toISOString().slice(0, 10));
    return row;
  }

  function count(facet, counts, question) {
    const box = document.querySelector(`[data-search-counts="${facet}"]`);
    if (!box || counts.length === 0) return;
    box.querySelector("[data-counts]").replaceChildren(...counts.map((each) => {
      const row = document.querySelector("[data-search-count]").content.cloneNode(true);
      const chosen = new URLSearchParams([...question].filter(([key, value]) =>
        !["page", "after"].includes(key) && !(key === facet && value === each.key)));
      if (!each.chosen) chosen.append(facet, each.key);
      const link = row.querySelector("[data-count-link]");
      link.href = `/search/?${chosen}`;
      if (each.chosen) link.setAttribute("aria-current", "true");
      row.querySelector("[data-count-name]").textContent = box.getAttribute(`data-name-${each.key}`) ?? each.name;
      row.querySelector("[data-count-number]").textContent = each.count;
      return row;
    }));
    box.hidden = false;
  }

  // Titles while one types, as a combobox (WAI-ARIA APG); where search is away the field stays a field.
  function suggestions(input) {
    const [box, list] = [document.createElement("span"), document.createElement("ul")];
    box.className = "suggest";
    input.replaceWith(box);
    box.append(input, list);
    Object.assign(list, { id: `${input.id}-suggestions`, role: "listbox", ariaLabel: input.dataset.suggest, hidden: true });
    Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
      .forEach(([name, value]) => input.setAttribute(name, value));
    let [wait, asking, at] = [0, null, -1];
    const select = (index) => {
      at = index;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[at].id);
    };
    const show = (options) => {
      list.replaceChildren(...options.map(({ words, to }, index) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${index}`, role: "option", textContent: words });
        option.dataset.to = to;
        return option;
      }));
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      select(-1);
    };
    const hide = () => {
      clearTimeout(wait);
      asking?.abort();
      show([]);
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const response = await fetch(`/api/search/suggestions?q=${encodeURIComponent(input.value.trim())}`, { signal: asking.signal });
        const answer = response.ok ? await response.json() : { hot: [], titles: [] };
        show([...answer.hot.map((words) => ({ words, to: `/search/?q=${encodeURIComponent(words)}` })),
          ...answer.titles.map(({ title, url }) => ({ words: title, to: url }))]);
      } catch { /* Typed on, or search is away. */ }
    };
    input.addEventListener("input", (event) => {
      if (event.isComposing || !input.value.trim()) return hide();
      clearTimeout(wait);
      wait = setTimeout(ask, 150);
    });
    input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || list.hidden) return;
      if (step) select((at + 1 + step + list.children.length + 1) % (list.children.length + 1) - 1);
      else if (event.key === "Escape") hide();
      else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.to);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const to = event.target.closest("li")?.dataset.to;
      if (to) location.assign(to);
    });
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
    all("input[data-suggest]").forEach(suggestions);
  });
})();
