// Measuring: click the map or name places; lengths are geodesics on the ellipsoid.
const Measure = (() => {
  const layer = L.layerGroup(),
    points = [];
  let on = false,
    told;
  const names = new Map(MAP.places.map((place) => [place.name.toLocaleLowerCase(), [place.at[1], place.at[0]]]));

  function add(at) {
    points.push([at[0], at[1]]);
    show();
  }
  function show() {
    layer.clearLayers();
    let total = 0;
    const rows = [];
    points.forEach((at, i) => {
      layer.addLayer(
        L.circleMarker(at, { pane: "traveller", radius: 5, weight: 2, className: "measure-point", interactive: false }),
      );
      if (!i) return;
      const before = points[i - 1],
        km = Sphere.km(before, at),
        degrees = Sphere.bearing(before, at);
      total += km;
      layer.addLayer(
        L.polyline(Sphere.line(before, at), {
          pane: "traveller",
          weight: 2.5,
          dashArray: "6 4",
          className: "measure-line",
          interactive: false,
        }),
      );
      rows.push(
        make("li", {}, `${Words.length(km, true)}, bearing ${Math.round(degrees)}° (${Sphere.compass(degrees)})`),
      );
    });
    told?.replaceChildren(
      make(
        "p",
        { class: "measured" },
        points.length > 1
          ? Words.length(total, true)
          : points.length
            ? "Now the second point"
            : "Click the map, or name two places",
      ),
      rows.length ? make("ol", {}, rows) : "",
    );
    if (points.length > 1) say(`${Words.length(total, true)} in all`);
  }
  const click = ({ latlng }) => add([latlng.lat, latlng.lng]);
  function start() {
    if (on) return;
    on = true;
    layer.addTo(map);
    map.on("click", click);
    $("map").classList.add("measuring");
  }
  function stop() {
    on = false;
    points.length = 0;
    layer.clearLayers();
    layer.remove();
    map.off("click", click);
    $("map").classList.remove("measuring");
  }

  function panel() {
    start();
    const list = make(
      "datalist",
      { id: "place-names" },
      MAP.places.slice(0, 400).map((place) => make("option", { value: place.name })),
    );
    const field = (id, label) =>
      make(
        "label",
        { class: "field" },
        make("span", {}, label),
        make("input", { id, list: "place-names", autocomplete: "off" }),
      );
    told = make("output", { class: "told" });
    const form = make(
      "form",
      {
        class: "measure",
        on: {
          submit: (event) => {
            event.preventDefault();
            between();
          },
        },
      },
      field("measure-from", "From"),
      field("measure-to", "To"),
      list,
      make(
        "div",
        { class: "set" },
        make("button", { type: "submit", class: "plain strong" }, "Measure"),
        make(
          "button",
          {
            type: "button",
            class: "plain",
            on: {
              click: () => {
                points.length = 0;
                show();
              },
            },
          },
          "Clear",
        ),
      ),
      told,
    );
    show();
    return form;
  }
  function between() {
    const ends = ["measure-from", "measure-to"].map((id) => [
      $(id).value,
      names.get($(id).value.trim().toLocaleLowerCase()),
    ]);
    const lost = ends.find(([, at]) => !at);
    if (lost) {
      told.replaceChildren(make("p", {}, lost[0] ? `No place here is called “${lost[0]}”` : "Name both places"));
      return;
    }
    points.splice(0, points.length, ...ends.map(([, at]) => at));
    show();
    Stage.show(L.latLngBounds(Sphere.line(points[0], points[1])));
  }
  return { panel, stop, show, between };
})();
