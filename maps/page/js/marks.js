// Places as marks: stops with their numbers, the rest as squares sized by mentions, gathered where they crowd.
const Marks = (() => {
  const stopLayer = L.layerGroup().addTo(map),
    placeLayer = L.layerGroup().addTo(map);
  const onJourney = new Map();
  for (const stop of STOPS.values()) {
    if (!onJourney.has(stop.place)) onJourney.set(stop.place, []);
    onJourney.get(stop.place).push(stop);
  }
  const order = Object.keys(STYLE.status);
  /** The surest status on the first journey that stops there: later journeys do not repaint it. */
  const surest = (stops) =>
    stops
      .filter((s) => s.journey === stops[0].journey)
      .map((s) => s.status)
      .sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];

  function icon(className, child, size) {
    return L.divIcon({ className, html: child, iconSize: [Math.max(24, size), Math.max(24, size)] });
  }
  function button(marker, label, attributes, act) {
    const element = marker.getElement();
    put(element, { role: "button", "aria-label": label, ...attributes });
    element.removeAttribute("title");
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        act();
      }
    });
    marker.on("click", act);
  }
  function stopShape(status, text) {
    const colour = "currentColor",
      paper = "var(--halo)";
    const ring = { cx: 12, cy: 12, r: 9, "stroke-width": 2.5, stroke: colour, fill: paper };
    if (status === "done") Object.assign(ring, { fill: colour, stroke: paper, "stroke-width": 2 });
    if (status === "rumoured") ring["stroke-dasharray"] = "4.1 3";
    return draw(
      "svg",
      { viewBox: "0 0 24 24", width: 26, height: 26, "aria-hidden": "true" },
      draw("circle", { cx: 12, cy: 12, r: 11.5, fill: paper }),
      draw("circle", ring),
      status === "denied" && draw("path", { d: "M6 6l12 12M18 6L6 18", stroke: colour, "stroke-width": 1.5 }),
      draw(
        "text",
        {
          x: 12,
          y: 16,
          "text-anchor": "middle",
          "font-size": text.length > 2 ? 9 : 11,
          "font-weight": 700,
          fill: status === "done" ? paper : colour,
        },
        text,
      ),
    );
  }

  /** Stops of the first journey always; of others at this zoom only where they do not lie on one that is shown. */
  function declutter() {
    const taken = [];
    stopLayer.eachLayer((marker) => {
      const element = marker.getElement(),
        spot = map.project(marker.getLatLng());
      const crowded =
        !marker.leads && !element.matches(".chosen, :focus") && taken.some((other) => other.distanceTo(spot) < 18);
      element.hidden = crowded;
      if (!crowded) taken.push(spot);
    });
  }
  function addStops() {
    stopLayer.clearLayers();
    for (const [number, all] of onJourney) {
      const stops = all.filter((stop) => Layers.showsStop(stop));
      if (!stops.length) continue;
      const place = MAP.places[number],
        status = surest(stops),
        first = stops.find((s) => s.status === status);
      const marker = L.marker([first.at[1], first.at[0]], {
        pane: "stops",
        keyboard: true,
        icon: icon(`stop-mark ${status}`, stopShape(status, String(first.n)), 26),
        zIndexOffset: 100 - order.indexOf(status),
      });
      stopLayer.addLayer(marker);
      marker.leads = stops[0].journey === MAP.journeys[0];
      const act = () =>
        Selection.card(stops[(stops.findIndex((s) => s.id === Selection.current()) + 1) % stops.length].id, {
          from: "map",
        });
      button(
        marker,
        `${place.name}, stop ${first.n}, ${STYLE.status[status].word}`,
        { "data-place-id": place.id, "data-stop-id": first.id, tabindex: 0 },
        act,
      );
    }
  }

  const sizeOf = (n) => Math.round(Math.max(7, Math.min(20, 6 + 2.2 * Math.sqrt(n))));
  /** Greedy gathering on a grid of pixels: the most mentioned place of a crowd stands for it. */
  function gather(items, project, reach = 30) {
    const grid = new Map(),
      groups = [];
    for (const item of items) {
      const p = project(item.at),
        cx = Math.floor(p[0] / reach),
        cy = Math.floor(p[1] / reach);
      let home = null;
      for (let x = cx - 1; x <= cx + 1 && !home; x++)
        for (let y = cy - 1; y <= cy + 1 && !home; y++) {
          home = (grid.get(`${x},${y}`) || []).find((g) => Math.hypot(g.p[0] - p[0], g.p[1] - p[1]) < reach);
        }
      if (home) {
        home.items.push(item);
        continue;
      }
      const group = { p, items: [item] };
      groups.push(group);
      if (!grid.has(`${cx},${cy}`)) grid.set(`${cx},${cy}`, []);
      grid.get(`${cx},${cy}`).push(group);
    }
    return groups;
  }

  let groups = [];
  const mentioned = MAP.places
    .map((place, number) => ({ number, place, at: [place.at[1], place.at[0]], n: place.n }))
    .filter(({ number, place }) => !onJourney.has(number) && place.n > 0)
    .sort((a, b) => b.n - a.n);
  const plural = mentioned.length > 40;

  // Groups depend on the zoom and on what is shown, not on the window: a pan only adds and removes what crosses its edge.
  let gathered = { zoom: null, groups: [] };
  const onMap = new Map();
  function regather() {
    const zoom = map.getZoom(),
      project = (at) => {
        const p = map.project(at, zoom);
        return [p.x, p.y];
      };
    const shown = Layers.showsMentioned() ? mentioned.filter(({ place }) => Layers.showsPlace(place)) : [];
    gathered = { zoom, groups: gather(shown, project, plural ? 38 : 16) };
    placeLayer.clearLayers();
    onMap.clear();
  }
  function addPlaces(anew) {
    if (anew || gathered.zoom !== map.getZoom()) {
      declutter();
      regather();
    }
    const bounds = map.getBounds().pad(0.15);
    groups = gathered.groups.filter(({ items }) => bounds.contains(items[0].at)).slice(0, 350);
    const wanted = new Set(groups);
    for (const [group, marker] of onMap)
      if (!wanted.has(group)) {
        placeLayer.removeLayer(marker);
        onMap.delete(group);
      }
    for (const group of groups)
      if (!onMap.has(group)) {
        const marker = mark(group);
        onMap.set(group, marker);
        placeLayer.addLayer(marker);
      }
  }
  function mark({ items }) {
    const [lead] = items,
      total = items.reduce((sum, item) => sum + item.n, 0),
      size = sizeOf(total);
    const many = items.length > 1;
    const shape = many
      ? make("span", { class: "cluster", "aria-hidden": "true" }, Words.whole.format(items.length))
      : make("span", { class: lead.place.area ? "square area" : "square", "aria-hidden": "true" });
    if (!many) {
      shape.style.width = `${size}px`;
      shape.style.height = `${size}px`;
    }
    const marker = L.marker(lead.at, { pane: "places", keyboard: false, icon: icon("place-mark", shape, 24) });
    marker.on("add", () => {
      const label = many
        ? `${items.length} places around ${lead.place.name}`
        : `${lead.place.name}, ${Words.count(lead.n, "mention")}`;
      button(marker, label, { "data-place-id": lead.place.id, tabindex: -1 }, () =>
        many ? open(items) : Places.open(lead.number),
      );
      marker.bindTooltip(() => make("span", { dir: "auto" }, label), { className: "tip", direction: "top" });
    });
    return marker;
  }
  function open(items) {
    const box = L.latLngBounds(items.map((item) => item.at)),
      tight = map.getBoundsZoom(box) <= map.getZoom() + 0.5;
    if (tight || map.getZoom() > 10) Places.list(items.map((item) => item.number));
    else Stage.show(box.pad(0.3), { maxZoom: 12 });
  }

  /** The marks that labels must go beside, the most important first. */
  function own() {
    const stops = [];
    for (const [number, all] of onJourney) {
      const shown = all.filter((stop) => Layers.showsStop(stop));
      if (shown.length)
        stops.push({
          at: [shown[0].at[1], shown[0].at[0]],
          text: MAP.places[number].name,
          kind: "stop",
          radius: 13,
          status: surest(shown),
        });
    }
    const places = groups.map(({ items }) => ({
      at: items[0].at,
      kind: "place",
      radius: items.length > 1 ? 13 : sizeOf(items[0].n) / 2 + 1,
      text: items.length > 1 || (items[0].place.area && map.getZoom() < 3) ? "" : items[0].place.name,
      n: items[0].n,
    }));
    return [...stops, ...places];
  }
  function refresh(anew = false) {
    addPlaces(anew);
    Labels.show();
  }
  map.on("moveend", () => refresh());
  Theme.onChange(() => Labels.show());
  return {
    own,
    refresh,
    redraw() {
      addStops();
      refresh(true);
    },
    stopShape,
    groups: () => groups,
    onJourney,
    surest,
    sizeOf,
  };
})();
