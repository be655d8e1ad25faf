// The search page comes filled from the search API; where the tree is served alone, the same answer is fetched here.
"use strict";
(() => {
  const CARRIED = ["q", "section", "kind", "unit", "year", "field", "from", "to", "sort", "size", "exact"];
  const [MOST_HITS, MOST_CHARACTERS] = [1000, 200];
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);
  const json = async (address, options) => {
    const response = await fetch(address, { headers: { accept: "application/json" }, ...options });
    if (response.ok) return response.json();
    throw new Error((await response.json().catch(() => ({}))).type ?? "");
  };
  const askingFor = (entries) => `/search/?${new URLSearchParams(entries)}`;
  const day = (instant) => new Date(Date.parse(instant) + 8 * 3600000).toISOString().slice(0, 10);

  async function search() {
    const form = document.querySelector("[data-search-form]");
    if (!form) return;
    const place = (name) => document.querySelector(`[data-search-${name}]`);
    const asked = new URLSearchParams(location.search);
    const [notice, results] = [place("notice"), place("results")];
    if (results.childElementCount > 0 || !notice.hidden) return;
    const say = (state, values) => {
      notice.textContent = fill(notice.getAttribute(`data-${state}`) ?? "", values ?? {});
      notice.dataset.state = state;
      notice.hidden = false;
    };
    const refused = (problem) =>
      say({ updating: "updating", query: "invalid", many: "too-many" }[problem.message.split("-").pop()] ?? "unavailable");
    const offer = ({ hot }) => {
      const box = place("hot");
      if (!box) return;
      box.append(...hot.flatMap((words) =>
        [" ", Object.assign(document.createElement("a"), { href: askingFor([["q", words]]), textContent: words })]));
      box.hidden = hot.length === 0;
    };
    for (const [key, value] of asked) {
      const field = form.elements.namedItem(key);
      if (field && (!field.options || [...field.options].some((option) => option.value === value))) field.value = value;
    }
    const carried = [...asked].filter(([key, value]) => CARRIED.includes(key) && value.trim() !== "");
    const related = asked.get("related")?.trim();
    const [words, after] = [asked.get("q") ?? "", asked.get("after") ?? ""];
    const [number, size] = [Number(asked.get("page") || 1), Number(asked.get("size") || 10)];
    try {
      if (related) {
        const { documents } = await json(`/api/search/related?id=${encodeURIComponent(related)}`);
        if (documents.length === 0) return say("none", { q: "" });
        place("summary").textContent = place("summary").dataset.related;
        return results.replaceChildren(...documents.map((hit) => filled(place("hit"), hit)));
      }
      if (!carried.some(([key]) => !["sort", "size", "exact"].includes(key))) {
        offer(await json("/api/search/suggestions"));
        return say("empty");
      }
      if ([...words].length > MOST_CHARACTERS) return say("too-long", { max: MOST_CHARACTERS });
      if (number > 1 && number * size > MOST_HITS) return say("too-deep", { max: MOST_HITS });
      const answer = await json(`/api/search?${new URLSearchParams([...carried, ["page", number], ...(after ? [["after", after]] : [])])}`);
      Object.entries(answer.counts ?? {}).forEach(([facet, counts]) => count(facet, counts, carried));
      if (answer.hits.length === 0) {
        say("none", { q: answer.query });
        return offer(await json("/api/search/suggestions"));
      }
      show(answer, carried, after);
    } catch (problem) {
      refused(problem);
    }

    function show(answer, carried, after) {
      const how = place("found");
      const phrase = how?.getAttribute(`data-${answer.found}`);
      if (phrase) {
        const exactly = document.createElement("a");
        exactly.href = askingFor([...carried.filter(([key]) => key !== "exact"), ["exact", "true"]]);
        exactly.textContent = fill(how.dataset.exactly, { q: answer.query });
        how.replaceChildren(fill(phrase, { q: answer.query, words: answer.correction ?? "" }), " ", exactly);
        how.dataset.state = answer.found;
        how.hidden = false;
      }
      const pages = Math.min(Math.ceil(Math.min(answer.total, MOST_HITS) / answer.size), Math.floor(MOST_HITS / answer.size));
      place("summary").textContent =
        fill(place("summary").dataset.some, { q: answer.query, total: answer.total, page: answer.page, pages });
      results.replaceChildren(...answer.hits.map((hit) => filled(place("hit"), hit)));
      pager(place("pager"), carried, answer, after ? 0 : pages);
    }
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
    slot("date", day(hit.publishedAt));
    row.querySelector("time[data-hit-date]")?.setAttribute("datetime", day(hit.publishedAt));
    return row;
  }

  function count(facet, counts, carried) {
    const box = document.querySelector(`[data-search-counts="${facet}"]`);
    if (!box || counts.length === 0) return;
    box.querySelector("[data-counts]").replaceChildren(...counts.map((each) => {
      const row = document.querySelector("[data-search-count]").content.cloneNode(true);
      const others = carried.filter(([key, value]) => !(key === facet && value === each.key));
      const link = row.querySelector("[data-count-link]");
      link.href = askingFor(each.chosen ? others : [...others, [facet, each.key]]);
      if (each.chosen) link.setAttribute("aria-current", "true");
      row.querySelector("[data-count-name]").textContent = box.getAttribute(`data-name-${each.key}`) ?? each.name;
      row.querySelector("[data-count-number]").textContent = each.count;
      return row;
    }));
    box.hidden = false;
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

  // By number as far as numbers go, then on from the last hit, as the server does.
  function pager(place, carried, { page, total, next }, pages) {
    const link = (where, words, rel) =>
      Object.assign(document.createElement("a"), { href: askingFor([...carried, where]), rel, textContent: words });
    const here = document.createElement("span");
    here.setAttribute("aria-current", "page");
    here.textContent = fill(place.dataset.position, { page, pages });
    place.replaceChildren(...[
      pages > 0 && page > 1 && link(["page", page - 1], place.dataset.previous, "prev"),
      pages > 1 && here,
      page < pages ? link(["page", page + 1], place.dataset.next, "next")
        : next && (pages === 0 || total > MOST_HITS) && link(["after", next], place.dataset.next, "next"),
    ].filter(Boolean));
    place.hidden = place.childElementCount === 0;
  }

  search();
})();
