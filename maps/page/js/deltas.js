// Reads the strings that maps/deltas.py writes: zigzagged steps of a grid, five bits a letter, the sixth says "more".
const Deltas = (() => {
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  for (let i = 0; i < 64; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

  /** Whole grid steps as [x0, y0, x1, y1, …]. */
  function steps(text) {
    const out = [];
    let rest = 0,
      shift = 0,
      x = 0,
      y = 0,
      isX = true;
    for (let i = 0; i < text.length; i++) {
      const bits = VALUE[text.charCodeAt(i)];
      rest |= (bits & 31) << shift;
      shift += 5;
      if (bits >= 32) continue;
      const value = rest & 1 ? -((rest + 1) >> 1) : rest >> 1;
      if (isX) out.push((x += value));
      else out.push((y += value));
      isX = !isX;
      rest = shift = 0;
    }
    return out;
  }

  /** Points as [[lat, lon], …], the order of Leaflet. */
  function latLngs(text, scale) {
    const flat = steps(text),
      out = [];
    for (let i = 0; i < flat.length; i += 2) out.push([flat[i + 1] / scale, flat[i] / scale]);
    return out;
  }
  return { steps, latLngs };
})();
