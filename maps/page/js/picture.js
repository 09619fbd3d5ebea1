// The map as one SVG drawing: what is printed, and what is saved as SVG or PNG.
const Picture = (() => {
  const project = (zoom) => (at) => {
    const p = map.project(at, zoom);
    return [p.x, p.y];
  };

  /** A pen with a canvas's verbs that writes an SVG path. */
  class Pen {
    constructor() {
      this.d = "";
    }
    moveTo(x, y) {
      this.d += `M${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    lineTo(x, y) {
      this.d += `L${x.toFixed(1)} ${y.toFixed(1)}`;
    }
  }

  function svg({
    width,
    height,
    center = map.getCenter(),
    zoom = map.getZoom(),
    paper = Theme.paper(),
    ink = Theme.ink,
  }) {
    const to = project(zoom),
      [cx, cy] = to(center),
      dx = width / 2 - cx,
      dy = height / 2 - cy;
    const here = (at) => {
      const [x, y] = to(at);
      return [x + dx, y + dy];
    };
    const root = draw("svg", {
      xmlns: SVG_NS,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": document.title,
      "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
    });
    const clip = draw("clipPath", { id: "frame" }, draw("rect", { width, height }));
    const layer = draw("g", { "clip-path": "url(#frame)" });
    root.append(draw("title", {}, document.title), clip, draw("rect", { width, height, fill: paper.sea }), layer);
    base(layer, { zoom, scale: 256 * 2 ** zoom, dx, dy, width, height }, paper);
    lines(layer, here, paper, ink);
    marks(layer, here, zoom, width, height, paper, ink);
    root.append(
      draw("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: "none", stroke: paper.coast }),
    );
    return root;
  }

  let clips = 0;
  function base(layer, { zoom, scale, dx, dy, width, height }, paper) {
    for (let turn = Math.floor(-dx / scale); turn <= Math.floor((width - dx) / scale); turn++) {
      const tx = dx + turn * scale,
        window = [-tx / scale, -dy / scale, (width - tx) / scale, (height - dy) / scale];
      Basemap.inWindow(zoom, window, (name, found) => {
        let group = layer;
        if (name !== "world") {
          const id = `cells-${++clips}`,
            boxes = found.map(({ box }) => ({
              x: Math.round(box[0] * scale + tx),
              y: Math.round(box[1] * scale + dy),
              to: Math.round(box[2] * scale + tx),
              low: Math.round(box[3] * scale + dy),
            }));
          const rects = () => boxes.map(({ x, y, to, low }) => draw("rect", { x, y, width: to - x, height: low - y }));
          group = draw("g", { "clip-path": `url(#${id})` }, draw("g", { fill: paper.sea }, rects()));
          layer.append(draw("clipPath", { id }, rects()), group);
        }
        const path = (key, attributes, strokeOnly) => {
          const pen = new Pen();
          for (const cell of found)
            for (const line of Basemap.lines(cell, key)) {
              if (
                line.box[0] <= window[2] &&
                line.box[2] >= window[0] &&
                line.box[1] <= window[3] &&
                line.box[3] >= window[1]
              )
                Basemap.trace(pen, line, scale, tx, dy, strokeOnly);
            }
          if (pen.d) group.append(draw("path", { d: pen.d, fill: "none", "stroke-linejoin": "round", ...attributes }));
        };
        path("l", { fill: paper.land, stroke: paper.land, "stroke-width": name === "world" ? 0 : 0.8 });
        if (zoom >= 4.75) path("a", { stroke: paper.province, "stroke-width": 0.8 }, true);
        if (zoom >= 3.5) path("r", { stroke: paper.river, "stroke-width": 1 }, true);
        path("k", { fill: paper.water, "fill-rule": "evenodd" });
        path("l", { stroke: paper.coast, "stroke-width": 0.8 }, true);
        path("b", { stroke: paper.border, "stroke-width": 1.1 }, true);
        path("d", { stroke: paper.border, "stroke-width": 1.1, "stroke-dasharray": "4 3" }, true);
      });
    }
  }
  function lines(layer, here, paper, ink) {
    for (const leg of LEGS.values()) {
      if (!Layers.showsLeg(leg)) continue;
      const look = STYLE.status[leg.status],
        d =
          "M" +
          leg.line
            .map((at) =>
              here(at)
                .map((v) => v.toFixed(1))
                .join(" "),
            )
            .join("L");
      layer.append(
        draw("path", { d, fill: "none", stroke: paper.halo, "stroke-width": look.width + 3, "stroke-opacity": 0.85 }),
        draw("path", {
          d,
          fill: "none",
          stroke: ink(look),
          "stroke-width": look.width,
          "stroke-dasharray": look.dash || null,
          "stroke-linecap": leg.status === "rumoured" ? "round" : "butt",
          "data-leg-id": leg.id,
        }),
      );
    }
    for (const id of Selection.claims()) {
      const claim = CLAIMS.get(id);
      if (!claim?.ends || !Layers.showsClaim(claim)) continue;
      const points = Sphere.line(...claim.ends.map(([lon, lat]) => [lat, lon])).map(here),
        colour = ink(STYLE.verdict[claim.verdict]);
      const [x, y] = points[Math.floor(points.length / 2)];
      layer.append(
        draw("path", {
          d: "M" + points.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L"),
          fill: "none",
          stroke: colour,
          "stroke-width": 1.6,
          "data-claim-id": id,
        }),
        draw(
          "text",
          {
            x,
            y: y - 6,
            "text-anchor": "middle",
            "font-size": 12,
            "font-weight": 600,
            fill: colour,
            stroke: paper.halo,
            "stroke-width": 3,
            "paint-order": "stroke",
          },
          `${STYLE.verdict[claim.verdict].icon} ${claim.written.slice(0, 60)}`,
        ),
      );
    }
  }
  function marks(layer, here, zoom, width, height, paper, ink) {
    const own = Marks.own(),
      spots = own.map((mark) => here(mark.at));
    own.forEach((mark, i) => {
      if (mark.kind !== "place") return;
      const [x, y] = spots[i],
        r = Math.min(9, mark.radius);
      layer.append(
        draw("rect", {
          x: x - r,
          y: y - r,
          width: 2 * r,
          height: 2 * r,
          fill: ink(STYLE.mentioned),
          "fill-opacity": 0.75,
          stroke: paper.halo,
        }),
      );
    });
    for (const [number, all] of Marks.onJourney) {
      const stops = all.filter((stop) => Layers.showsStop(stop));
      if (!stops.length) continue;
      const status = Marks.surest(stops),
        [x, y] = here([stops[0].at[1], stops[0].at[0]]),
        colour = ink(STYLE.status[status]);
      const ring =
        status === "done"
          ? { fill: colour, stroke: paper.halo }
          : { fill: paper.halo, stroke: colour, "stroke-dasharray": status === "rumoured" ? "4.1 3" : null };
      layer.append(
        draw("circle", { cx: x, cy: y, r: 9, "stroke-width": 2.2, ...ring, "data-place-id": MAP.places[number].id }),
        draw(
          "text",
          {
            x,
            y: y + 4,
            "text-anchor": "middle",
            "font-size": 11,
            "font-weight": 700,
            fill: status === "done" ? paper.halo : colour,
          },
          String(stops[0].n),
        ),
      );
    }
    for (const label of Labels.place({ project: here, width, height, zoom, own, lines: Lines.shown() })) {
      const { font } = Labels.FONTS[label.kind],
        sea = label.kind === "sea",
        caps = label.kind === "country";
      if (label.dot) layer.append(draw("circle", { cx: label.dot[0], cy: label.dot[1], r: 2, fill: paper.text }));
      layer.append(
        draw(
          "text",
          {
            x: label.x,
            y: label.y + 4,
            "text-anchor": "middle",
            "font-size": Number(/(\d+)px/.exec(font)[1]),
            "font-weight": /(\d{3}) /.exec(font)[1],
            "font-style": sea ? "italic" : null,
            "letter-spacing": caps ? 1.6 : null,
            fill: sea ? paper.sea_text : label.kind === "stop" ? ink(STYLE.status[label.status]) : paper.text,
            stroke: sea ? paper.sea : paper.halo,
            "stroke-width": 3,
            "stroke-linejoin": "round",
            "paint-order": "stroke",
          },
          caps ? label.text.toLocaleUpperCase() : label.text,
        ),
      );
    }
  }
  const source = (options) => new XMLSerializer().serializeToString(svg(options));

  /** PNG by way of the SVG, at twice the size on screen. */
  async function png({ width, height, ratio = 2 }) {
    const url = URL.createObjectURL(new Blob([source({ width, height })], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      await new Promise((done, failed) => {
        image.onload = done;
        image.onerror = failed;
        image.src = url;
      });
      const canvas = make("canvas", { width: width * ratio, height: height * ratio });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob(done, "image/png"));
    } finally {
      URL.revokeObjectURL(url);
    }
  }
  return { svg, source, png };
})();
