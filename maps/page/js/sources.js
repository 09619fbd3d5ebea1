// The articles' texts, put in as text when a reader opens one, with the places, claims and evidence in them marked.
const Sources = (() => {
  const numbers = new Map();
  let texts = null;
  /** Offsets count code points; strings count UTF-16 units. A text with astral characters is kept as an array. */
  class Text {
    constructor(plain) {
      this.plain = plain;
      this.points = /[\ud800-\udbff]/.test(plain) ? Array.from(plain) : null;
    }
    slice(from, to) {
      return this.points ? this.points.slice(from, to).join("") : this.plain.slice(from, to);
    }
    get length() {
      return this.points ? this.points.length : this.plain.length;
    }
  }
  function read() {
    if (texts) return;
    texts = new Map();
    story().articles.forEach((article, n) => {
      texts.set(article.id, new Text(article.text));
      numbers.set(article.id, n);
    });
  }
  /** The article of `article-3`: by number, since a parser may have altered an odd id in an attribute. */
  const idAt = (name) => story().articles[Number(name.split("-").pop())].id;
  function text(id) {
    read();
    return texts.get(id);
  }

  function fill(id) {
    read();
    const box = $(`article-${numbers.get(id)}`).querySelector(".article-text");
    if (box.dataset.filled) return box;
    box.dataset.filled = "yes";
    const spans = [];
    for (const { mention, place } of story().resolutions || []) {
      if (mention.article_id === id && typeof place === "string")
        spans.push({ start: mention.start, end: mention.end, kind: "place", place });
    }
    for (const { claim } of story().findings || [])
      if (claim.article_id === id) spans.push({ start: claim.start, end: claim.end, kind: "claim" });
    const { sections = [] } = story().articles[numbers.get(id)];
    for (const { start, end, kind } of sections) if (kind === "after-matter") spans.push({ start, end, kind: "after" });
    box.replaceChildren(pieces(text(id), spans));
    return box;
  }
  /** Text cut at every edge of every span; each run carries the kinds that cover it and its offset. */
  function pieces(source, spans) {
    const edges = new Set([0, source.length]);
    for (const { start, end } of spans) {
      edges.add(Math.min(start, source.length));
      edges.add(Math.min(end, source.length));
    }
    const cuts = [...edges].sort((a, b) => a - b),
      out = document.createDocumentFragment();
    const starts = new Map();
    for (const span of spans) {
      if (!starts.has(span.start)) starts.set(span.start, []);
      starts.get(span.start).push(span);
    }
    let open = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const tail = (starts.get(cuts[i]) || []).some((span) => span.kind === "after" && span.end >= source.length);
      if (tail)
        out.append(
          make("small", { class: "after-note" }, "Kept, but no part of the story: comments, links and the like"),
        );
      open = open.filter((span) => span.end > cuts[i]).concat(starts.get(cuts[i]) || []);
      const run = source.slice(cuts[i], cuts[i + 1]),
        place = open.find((span) => span.kind === "place");
      if (!open.length) {
        out.append(make("span", { "data-at": cuts[i] }, run));
        continue;
      }
      const mark = make(
        place ? "mark" : "span",
        {
          class: [...new Set(open.map((span) => span.kind))].join(" "),
          "data-at": cuts[i],
          "data-place-id": place?.place,
        },
        run,
      );
      out.append(mark);
    }
    return out;
  }
  function open(id, from, to) {
    read();
    const source = $(`article-${numbers.get(id)}`);
    Tabs.open("sources", { scroll: false });
    source.hidden = false;
    source.querySelector("details").open = true;
    const box = fill(id);
    box.querySelectorAll(".evidence").forEach((old) => old.classList.remove("evidence"));
    let first = null;
    if (to > from)
      for (const run of box.querySelectorAll("[data-at]")) {
        const at = Number(run.dataset.at),
          length = run.textContent.length;
        if (at + length <= from || at >= to) continue;
        const piece = split(run, at, from, to);
        piece.classList.add("evidence");
        first ??= piece;
      }
    const target = first || source;
    target.tabIndex = -1;
    Cards.scrollTo(target);
    target.focus({ preventScroll: true });
  }
  /** Cuts a run so that only what is inside the evidence is marked. */
  function split(run, at, from, to) {
    const source = new Text(run.textContent),
      a = Math.max(0, from - at),
      b = Math.min(source.length, to - at);
    if (a === 0 && b === source.length) return run;
    const copy = (start, end) => {
      const part = run.cloneNode(false);
      part.textContent = source.slice(start, end);
      part.dataset.at = at + start;
      part.classList.remove("evidence");
      return part;
    };
    const parts = [
      [0, a],
      [a, b],
      [b, source.length],
    ]
      .filter(([s, e]) => e > s)
      .map(([s, e]) => copy(s, e));
    run.replaceWith(...parts);
    return parts[a > 0 ? 1 : 0];
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-from]");
    if (!link) return;
    event.preventDefault();
    open(idAt(link.hash), Number(link.dataset.from), Number(link.dataset.to));
  });
  for (const source of document.querySelectorAll(".source")) {
    source.querySelector("details").addEventListener("toggle", ({ target }) => {
      if (target.open) fill(idAt(source.id));
    });
  }
  const cards = [...document.querySelectorAll(".source")];
  if (cards.length > 12) {
    const filter = $("source-filter"),
      status = make("p", { class: "found", role: "status" });
    const names = cards.map((card) =>
      fold(`${card.querySelector("h3").textContent} ${card.querySelector(".byline").textContent}`),
    );
    const input = make("input", {
      type: "search",
      id: "source-search",
      autocomplete: "off",
      placeholder: "Find an article by title, outlet or date",
    });
    input.addEventListener("input", () => {
      const wanted = fold(input.value.trim());
      let n = 0;
      cards.forEach((card, i) => {
        card.hidden = !names[i].includes(wanted);
        n += !card.hidden;
      });
      status.textContent = wanted ? (n ? Words.count(n, "article") : "No such article") : "";
    });
    filter.append(make("label", { for: "source-search", class: "visually-hidden" }, "Find an article"), input, status);
    filter.hidden = false;
  }
  return { text, open, fill };
})();
