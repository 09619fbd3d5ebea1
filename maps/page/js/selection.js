// What is chosen: one card at a time, whether it was reached by map, scroll, key, timeline or link.
const Selection = (() => {
  let current = "overview",
    heard = [];
  const cardOf = (id) => $(id === "overview" ? "card-overview" : id);

  function card(id, { from = "", move = true, focus = false } = {}) {
    const element = cardOf(id);
    if (!element) return;
    document.querySelectorAll(".card.current").forEach((other) => other.classList.remove("current"));
    element.classList.add("current");
    const changed = current !== id;
    current = id;
    if (from !== "scroll") {
      Tabs.reveal(element);
      Cards.scrollTo(element);
    }
    if (focus) (element.querySelector("button.go") || element).focus({ preventScroll: true });
    document
      .querySelectorAll("[data-stop-id]")
      .forEach((mark) => mark.classList.toggle("chosen", mark.dataset.stopId === id));
    Lines.restyle();
    if (move) moveMap(id);
    if (changed) heard.forEach((run) => run(id, from));
  }
  function moveMap(id) {
    if (id === "overview") return Stage.whole();
    const stop = STOPS.get(id),
      claim = CLAIMS.get(id);
    if (stop) {
      const leg = arrivalOf(stop);
      if (leg) Stage.show(L.latLngBounds(leg.line), { maxZoom: 8 });
      else Stage.spot([stop.at[1], stop.at[0]], 6);
    } else if (claim?.ends) {
      const bounds = L.latLngBounds(Sphere.line(...claim.ends.map(([lon, lat]) => [lat, lon])));
      for (const at of claim.way ? Deltas.latLngs(claim.way.path, MAP.pathScale) : []) bounds.extend(at);
      Stage.show(bounds, { maxZoom: 9 });
    }
  }
  const leg = () => (STOPS.has(current) ? arrivalOf(STOPS.get(current))?.id : null);
  const claim = () => (CLAIMS.has(current) ? current : null);
  /** Claims to draw: the chosen one, or all while the checks are open and they are few. */
  function claims() {
    if (claim()) return [current];
    return Tabs.current() === "checks" && CLAIMS.size <= 60 ? [...CLAIMS.keys()] : [];
  }
  return { card, leg, claim, claims, current: () => current, onChange: (run) => heard.push(run) };
})();
