// The view in the address: card, map, tab, layers. Opening the link again restores it.
const Link = (() => {
  let due = 0,
    ready = false;
  function text() {
    const { lat, lng } = map.getCenter(),
      parts = [
        ["card", Selection.current()],
        ["map", `${map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lng.toFixed(4)}`],
        ["tab", Tabs.current()],
      ];
    const hidden = Layers.hidden();
    if (hidden.length) parts.push(["hide", hidden.join(",")]);
    if (Words.unit !== "km") parts.push(["unit", Words.unit]);
    return parts
      .map(
        ([key, value]) =>
          `${key}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",")}`,
      )
      .join("&");
  }
  function soon() {
    if (!ready) return;
    clearTimeout(due);
    due = setTimeout(() => {
      try {
        history.replaceState(null, "", `#${text()}`);
      } catch {
        /* a sandboxed frame has no history */
      }
    }, 250);
  }
  function restore() {
    const asked = new Map(
      location.hash
        .slice(1)
        .split("&")
        .filter((part) => part.includes("="))
        .map((part) => {
          const i = part.indexOf("=");
          try {
            return [part.slice(0, i), decodeURIComponent(part.slice(i + 1))];
          } catch {
            return ["", ""];
          }
        }),
    );
    if (asked.get("unit") === "mi") Units.set("mi");
    if (asked.get("hide")) Layers.restore(asked.get("hide").split(","));
    const card = asked.get("card"),
      known = card === "overview" || STOPS.has(card) || CLAIMS.has(card);
    if (known && card !== "overview") Selection.card(card, { from: "link", move: !asked.get("map") });
    if (["story", "checks", "places", "sources"].includes(asked.get("tab"))) Tabs.open(asked.get("tab"));
    const [zoom, lat, lng] = (asked.get("map") || "").split("/").map(Number);
    if ([zoom, lat, lng].every(Number.isFinite) && asked.get("map"))
      map.setView([Math.max(-85, Math.min(85, lat)), lng], zoom, { animate: false });
    const source = /^#article-(\d+)$/.exec(location.hash);
    if (source && story().articles[Number(source[1])]) Sources.open(story().articles[Number(source[1])].id);
    ready = true;
  }
  map.on("moveend", soon);
  Selection.onChange(soon);
  Tabs.onChange(soon);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== text()) restore();
  });
  return { soon, restore, text };
})();
