// Numbers and lengths as the page's language writes them, in kilometres or miles.
const Words = (() => {
  const language = document.documentElement.lang || "en";
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const MILE = 1.609344;
  let unit = "km";

  function length(km, precise) {
    const value = unit === "mi" ? km / MILE : km;
    return `${(precise || value < 10 ? tenth : whole).format(value)} ${unit}`;
  }
  const count = (n, noun) => `${whole.format(n)} ${noun}${n === 1 ? "" : "s"}`;
  const coordinate = (value, plus, minus) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? minus : plus}`;
  const turn = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const point = (lat, lon) => `${coordinate(lat, "N", "S")}, ${coordinate(turn(lon), "E", "W")}`;
  return {
    length,
    count,
    point,
    turn,
    whole,
    get unit() {
      return unit;
    },
    set unit(to) {
      unit = to;
    },
  };
})();
