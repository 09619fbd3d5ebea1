// On paper: the map as a drawing in light colours above the text; every card open; the screen's map left out.
const Print = (() => {
  const shut = [];
  function before() {
    const width = 700,
      height = 430,
      [west, south, east, north] = MAP.view;
    const bounds = L.latLngBounds([
        [south, west],
        [north, east],
      ]),
      a = map.project(bounds.getNorthWest(), 0),
      b = map.project(bounds.getSouthEast(), 0);
    const zoom = Math.min(9, Math.log2(Math.min((width - 80) / (b.x - a.x), (height - 60) / (b.y - a.y))));
    const center = map.unproject(a.add(b).divideBy(2), 0);
    $("print-map").replaceChildren(
      Picture.svg({ width, height, center, zoom, paper: STYLE.paper.light, ink: (look) => look.light }),
    );
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      shut.push(details);
    }
  }
  function after() {
    $("print-map").replaceChildren();
    for (const details of shut.splice(0)) details.open = false;
  }
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return { before, after };
})();
