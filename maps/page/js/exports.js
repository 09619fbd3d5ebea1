// The formats a reader takes along, written from what the page holds; coordinates are longitude, latitude.
const Exports = (() => {
  const TYPES = {
    geojson: "application/geo+json",
    kml: "application/vnd.google-earth.kml+xml",
    gpx: "application/gpx+xml",
    csv: "text/csv",
    json: "application/json",
    svg: "image/svg+xml",
  };
  const lonLat = ([lat, lon]) => [Number(Words.turn(lon).toFixed(6)), Number(lat.toFixed(6))];
  const name = (stop) => MAP.places[stop.place].name;

  /** A line cut where it crosses the antimeridian, as RFC 7946 asks. */
  function parts(line) {
    const out = [[lonLat(line[0])]];
    for (let i = 1; i < line.length; i++) {
      const a = lonLat(line[i - 1]),
        b = lonLat(line[i]);
      if (Math.abs(b[0] - a[0]) > 180) {
        const side = a[0] > 0 ? 180 : -180,
          share = (side - a[0]) / (b[0] + (a[0] > 0 ? 360 : -360) - a[0]),
          lat = a[1] + (b[1] - a[1]) * share;
        out[out.length - 1].push([side, lat]);
        out.push([[-side, lat]]);
      }
      out[out.length - 1].push(b);
    }
    return out;
  }
  function geojson() {
    const features = [];
    const feature = (geometry, properties) => features.push({ type: "Feature", geometry, properties });
    for (const stop of STOPS.values())
      feature(
        { type: "Point", coordinates: lonLat([stop.at[1], stop.at[0]]) },
        {
          kind: "stop",
          id: stop.id,
          name: name(stop),
          status: stop.status,
          when: stop.when?.[2] ?? null,
          journey: stop.journey.title,
        },
      );
    for (const leg of LEGS.values()) {
      const lines = parts(leg.line),
        geometry =
          lines.length > 1
            ? { type: "MultiLineString", coordinates: lines }
            : { type: "LineString", coordinates: lines[0] };
      feature(geometry, {
        kind: "leg",
        id: leg.id,
        name: `${name(STOPS.get(leg.from))} to ${name(STOPS.get(leg.to))}`,
        mode: leg.mode,
        status: leg.status,
        length_km: leg.km,
        great_circle_km: leg.straight,
      });
    }
    for (const place of MAP.places)
      feature(
        { type: "Point", coordinates: lonLat([place.at[1], place.at[0]]) },
        { kind: "place", id: place.id, name: place.name, country: place.country, mentions: place.n },
      );
    for (const claim of CLAIMS.values()) {
      if (claim.ends)
        feature(
          { type: "LineString", coordinates: claim.ends.map(([lon, lat]) => lonLat([lat, lon])) },
          {
            kind: "claim",
            id: claim.id,
            claimed_km: claim.km,
            as_written: claim.written,
            straight_km: claim.straight,
            verdict: claim.verdict,
          },
        );
    }
    return JSON.stringify({ type: "FeatureCollection", features }, null, 1);
  }

  const xml = (root) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
  const clean = (text) =>
    String(text).replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "\ufffd",
    );
  function builder(namespace) {
    const made = document.implementation.createDocument(namespace, "", null);
    return (tag, attributes = {}, ...children) => {
      const element = made.createElementNS(namespace, tag);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      for (const child of children.flat())
        element.append(child instanceof Node ? child : made.createTextNode(clean(child)));
      return element;
    };
  }
  function kml() {
    const el = builder("http://www.opengis.net/kml/2.2"),
      spot = (at) => el("Point", {}, el("coordinates", {}, lonLat(at).join(",")));
    const mark = (title, text, shape) => el("Placemark", {}, el("name", {}, title), el("description", {}, text), shape);
    const stops = [...STOPS.values()].map((s) =>
      mark(name(s), [s.status, s.when?.[2]].filter(Boolean).join(", "), spot([s.at[1], s.at[0]])),
    );
    const legs = [...LEGS.values()].map((leg) =>
      mark(
        `${name(STOPS.get(leg.from))} to ${name(STOPS.get(leg.to))}`,
        `${leg.status}, ${leg.km} km`,
        el(
          "MultiGeometry",
          {},
          parts(leg.line).map((line) =>
            el(
              "LineString",
              {},
              el("tessellate", {}, "1"),
              el("coordinates", {}, line.map((c) => c.join(",")).join(" ")),
            ),
          ),
        ),
      ),
    );
    const places = MAP.places.map((p) => mark(p.name, Words.count(p.n, "mention"), spot([p.at[1], p.at[0]])));
    const folder = (title, items) => el("Folder", {}, el("name", {}, title), items);
    return xml(
      el(
        "kml",
        {},
        el(
          "Document",
          {},
          el("name", {}, document.title),
          folder("Stops", stops),
          folder("Legs", legs),
          folder("Places", places),
        ),
      ),
    );
  }
  function gpx() {
    const el = builder("http://www.topografix.com/GPX/1/1"),
      at = ([lon, lat]) => ({ lat, lon });
    const points = MAP.places.map((p) => el("wpt", at(lonLat([p.at[1], p.at[0]])), el("name", {}, p.name)));
    const tracks = [...LEGS.values()].map((leg) =>
      el(
        "trk",
        {},
        el("name", {}, `${name(STOPS.get(leg.from))} to ${name(STOPS.get(leg.to))} (${leg.status})`),
        parts(leg.line).map((line) =>
          el(
            "trkseg",
            {},
            line.map((c) => el("trkpt", at(c))),
          ),
        ),
      ),
    );
    return xml(
      el("gpx", { version: "1.1", creator: "geo" }, el("metadata", {}, el("name", {}, document.title)), points, tracks),
    );
  }
  /** Cells that a spreadsheet would run as formulas are made text by a leading apostrophe. */
  const cell = (value) => {
    let text = String(value ?? "");
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  function csv() {
    const rows = [["id", "name", "lon", "lat", "country", "mentions", "articles", "status"]];
    for (const place of MAP.places)
      rows.push([
        place.id,
        place.name,
        ...lonLat([place.at[1], place.at[0]]),
        place.country,
        place.n,
        place.in.length,
        place.status || "",
      ]);
    return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }
  const json = () => JSON.stringify(story());
  const stem = () =>
    (
      document.title
        .normalize("NFKD")
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 60) || "map"
    ).toLowerCase();
  function save(content, kind) {
    const blob = content instanceof Blob ? content : new Blob([content], { type: TYPES[kind] });
    const url = URL.createObjectURL(blob),
      link = make("a", { href: url, download: `${stem()}.${kind}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say(`Saved ${stem()}.${kind}`);
  }
  return { geojson, kml, gpx, csv, json, save };
})();
