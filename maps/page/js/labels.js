// Names on the map: the story's own first, then countries, seas and towns where nothing is in the way.
const Labels = (() => {
  const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
  const FONTS = {
    stop: { font: `600 13px ${SANS}`, height: 16 },
    place: { font: `500 12px ${SANS}`, height: 15 },
    country: { font: `600 11px ${SANS}`, height: 14, spacing: 1.6, upper: true },
    sea: { font: `italic 400 12px ${SANS}`, height: 15, spacing: 0.4 },
    capital: { font: `600 11px ${SANS}`, height: 14 },
    town: { font: `400 11px ${SANS}`, height: 14 },
  };
  const pen = document.createElement("canvas").getContext("2d"),
    widths = new Map();
  function width(text, kind) {
    const key = kind + text;
    if (!widths.has(key)) {
      const { font, spacing = 0, upper } = FONTS[kind];
      pen.font = font;
      widths.set(key, pen.measureText(upper ? text.toLocaleUpperCase() : text).width + spacing * text.length);
    }
    return widths.get(key);
  }
  const short = (text) => (text.length > 42 ? `${text.slice(0, 41)}…` : text);

  class Room {
    constructor(w, h) {
      this.w = w;
      this.h = h;
      this.taken = new Map();
    }
    *near(box) {
      for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x++) {
        for (let y = Math.floor(box[1] / 64); y <= Math.floor(box[3] / 64); y++) yield `${x},${y}`;
      }
    }
    free(box, anywhere) {
      if (!anywhere && (box[0] < 2 || box[1] < 2 || box[2] > this.w - 2 || box[3] > this.h - 2)) return false;
      for (const key of this.near(box))
        for (const other of this.taken.get(key) || []) {
          if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
        }
      return true;
    }
    take(box) {
      for (const key of this.near(box)) {
        if (!this.taken.has(key)) this.taken.set(key, []);
        this.taken.get(key).push(box);
      }
    }
  }

  /** Boxes along the story's lines, which labels keep off where they can. */
  function soften(room, lines, project, inside) {
    for (const line of lines) {
      let last = null;
      for (const at of line) {
        const p = project(at);
        if (last && (inside(p, 40) || inside(last, 40))) {
          const n = Math.min(200, Math.ceil(Math.hypot(p[0] - last[0], p[1] - last[1]) / 8));
          for (let i = 0; i < n; i++) {
            const x = last[0] + ((p[0] - last[0]) * i) / n,
              y = last[1] + ((p[1] - last[1]) * i) / n;
            room.take([x - 3, y - 3, x + 3, y + 3]);
          }
        }
        last = p;
      }
    }
  }

  const SIDES = [
    [1, 0],
    [-1, 0],
    [0, -1],
    [0, 1],
    [1, -0.9],
    [1, 0.9],
    [-1, -0.9],
    [-1, 0.9],
  ];
  function beside(room, soft, [x, y], gap, w, h, { sides = SIDES, force = false } = {}) {
    let second = null;
    for (const [dx, dy] of sides) {
      const cx = x + dx * (gap + w / 2),
        cy = y + dy * (dx ? h * 0.7 : gap + h / 2);
      const box = [cx - w / 2 - 1, cy - h / 2, cx + w / 2 + 1, cy + h / 2];
      if (!room.free(box)) continue;
      if (soft.free(box, true)) return { box, x: cx, y: cy };
      if (force) second ??= { box, x: cx, y: cy };
    }
    return second;
  }

  /** Where every label goes: `project([lat, lon])` gives pixels; `own` are the story's marks, the most important first. */
  function place({ project, width: w, height: h, zoom, own, lines = [], blocked = [] }) {
    const room = new Room(w, h),
      soft = new Room(w, h),
      out = [],
      named = new Set();
    const inside = ([x, y], margin = 0) => x >= -margin && y >= -margin && x <= w + margin && y <= h + margin;
    const pixels = own.map((mark) => project(mark.at));
    blocked.forEach((box) => room.take(box));
    own.forEach((mark, i) => {
      const [x, y] = pixels[i],
        r = mark.radius;
      if (inside(pixels[i], 20)) room.take([x - r, y - r, x + r, y + r]);
    });
    soften(soft, lines, project, inside);
    own.forEach((mark, i) => {
      if (!mark.text || !inside(pixels[i])) return;
      const text = short(mark.text),
        size = FONTS[mark.kind],
        spot = beside(room, soft, pixels[i], mark.radius + 3, width(text, mark.kind), size.height, {
          force: mark.kind === "stop",
        });
      if (!spot) return;
      room.take(spot.box);
      named.add(mark.text);
      out.push({ text, kind: mark.kind, x: spot.x, y: spot.y, status: mark.status });
    });
    const wrap = (lat, lon) => project([lat, lon + 360 * Math.round((centre - lon) / 360)]);
    const centre = Stage.middle;
    const centred = (text, kind, at) => {
      if (!inside(at, 10)) return false;
      const tw = width(text, kind),
        th = FONTS[kind].height,
        box = [at[0] - tw / 2 - 4, at[1] - th / 2 - 2, at[0] + tw / 2 + 4, at[1] + th / 2 + 2];
      if (!room.free(box) || !soft.free(box, true)) return false;
      room.take(box);
      out.push({ text, kind, x: at[0], y: at[1] });
      return true;
    };
    if (zoom <= 7.5)
      for (const [text, from, spots] of MAP.basemap.labels.countries) {
        if (zoom + 0.6 < from || named.has(text)) continue;
        const [home, ...others] = spots.map(([lon, lat]) => wrap(lat, lon));
        if (inside(home, -10)) {
          centred(text, "country", home);
          continue;
        }
        if (zoom < 3.5) continue;
        const half = width(text, "country") / 2 + 24,
          mid = ([x, y]) => Math.hypot(x - w / 2, y - h / 2);
        const visible = others
          .filter(([x, y]) => x > half && x < w - half && y > 24 && y < h - 24)
          .sort((a, b) => mid(a) - mid(b));
        visible.some((at) => centred(text, "country", at));
      }
    for (const [text, lon, lat, importance, degrees] of MAP.basemap.labels.seas) {
      const px = (degrees * 256 * 2 ** zoom) / 360;
      if (px >= width(text, "sea") * 0.75 && px < w * 12 && zoom + importance >= 6 && !named.has(text))
        centred(text, "sea", wrap(lat, lon));
    }
    const least = zoom < 3.4 ? 1e9 : zoom < 4.2 ? 6000 : 60000 / 2.6 ** (zoom - 3);
    for (const [text, lon, lat, thousands, capital] of MAP.basemap.labels.towns) {
      if (thousands < least / (capital ? 6 : 1) || named.has(text)) continue;
      const at = wrap(lat, lon);
      if (!inside(at)) continue;
      const kind = capital ? "capital" : "town",
        dot = [at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3];
      if (!room.free(dot)) continue;
      const spot = beside(room, soft, at, 5, width(text, kind), FONTS[kind].height, { sides: SIDES.slice(0, 4) });
      if (!spot) continue;
      room.take(dot);
      room.take(spot.box);
      out.push({ text, kind, x: spot.x, y: spot.y, dot: at });
    }
    return out;
  }

  const shown = [];
  function show() {
    const size = map.getSize(),
      origin = map.containerPointToLayerPoint([0, 0]);
    const project = (at) => {
      const p = map.latLngToContainerPoint(at);
      return [p.x, p.y];
    };
    const placed = place({
      project,
      width: size.x,
      height: size.y,
      zoom: map.getZoom(),
      own: Marks.own(),
      lines: Lines.shown(),
      blocked: furniture(),
    });
    // The story's own names lie above its lines, all others below.
    const below = document.createDocumentFragment(),
      above = document.createDocumentFragment();
    for (const label of placed) {
      const fragment = label.kind === "stop" ? above : below;
      const node = make("span", { class: `map-name ${label.kind}`, dir: "auto" }, label.text);
      node.style.transform = `translate(-50%, -50%) translate(${Math.round(label.x + origin.x)}px, ${Math.round(label.y + origin.y)}px)`;
      fragment.append(node);
      if (!label.dot) continue;
      const dot = make("i", { class: `town-dot ${label.kind}` });
      dot.style.transform = `translate(${label.dot[0] + origin.x}px, ${label.dot[1] + origin.y}px)`;
      fragment.append(dot);
    }
    map.getPane("names").replaceChildren(below);
    map.getPane("own-names").replaceChildren(above);
    shown.splice(0, shown.length, ...placed);
  }
  /** What lies over the map, the figures of claims among it. */
  function furniture() {
    const frame = $("map").getBoundingClientRect();
    return [$("map-tools"), $("legend"), $("scale"), ...$("map").querySelectorAll(".claim-figure > span")]
      .map((node) => node.getBoundingClientRect())
      .filter((box) => box.width)
      .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
  }
  let due = 0;
  const soon = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(show);
  };
  return { place, show: soon, FONTS };
})();
