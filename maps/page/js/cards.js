// Cards: a button on each to show it on the map; the scroll moves the map, the arrow keys move the scroll.
const Cards = (() => {
  const panel = $("panel"),
    all = () => [...document.querySelectorAll(".view:not([hidden]) .card[data-card]")];
  const idOf = (card) => (card.id === "card-overview" ? "overview" : card.id);
  let quietUntil = 0;

  for (const card of document.querySelectorAll(".card[data-card]")) {
    card.tabIndex = -1;
    const name = card.querySelector(".name"),
      id = idOf(card);
    if (name) {
      const go = make("button", { type: "button", class: "go" });
      go.append(...name.childNodes);
      name.append(go);
      go.addEventListener("click", () => Selection.card(id, { from: "card" }));
    }
    card.addEventListener("click", (event) => {
      if (!event.target.closest("a, button, summary, details, mark") && !String(getSelection()))
        Selection.card(id, { from: "card" });
    });
  }
  for (const mark of document.querySelectorAll("mark.place")) {
    mark.addEventListener("click", () => {
      const n = placeNumber.get(mark.dataset.placeId);
      if (n !== undefined) Stage.spot([MAP.places[n].at[1], MAP.places[n].at[0]], 6);
    });
  }

  const scroller = () => (narrow() ? document.scrollingElement : panel);
  function scrollTo(card) {
    quietUntil = performance.now() + 900;
    const box = scroller(),
      top = narrow()
        ? $("map").closest(".stage").getBoundingClientRect().bottom
        : panel.getBoundingClientRect().top + (panel.querySelector(".tabs").offsetHeight || 0);
    const to = box.scrollTop + card.getBoundingClientRect().top - top - 12;
    box.scrollTo({ top: to, behavior: still() ? "auto" : "smooth" });
  }

  let due = 0;
  function follow() {
    if (performance.now() < quietUntil || Tabs.current() !== "story") return;
    clearTimeout(due);
    due = setTimeout(() => {
      const top = narrow()
        ? $("map").closest(".stage").getBoundingClientRect().bottom
        : panel.getBoundingClientRect().top;
      const line = top + (innerHeight - top) * 0.3;
      const card = all().find((c) => c.getBoundingClientRect().bottom > line);
      if (card && idOf(card) !== Selection.current()) Selection.card(idOf(card), { from: "scroll" });
    }, 140);
  }
  panel.addEventListener("scroll", follow, { passive: true });
  addEventListener("scroll", follow, { passive: true });
  const own = (event) => event.type !== "keydown" || /^(Page|Arrow(Up|Down)|Home|End| )/.test(event.key);
  for (const kind of ["wheel", "touchmove", "keydown"])
    addEventListener(
      kind,
      (event) => {
        if (own(event)) quietUntil = 0;
      },
      { passive: true, capture: true },
    );

  function step(by) {
    const cards = all(),
      now = cards.findIndex((card) => idOf(card) === Selection.current());
    const next = cards[Math.max(0, Math.min(cards.length - 1, now + by))];
    if (next) Selection.card(idOf(next), { from: "keys", focus: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
    if (event.target.closest("#map, .tabs, .timeline, .map-tools, .map-panel")) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    }
  });
  return { scrollTo, step };
})();
