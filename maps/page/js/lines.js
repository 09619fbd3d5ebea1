// Legs and claims as lines: status by dash and colour, a casing underneath, crosses on what is denied.
const Lines = (() => {
  const renderers = { lines: L.svg({ pane: "lines", padding: 0.6 }), claims: L.svg({ pane: "claims", padding: 0.6 }) };
  const drawn = new Map(),
    claimPaths = [],
    claimLayer = L.layerGroup().addTo(map);

  function style(leg, selected) {
    const look = STYLE.status[leg.status];
    const bare = leg.network === null;
    return {
      color: Theme.ink(look),
      weight: look.width + (selected ? 2 : 0),
      opacity: bare ? 0.75 : 1,
      dashArray: bare && leg.status === "done" ? "2 6" : look.dash || null,
      lineCap: leg.status === "rumoured" || bare ? "round" : "butt",
    };
  }
  function addLeg(leg) {
    const common = { renderer: renderers.lines, smoothFactor: 1, interactive: false };
    const casing = L.polyline(leg.line, {
      ...common,
      color: Theme.paper().halo,
      weight: STYLE.status[leg.status].width + 3,
      opacity: 0.85,
      className: "casing",
    });
    const line = L.polyline(leg.line, {
      ...common,
      ...style(leg),
      interactive: true,
      className: `leg-line ${leg.status}`,
    });
    const layer = L.layerGroup([casing, line]).addTo(map);
    if (leg.status === "denied")
      for (const share of [0.3, 0.5, 0.7]) layer.addLayer(cross(Sphere.along(leg.line, share).at));
    line.getElement().setAttribute("data-leg-id", leg.id);
    line.on("click", () => Selection.card(leg.to));
    line.bindTooltip(() => text(leg), { sticky: true, className: "tip" });
    drawn.set(leg.id, { leg, casing, line, layer });
  }
  const cross = (at) =>
    L.marker(at, {
      pane: "lines",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({
        className: "denied-cross",
        html: make("span", { "aria-hidden": "true" }, "✕"),
        iconSize: [16, 16],
      }),
    });
  function text(leg) {
    const [by] = STYLE.mode[leg.mode],
      from = MAP.places[STOPS.get(leg.from).place].name,
      to = MAP.places[STOPS.get(leg.to).place].name;
    return make(
      "span",
      { dir: "auto" },
      `${from} → ${to}, ${by}, ${Words.length(leg.km)}, ${STYLE.status[leg.status].word}`,
    );
  }
  // The best journey last, and in it what is surest last, so that they lie on top.
  const sure = Object.keys(STYLE.status),
    rank = (leg) => MAP.journeys.indexOf(leg.journey) * 10 + sure.indexOf(leg.status);
  [...LEGS.values()].sort((a, b) => rank(b) - rank(a)).forEach(addLeg);

  function restyle() {
    for (const { leg, casing, line } of drawn.values()) {
      const chosen = Selection.leg() === leg.id;
      line.setStyle(style(leg, chosen));
      casing.setStyle({ color: Theme.paper().halo });
      if (chosen) {
        casing.bringToFront();
        line.bringToFront();
      }
    }
    claims(Selection.claims());
  }
  Theme.onChange(restyle);

  function arrow(at, degrees, colour) {
    const shape = draw(
      "svg",
      { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" },
      draw("path", { d: "M-4 4L0 -3L4 4", fill: "none", stroke: colour, "stroke-width": 1.8 }),
    );
    shape.style.transform = `rotate(${degrees}deg)`;
    return L.marker(at, {
      pane: "claims",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "claim-arrow", html: shape, iconSize: [16, 16] }),
    });
  }

  /** Draws claims: each a thin double arrow with its figure; the chosen one with the ring of the claimed length. */
  function claims(ids) {
    claimLayer.clearLayers();
    claimPaths.length = 0;
    for (const id of ids) {
      const claim = CLAIMS.get(id);
      if (!claim || !claim.ends || !Layers.showsClaim(claim)) continue;
      const [from, to] = claim.ends.map(([lon, lat]) => [lat, lon]);
      if (from[0] === to[0] && from[1] === to[1]) continue;
      const colour = Theme.ink(STYLE.verdict[claim.verdict]),
        path = Sphere.line(from, to),
        chosen = Selection.claim() === id;
      claimPaths.push(path);
      const common = { renderer: renderers.claims, interactive: false, color: colour };
      claimLayer.addLayer(L.polyline(path, { ...common, color: Theme.paper().halo, weight: 5, opacity: 0.8 }));
      const line = L.polyline(path, {
        ...common,
        weight: chosen ? 2.5 : 1.6,
        interactive: true,
        className: "claim-line",
      });
      claimLayer.addLayer(line);
      line.getElement()?.setAttribute("data-claim-id", id);
      line.on("click", () => Selection.card(id));
      claimLayer.addLayer(
        arrow(path[path.length - 1], Sphere.bearing(path[path.length - 2], path[path.length - 1]), colour),
      );
      claimLayer.addLayer(arrow(from, Sphere.bearing(path[1], path[0]), colour));
      const middle = path[Math.floor(path.length / 2)];
      const sign = make("span", { dir: "auto" }, `${STYLE.verdict[claim.verdict].icon} ${claim.written.slice(0, 60)}`);
      claimLayer.addLayer(
        L.marker(middle, {
          pane: "places",
          interactive: false,
          keyboard: false,
          icon: L.divIcon({ className: `claim-figure ${claim.verdict}`, html: sign, iconSize: [0, 0] }),
        }),
      );
      if (chosen && claim.way) way(claim.way, common);
      if (chosen && claim.km && claim.straight) rings(claim, from, to, common);
    }
  }
  /** The railway, road or lane between the ends, with its length, thinner than a journey. */
  function way({ mode, km, path }, common) {
    const line = Deltas.latLngs(path, MAP.pathScale);
    claimPaths.push(line);
    claimLayer.addLayer(L.polyline(line, { ...common, color: Theme.paper().halo, weight: 5, opacity: 0.8 }));
    claimLayer.addLayer(L.polyline(line, { ...common, weight: 1.6, dashArray: "6 3", className: "claim-way" }));
    const sign = make("span", { dir: "auto" }, `${Words.length(km)} ${STYLE.mode[mode][0]}`);
    const icon = L.divIcon({ className: "claim-figure way", html: sign, iconSize: [0, 0] });
    const at = Sphere.along(line, 0.62).at;
    claimLayer.addLayer(L.marker(at, { pane: "places", interactive: false, keyboard: false, icon }));
  }
  function rings(claim, from, to, common) {
    const reach = claim.km * (Sphere.sphereKm(from, to) / claim.straight),
      ahead = Sphere.bearing(from, to);
    if (reach > 9000) return;
    claimLayer.addLayer(L.polyline(Sphere.ring(from, reach), { ...common, weight: 1, dashArray: "2 4", opacity: 0.7 }));
    claimLayer.addLayer(L.polyline(Sphere.ring(from, reach, ahead - 18, ahead + 18), { ...common, weight: 3 }));
    const claimed = POINTS_OF_COMPASS[(claim.direction || "").toLowerCase().replace(/[\s-]/g, "")];
    if (claimed === undefined) return;
    const wedge = [from, ...Sphere.ring(from, reach * 0.45, claimed - 22.5, claimed + 22.5), from];
    claimLayer.addLayer(L.polygon(wedge, { ...common, stroke: false, fillColor: common.color, fillOpacity: 0.16 }));
  }
  const POINTS_OF_COMPASS = Object.fromEntries(
    ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"].map((word, i) => [
      word,
      i * 45,
    ]),
  );

  function filter() {
    for (const { leg, layer } of drawn.values())
      if (Layers.showsLeg(leg) !== map.hasLayer(layer)) layer[map.hasLayer(layer) ? "remove" : "addTo"](map);
    for (const { leg, line } of drawn.values()) line.getElement()?.setAttribute("data-leg-id", leg.id);
    claims(Selection.claims());
  }
  /** The lines that names keep off. */
  const shown = () => [
    ...[...LEGS.values()].filter((leg) => Layers.showsLeg(leg)).map((leg) => leg.line),
    ...claimPaths,
  ];
  return { restyle, filter, claims, shown };
})();
