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

  const json = async (address, options) => {
    const response = await fetch(address, { headers: { accept: "application/json" }, ...options });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  };
  const day = (instant) => new Date(Date.parse(instant) + 8 * 3600000).toISOString().slice(0, 10);

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
        const answer = await json(`/api/search/suggestions?q=${encodeURIComponent(input.value.trim())}`, { signal: asking.signal });
        show([...answer.hot.map((words) => ({ words, to: `/search/?q=${encodeURIComponent(words)}` })),
          ...answer.titles.map(({ title, url }) => ({ words: title, to: url }))]);
      } catch (problem) { // Typed on, or search is away.
        if (problem.name !== "AbortError") show([]);
      }
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

  // What the index finds today is no part of a released page: it is fetched when a reader comes near. Else the link stays.
  function related() {
    const place = document.querySelector("[data-related-to]");
    if (!place || !window.IntersectionObserver) return;
    const near = new IntersectionObserver(async (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      near.disconnect();
      const { documents } = await json(`/api/search/related?id=${place.dataset.relatedTo}`).catch(() => ({}));
      if (!documents) return;
      const template = place.querySelector("template");
      place.querySelector("ul").append(...documents.map(({ title, url, publishedAt }) => {
        const row = template.content.cloneNode(true);
        row.querySelector("a").href = url;
        row.querySelector(".title").textContent = title;
        Object.assign(row.querySelector("time"), { dateTime: day(publishedAt), textContent: day(publishedAt) });
        return row;
      }));
      place.querySelector("p").hidden = true;
      place.querySelector("section").hidden = documents.length === 0;
    }, { rootMargin: "600px" });
    near.observe(place);
  }

  document.addEventListener("DOMContentLoaded", () => {
    titles();
    elderMode();
    typeSize();
    now().then((at) => [today, countdown, milestones].forEach((show) => show(at)));
    articleTools();
    viewer();
    related();
    all("input[data-suggest]").forEach(suggestions);
  });
})();
