// The Leaflet map itself: panes, limits, the view, and what follows the pointer.
const map = L.map("map", {
  zoomControl: false,
  attributionControl: false,
  zoomSnap: 0.25,
  zoomDelta: 1,
  wheelPxPerZoomLevel: 90,
  minZoom: 1.5,
  maxZoom: 13,
  worldCopyJump: false,
  fadeAnimation: false,
  markerZoomAnimation: true,
  zoomAnimation: !still(),
  inertia: !still(),
  maxBoundsViscosity: 1,
  bounceAtZoomLimits: false,
});
for (const [name, z] of [
  ["paper", 100],
  ["tiles", 150],
  ["names", 350],
  ["own-names", 410],
  ["claims", 380],
  ["lines", 390],
  ["places", 420],
  ["stops", 450],
  ["traveller", 480],
]) {
  map.createPane(name).style.zIndex = z;
}
for (const name of ["names", "own-names"]) {
  map.getPane(name).classList.add("leaflet-zoom-hide");
  map.getPane(name).setAttribute("aria-hidden", "true");
}

const Stage = (() => {
  const [west, south, east, north, middle] = MAP.view;
  const padding = () =>
    narrow()
      ? { paddingTopLeft: [24, 34], paddingBottomRight: [60, 26] }
      : { paddingTopLeft: [50, 60], paddingBottomRight: [96, 50] };
  map.setMaxBounds([
    [-85, middle - 300],
    [85, middle + 300],
  ]);

  function show(bounds, options = {}) {
    map.fitBounds(bounds, { maxZoom: 8, animate: !still(), duration: 0.3, ...padding(), ...options });
  }
  const whole = (options) =>
    show(
      [
        [south, west],
        [north, east],
      ],
      { maxZoom: 9, ...options },
    );
  /** All of the first journey, the talk about it included. */
  function everything() {
    const journey = MAP.journeys.find((j) => j.legs.length),
      bounds = L.latLngBounds([
        [south, west],
        [north, east],
      ]);
    for (const leg of journey?.legs || []) for (const at of leg.line) bounds.extend(at);
    show(bounds, { maxZoom: 9 });
  }
  function spot(at, zoom) {
    map.setView(at, Math.max(map.getZoom(), zoom), { animate: !still(), duration: 0.3 });
  }
  whole({ animate: false });
  map.addLayer(new Basemap.Layer());
  const base = () => map.eachLayer((layer) => layer instanceof Basemap.Layer && layer._update());
  Theme.onChange(base);

  const coordinates = $("coordinates");
  map.on("mousemove", ({ latlng }) => {
    coordinates.textContent = Words.point(latlng.lat, latlng.lng);
  });
  map.on("mouseout", () => {
    coordinates.textContent = "";
  });

  function scale() {
    const size = map.getSize(),
      y = size.y / 2;
    const km = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y])) / 1000;
    const unitKm = Words.unit === "mi" ? 1.609344 : 1,
      room = km / unitKm;
    const power = 10 ** Math.floor(Math.log10(room)),
      step = [5, 2, 1].find((n) => n * power <= room) * power;
    $("scale").replaceChildren(make("span", { class: "scale-bar" }), make("span", {}, Words.length(step * unitKm)));
    $("scale").firstChild.style.width = `${(100 * step) / room}px`;
  }
  map.on("moveend zoomend", scale);
  scale();
  /** On a phone the page is what scrolls: one finger and the wheel pass over the map, two fingers move it. */
  function yieldToPage() {
    const small = narrow(),
      touch = matchMedia("(pointer: coarse)").matches;
    map.scrollWheelZoom[small ? "disable" : "enable"]();
    map.dragging[small && touch ? "disable" : "enable"]();
  }
  yieldToPage();
  addEventListener("resize", () => {
    map.invalidateSize({ animate: false });
    yieldToPage();
  });
  let hinted = false;
  $("map").addEventListener(
    "touchmove",
    ({ touches }) => {
      if (hinted || touches.length > 1 || map.dragging.enabled()) return;
      hinted = true;
      const hint = make("p", { class: "hint" }, "Two fingers move the map");
      $("map").parentElement.append(hint);
      setTimeout(() => hint.remove(), 1800);
    },
    { passive: true },
  );
  return { show, whole, everything, spot, scale, base, middle };
})();
