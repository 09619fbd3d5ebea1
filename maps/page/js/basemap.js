// The offline basemap: packed cells, decoded once, drawn on one canvas in a pane of its own.
const Basemap = (() => {
  const LEVELS = MAP.basemap.levels,
    REGION_FROM = 4.25,
    NEAR_FROM = 6.75;
  const mercatorX = (lon) => lon / 360 + 0.5;
  function mercatorY(lat) {
    const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  }

  /** One packed line as mercator coordinates, with the pen lifted along the edges of its cell. */
  function decode(text, scale, size) {
    const flat = Deltas.steps(text),
      n = flat.length / 2,
      points = new Float64Array(flat.length);
    const pen = new Uint8Array(n),
      edge = size * scale,
      box = [1e9, 1e9, -1e9, -1e9];
    for (let i = 0; i < n; i++) {
      const x = flat[2 * i],
        y = flat[2 * i + 1];
      const px = (points[2 * i] = mercatorX(x / scale)),
        py = (points[2 * i + 1] = mercatorY(y / scale));
      if (px < box[0]) box[0] = px;
      if (py < box[1]) box[1] = py;
      if (px > box[2]) box[2] = px;
      if (py > box[3]) box[3] = py;
      if (!i) continue;
      const lastX = flat[2 * i - 2],
        lastY = flat[2 * i - 1];
      const onX = x === lastX && (size ? (x + 180 * scale) % edge === 0 : Math.abs(x) >= 179.95 * scale);
      const onY =
        y === lastY &&
        (size ? (y + 90 * scale) % edge === 0 || Math.abs(y) >= 84.9 * scale : Math.abs(y) >= 84.9 * scale);
      pen[i] = onX || onY ? 0 : 1;
    }
    return { points, pen, box };
  }

  const cells = {};
  for (const [name, level] of Object.entries(LEVELS)) {
    cells[name] = Object.entries(level.cells).map(([key, packed]) => {
      const [column, row] = key.split(",").map(Number),
        size = level.size;
      const west = column * size - 180,
        south = row * size - 90;
      const box = size
        ? [
            mercatorX(west),
            mercatorY(Math.min(85, south + size)),
            mercatorX(west + size),
            mercatorY(Math.max(-85, south)),
          ]
        : [0, 0, 1, 1];
      return { packed, size, scale: level.scale, box, read: {} };
    });
  }
  const lines = (cell, layer) =>
    (cell.read[layer] ??= cell.packed[layer]
      ? cell.packed[layer].split(".").map((row) => decode(row, cell.scale, cell.size))
      : []);

  const levelsAt = (zoom) =>
    zoom < REGION_FROM ? ["world"] : zoom < NEAR_FROM ? ["world", "region"] : ["world", "region", "near"];

  /** Calls `use` with each level and its cells inside a window of mercator coordinates. */
  function inWindow(zoom, window, use) {
    for (const name of levelsAt(zoom)) {
      const found = cells[name].filter(
        ({ box }) => box[0] <= window[2] && box[2] >= window[0] && box[1] <= window[3] && box[3] >= window[1],
      );
      if (found.length) use(name, found);
    }
  }
  const within = (box, window) =>
    box[0] <= window[2] && box[2] >= window[0] && box[1] <= window[3] && box[3] >= window[1];

  /** Only where a cell was cut: stroked in the colour of land, so that no hairline shows between cells. */
  function seams(context, line, scale, dx, dy) {
    const { points, pen } = line;
    for (let i = 1; i < pen.length; i++) {
      if (pen[i]) continue;
      context.moveTo(points[2 * i - 2] * scale + dx, points[2 * i - 1] * scale + dy);
      context.lineTo(points[2 * i] * scale + dx, points[2 * i + 1] * scale + dy);
    }
  }
  function trace(context, line, scale, dx, dy, strokeOnly) {
    const { points, pen } = line;
    context.moveTo(points[0] * scale + dx, points[1] * scale + dy);
    for (let i = 1; i < pen.length; i++) {
      const x = points[2 * i] * scale + dx,
        y = points[2 * i + 1] * scale + dy;
      if (strokeOnly && !pen[i]) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }

  function paint(context, { zoom, scale, dx, dy, width, height }, paper) {
    context.fillStyle = paper.sea;
    context.fillRect(0, 0, width, height);
    for (let turn = Math.floor(-dx / scale); turn <= Math.floor((width - dx) / scale); turn++) {
      const tx = dx + turn * scale;
      const window = [(0 - tx) / scale, (0 - dy) / scale, (width - tx) / scale, (height - dy) / scale];
      inWindow(zoom, window, (name, found) => paintLevel(context, name, found, { zoom, scale, tx, dy, window }, paper));
    }
  }

  function paintLevel(context, name, found, view, paper) {
    const { zoom, scale, tx, dy, window } = view;
    context.save();
    if (name !== "world") {
      context.beginPath();
      for (const { box } of found) {
        const x = Math.round(box[0] * scale + tx),
          y = Math.round(box[1] * scale + dy);
        context.rect(x, y, Math.round(box[2] * scale + tx) - x, Math.round(box[3] * scale + dy) - y);
      }
      context.clip();
      context.fillStyle = paper.sea;
      context.fill();
    }
    const path = (layer, strokeOnly) => {
      context.beginPath();
      for (const cell of found)
        for (const line of lines(cell, layer)) {
          if (within(line.box, window)) trace(context, line, scale, tx, dy, strokeOnly);
        }
    };
    const stroke = (layer, colour, lineWidth, dash = []) => {
      path(layer, true);
      context.strokeStyle = colour;
      context.lineWidth = lineWidth;
      context.setLineDash(dash);
      context.stroke();
      context.setLineDash([]);
    };
    context.lineJoin = "round";
    path("l");
    context.fillStyle = paper.land;
    context.fill();
    if (name !== "world") {
      context.beginPath();
      for (const cell of found)
        for (const line of lines(cell, "l")) if (within(line.box, window)) seams(context, line, scale, tx, dy);
      context.strokeStyle = paper.land;
      context.lineWidth = 1.5;
      context.stroke();
    }
    if (zoom >= 4.75) stroke("a", paper.province, zoom < 7 ? 0.7 : 1);
    if (zoom >= 3.5) stroke("r", paper.river, zoom < 6 ? 0.8 : 1.3);
    path("k");
    context.fillStyle = paper.water;
    context.fill("evenodd");
    stroke("k", paper.coast, 0.5);
    stroke("l", paper.coast, zoom < 4 ? 0.6 : 0.9);
    if (zoom >= 5.5) rails(context, view, paper);
    stroke("b", paper.border, zoom < 4 ? 0.7 : 1.2);
    stroke("d", paper.border, zoom < 4 ? 0.7 : 1.2, [4, 3]);
    context.restore();
  }

  const rail = MAP.basemap.rail ? MAP.basemap.rail.lines.map((row) => decode(row, MAP.basemap.rail.scale, 0)) : [];
  function rails(context, { scale, tx, dy, window }, paper) {
    if (!rail.length) return;
    context.beginPath();
    for (const line of rail) if (within(line.box, window)) trace(context, line, scale, tx, dy, false);
    context.strokeStyle = paper.rail;
    context.lineWidth = 1;
    context.stroke();
    context.lineWidth = 4;
    context.setLineDash([1, 7]);
    context.stroke();
    context.setLineDash([]);
  }

  const Layer = L.Renderer.extend({
    options: { padding: 0.4, pane: "paper" },
    _initContainer() {
      this._container = make("canvas", { "aria-hidden": "true", class: "paper" });
      this._context = this._container.getContext("2d", { alpha: false });
    },
    _destroyContainer() {
      this._container.remove();
      delete this._context;
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const bounds = this._bounds,
        size = bounds.getSize(),
        ratio = Math.min(2, devicePixelRatio || 1),
        canvas = this._container;
      L.DomUtil.setPosition(canvas, bounds.min);
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const zoom = this._map.getZoom(),
        origin = this._map.getPixelOrigin();
      paint(
        this._context,
        {
          zoom,
          scale: 256 * 2 ** zoom,
          dx: -origin.x - bounds.min.x,
          dy: -origin.y - bounds.min.y,
          width: size.x,
          height: size.y,
        },
        Theme.paper(),
      );
    },
  });
  return { Layer, paint, lines, cells, levelsAt, inWindow, rail, trace, mercatorX, mercatorY };
})();
