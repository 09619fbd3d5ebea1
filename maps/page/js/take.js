// Tools on the map: zoom, whole journey, layers, measure, take along, theme, units.
const Take = (() => {
  const bar = $("map-tools"),
    panel = $("map-panel");
  let open = null,
    opener = null;
  const ICONS = {
    plus: "M10 4v12M4 10h12",
    minus: "M4 10h12",
    whole: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5",
    layers: "M10 3l8 4-8 4-8-4zM2.500 10.500L10 14.300l7.500-3.800M2.500 14L10 17.800 17.500 14",
    measure: "M3 13L13 3l4 4L7 17zM6 10l2 2M8.500 7.500l2 2M11 5l2 2",
    take: "M10 3v9M6 8.500l4 4 4-4M3 13v4h14v-4",
    theme: "M10 3a7 7 0 1 0 7 7 5.500 5.500 0 0 1-7-7z",
  };
  const picture = (name) =>
    draw(
      "svg",
      { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
      draw("path", {
        d: ICONS[name],
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 1.8,
        "stroke-linejoin": "round",
        "stroke-linecap": "round",
      }),
    );

  function tool(id, icon, label, act, extra = {}) {
    const button = make(
      "button",
      { type: "button", class: "icon", id: `tool-${id}`, "aria-label": label, title: label, ...extra },
      icon,
    );
    button.addEventListener("click", () => act(button));
    bar.append(button);
    return button;
  }
  function toggle(name, title, content, button) {
    if (open === name) return close();
    close(false);
    open = name;
    opener = button;
    button.setAttribute("aria-expanded", "true");
    panel.replaceChildren(
      make(
        "div",
        { class: "map-panel-head" },
        make("h2", { id: "map-panel-title" }, title),
        make(
          "button",
          { type: "button", class: "icon close", "aria-label": "Close", on: { click: () => close() } },
          draw(
            "svg",
            { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" },
            draw("path", { d: "M5 5l10 10M15 5L5 15", stroke: "currentColor", "stroke-width": 2 }),
          ),
        ),
      ),
      content(),
    );
    put(panel, { role: "dialog", "aria-labelledby": "map-panel-title" });
    panel.hidden = false;
    (panel.querySelector("input, .map-panel-head ~ * button, button") || panel).focus();
  }
  function close(back = true) {
    if (!open) return;
    if (open === "measure") Measure.stop();
    panel.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    if (back) opener?.focus();
    open = opener = null;
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });

  async function copy(text, told, box) {
    try {
      await navigator.clipboard.writeText(text);
      say(told);
      box.textContent = told;
    } catch {
      const area = make("textarea", { readonly: true, rows: 3, "aria-label": "Copy this text" });
      area.value = text;
      box.replaceChildren(area);
      area.select();
    }
  }
  function citation() {
    const data = story(),
      made = (data.made || "").slice(0, 10);
    const sources = data.articles
      .slice(0, 12)
      .map((a) => [a.outlet, `“${a.title || a.id}”`, a.published].filter(Boolean).join(", "))
      .join("; ");
    return `${document.title}. Map made${made ? ` ${made}` : ""}${data.generator ? ` with ${data.generator}` : ""} from ${Words.count(data.articles.length, "article")}: ${sources}${data.articles.length > 12 ? "; and others" : ""}.`;
  }
  function takePanel() {
    const told = make("div", { class: "told", role: "status" }),
      size = () => {
        const s = map.getSize();
        return { width: s.x, height: s.y };
      };
    const item = (text, act) => make("button", { type: "button", class: "plain", on: { click: act } }, text);
    const file = (kind, label) => item(label, () => Exports.save(Exports[kind](), kind));
    return make(
      "div",
      { class: "take" },
      make(
        "div",
        { class: "set" },
        item("Copy link to this view", () =>
          copy(`${location.href.split("#")[0]}#${Link.text()}`, "Link copied", told),
        ),
        item("Copy citation", () => copy(citation(), "Citation copied", told)),
        item("Print", () => print()),
      ),
      told,
      make("h3", {}, "Picture of this view"),
      make(
        "div",
        { class: "set" },
        item("PNG", async () => Exports.save(await Picture.png(size()), "png")),
        item("SVG", () => Exports.save(Picture.source(size()), "svg")),
      ),
      make("h3", {}, "Data"),
      make(
        "div",
        { class: "set" },
        file("geojson", "GeoJSON"),
        file("kml", "KML"),
        file("gpx", "GPX"),
        file("csv", "CSV"),
        file("json", "Story JSON"),
      ),
    );
  }

  tool("in", picture("plus"), "Zoom in", () => map.zoomIn());
  tool("out", picture("minus"), "Zoom out", () => map.zoomOut());
  tool("whole", picture("whole"), "Whole journey", () => {
    Selection.card("overview", { from: "map", move: false });
    Stage.everything();
  });
  const expands = { "aria-expanded": "false", "aria-controls": "map-panel" };
  tool("layers", picture("layers"), "Layers", (b) => toggle("layers", "Layers", Layers.panel, b), expands);
  tool("measure", picture("measure"), "Measure", (b) => toggle("measure", "Measure", Measure.panel, b), expands);
  tool(
    "take",
    picture("take"),
    "Take along: link, citation, files, print",
    (b) => toggle("take", "Take along", takePanel, b),
    expands,
  );
  tool("units", make("span", { class: "unit" }, "km"), "Kilometres; switch to miles", () => Units.toggle());
  tool("theme", picture("theme"), "Light or dark", () => Theme.choose(Theme.dark() ? "light" : "dark"));
  if (Tiles.offered) {
    tool(
      "tiles",
      make("span", { class: "unit" }, "web"),
      `Online tiles from ${Tiles.offered.host}: goes to the network`,
      (b) => {
        const on = Tiles.toggle();
        b.setAttribute("aria-pressed", String(on));
        say(on ? `Online tiles on: images come from ${Tiles.offered.host}` : "Online tiles off");
      },
      { "aria-pressed": "false" },
    );
  }
  bar.hidden = false;
  return { close, citation };
})();
