// The list of places: a button for each, and a search over names.
const Places = (() => {
  const rows = [...document.querySelectorAll("#places li[data-n]")],
    filter = $("place-filter");
  for (const row of rows) {
    const name = row.querySelector(".place-name"),
      go = make("button", { type: "button", class: "go" });
    go.append(...name.childNodes);
    name.append(go);
    go.addEventListener("click", () => open(Number(row.dataset.n), { stay: true }));
  }
  const names = rows.map((row) => fold(row.textContent));
  const status = make("p", { class: "found", role: "status" });
  const input = make("input", {
    type: "search",
    id: "place-search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Find a place",
  });
  filter.append(
    make("label", { for: "place-search", class: "visually-hidden" }, "Find a place in these articles"),
    input,
    status,
  );
  filter.hidden = false;
  input.addEventListener("input", () => search(input.value));
  input.addEventListener("keydown", (event) => {
    const first = rows.find((row) => !row.hidden);
    if (event.key === "Enter" && first) open(Number(first.dataset.n), { stay: true });
  });

  function search(text) {
    const wanted = fold(text.trim());
    let n = 0;
    rows.forEach((row, i) => {
      row.hidden = !names[i].includes(wanted);
      n += !row.hidden;
    });
    status.textContent = wanted ? (n ? Words.count(n, "place") : "No place of that name") : "";
  }
  function list(numbers) {
    Tabs.open("places");
    input.value = "";
    const wanted = new Set(numbers);
    rows.forEach((row) => {
      row.hidden = !wanted.has(Number(row.dataset.n));
    });
    status.replaceChildren(
      `${Words.count(numbers.length, "place")} close together. `,
      make("button", { type: "button", class: "plain", on: { click: () => search("") } }, "Show all"),
    );
    rows
      .find((row) => !row.hidden)
      ?.querySelector("button")
      .focus();
  }
  function open(number, { stay = false } = {}) {
    const place = MAP.places[number],
      row = rows[number];
    if (!row) return;
    Tabs.open("places");
    row.hidden = false;
    document.querySelectorAll("#places .current").forEach((other) => other.classList.remove("current"));
    row.classList.add("current");
    if (!row.querySelector(".seen")) row.append(...seen(place).filter(Boolean));
    if (!stay) Cards.scrollTo(row);
    Stage.spot([place.at[1], place.at[0]], place.area ? 4 : 6);
    Ping.at([place.at[1], place.at[0]]);
  }
  /** Links to where the place is named, first a dozen. */
  function seen(place) {
    const found = [];
    for (const { mention, place: id, confidence } of story().resolutions || []) {
      if (id === place.id && found.length < 12) found.push({ mention, confidence });
    }
    const box = make("ul", { class: "seen" });
    for (const { mention } of found) {
      const text = Sources.text(mention.article_id),
        from = Math.max(0, mention.start - 46),
        to = mention.end + 46;
      const link = make(
        "a",
        { href: "#", class: "context", dir: "auto" },
        `…${text.slice(from, mention.start)}`,
        make("mark", {}, text.slice(mention.start, mention.end)),
        `${text.slice(mention.end, to)}…`,
      );
      link.addEventListener("click", (event) => {
        event.preventDefault();
        Sources.open(mention.article_id, mention.start, mention.end);
      });
      box.append(make("li", {}, link));
    }
    return [
      trust(
        found,
        story().resolutions.filter((r) => r.place === place.id),
      ),
      box,
    ];
  }
  /** How sure the reading is, by what, and what else the words could mean. */
  function trust(found, all) {
    if (!all.length) return null;
    const least = all.reduce((low, r) => (r.confidence < low.confidence ? r : low)),
      mean = all.reduce((sum, r) => sum + r.confidence, 0) / all.length;
    const percent = (share) => `${Math.min(99, Math.round(share * 100))} %`;
    const others = [
      ...new Set(
        (least.rivals || [])
          .slice(0, 3)
          .map((rival) => story().places[rival.place])
          .filter(Boolean)
          .map((p) => [p.name, p.country].filter(Boolean).join(", ")),
      ),
    ];
    return make(
      "p",
      { class: "trust" },
      `Read as this place with ${percent(mean)} confidence`,
      all.length > 1 && least.confidence < mean - 0.1 ? `, at least ${percent(least.confidence)}` : "",
      least.because?.length ? `: ${least.because.slice(0, 2).join("; ")}.` : ".",
      others.length ? make("span", { dir: "auto" }, ` Otherwise: ${others.join("; ")}.`) : null,
    );
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    Tabs.open("places");
    input.focus();
  });
  return { open, list, search };
})();

const Ping = (() => {
  const layer = L.layerGroup().addTo(map);
  function at(point) {
    layer.clearLayers();
    layer.addLayer(
      L.marker(point, {
        pane: "places",
        interactive: false,
        keyboard: false,
        icon: L.divIcon({ className: "ping", html: make("span", { "aria-hidden": "true" }), iconSize: [34, 34] }),
      }),
    );
    setTimeout(() => layer.clearLayers(), 4000);
  }
  return { at };
})();
