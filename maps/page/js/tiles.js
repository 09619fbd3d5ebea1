// Online tiles, only in pages made with them and only after the reader switches them on; the page says where they go.
const Tiles = (() => {
  let layer = null;
  const offered = MAP.tiles;
  function toggle() {
    if (layer) {
      layer.remove();
      layer = null;
      return false;
    }
    layer = L.tileLayer(offered.url, {
      pane: "tiles",
      subdomains: offered.subdomains,
      maxZoom: offered.max_zoom,
      detectRetina: false,
      r: devicePixelRatio > 1 ? "@2x" : "",
    });
    layer.on("tileerror", () => say("Some online map images could not be fetched; the offline map stays."));
    layer.addTo(map);
    return true;
  }
  return { offered, toggle, on: () => Boolean(layer) };
})();
