// The two documents inside the page: what to draw (read at once) and the story itself (read when first needed).
const MAP = JSON.parse(document.getElementById("geo-map").textContent);
const STYLE = MAP.style;

const story = (() => {
  let read = null;
  return () => (read ??= JSON.parse(document.getElementById("geo-story").textContent));
})();

const STOPS = new Map(),
  LEGS = new Map(),
  CLAIMS = new Map();
for (const journey of MAP.journeys) {
  for (const stop of journey.stops) STOPS.set(stop.id, Object.assign(stop, { journey }));
  for (const leg of journey.legs) {
    leg.line = Deltas.latLngs(leg.path, MAP.pathScale);
    LEGS.set(leg.id, Object.assign(leg, { journey }));
  }
}
for (const claim of MAP.claims) CLAIMS.set(claim.id, claim);
const arrivalOf = (stop) => stop.journey.legs.find((leg) => leg.to === stop.id);
const placeNumber = new Map(MAP.places.map((place, n) => [place.id, n]));
