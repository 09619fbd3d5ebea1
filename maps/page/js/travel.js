// The traveller: a mark that moves along the real line; hollow on a leg that has not been made.
const Travel = (() => {
  const shape = make("span", { class: "traveller", "aria-hidden": "true" });
  const marker = L.marker([0, 0], {
    pane: "traveller",
    interactive: false,
    keyboard: false,
    icon: L.divIcon({ className: "traveller-mark", html: shape, iconSize: [30, 30] }),
  });
  const marked = (leg) => {
    shape.replaceChildren(
      draw("svg", { viewBox: "0 0 20 20", width: 17, height: 17 }, draw("path", { d: STYLE.mode[leg.mode][1] })),
    );
    shape.className = `traveller ${leg.status}`;
  };
  const stand = (at) => {
    marker.setLatLng(at);
    if (!map.hasLayer(marker)) marker.addTo(map);
  };
  return {
    on(leg, share) {
      marked(leg);
      stand(Sphere.along(leg.line, share).at);
    },
    at(stop) {
      const leg = arrivalOf(stop);
      if (leg) {
        marked(leg);
        stand([stop.at[1], stop.at[0]]);
      } else marker.remove();
    },
    hide() {
      marker.remove();
    },
  };
})();
