// Geometry of the Earth: lengths on the WGS84 ellipsoid (Vincenty 1975), lines and rings on a sphere for drawing.
const Sphere = (() => {
  const RAD = Math.PI / 180,
    EARTH_KM = 6371.0088;
  const POINTS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

  function sphereKm(a, b) {
    const h =
      Math.sin(((b[0] - a[0]) * RAD) / 2) ** 2 +
      Math.cos(a[0] * RAD) * Math.cos(b[0] * RAD) * Math.sin(((b[1] - a[1]) * RAD) / 2) ** 2;
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /** Geodesic length in km; the sphere's where the iteration does not settle (nearly opposite points). */
  function km(p, q) {
    const a = 6378.137,
      f = 1 / 298.257223563,
      b = a * (1 - f);
    const L = Words.turn(q[1] - p[1]) * RAD;
    const u1 = Math.atan((1 - f) * Math.tan(p[0] * RAD)),
      u2 = Math.atan((1 - f) * Math.tan(q[0] * RAD));
    const s1 = Math.sin(u1),
      c1 = Math.cos(u1),
      s2 = Math.sin(u2),
      c2 = Math.cos(u2);
    let lambda = L;
    for (let i = 0; i < 60; i++) {
      const sl = Math.sin(lambda),
        cl = Math.cos(lambda);
      const sinS = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
      if (sinS === 0) return 0;
      const cosS = s1 * s2 + c1 * c2 * cl,
        sigma = Math.atan2(sinS, cosS);
      const sinA = (c1 * c2 * sl) / sinS,
        cos2A = 1 - sinA * sinA;
      const cos2M = cos2A === 0 ? 0 : cosS - (2 * s1 * s2) / cos2A;
      const C = (f / 16) * cos2A * (4 + f * (4 - 3 * cos2A)),
        before = lambda;
      lambda = L + (1 - C) * f * sinA * (sigma + C * sinS * (cos2M + C * cosS * (2 * cos2M * cos2M - 1)));
      if (Math.abs(lambda - before) > 1e-12) continue;
      const u = (cos2A * (a * a - b * b)) / (b * b);
      const A = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
      const B = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
      const d =
        B *
        sinS *
        (cos2M +
          (B / 4) * (cosS * (2 * cos2M ** 2 - 1) - (B / 6) * cos2M * (4 * sinS ** 2 - 3) * (4 * cos2M ** 2 - 3)));
      return b * A * (sigma - d);
    }
    return sphereKm(p, q);
  }

  function bearing(p, q) {
    const d = (q[1] - p[1]) * RAD,
      a = p[0] * RAD,
      b = q[0] * RAD;
    const y = Math.sin(d) * Math.cos(b),
      x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d);
    return (Math.atan2(y, x) / RAD + 360) % 360;
  }
  const compass = (degrees) => POINTS[Math.round(degrees / 45) % 8];

  function go(p, degrees, lengthKm) {
    const d = lengthKm / EARTH_KM,
      a = p[0] * RAD,
      t = degrees * RAD;
    const lat = Math.asin(Math.sin(a) * Math.cos(d) + Math.cos(a) * Math.sin(d) * Math.cos(t));
    const lon =
      p[1] * RAD + Math.atan2(Math.sin(t) * Math.sin(d) * Math.cos(a), Math.cos(d) - Math.sin(a) * Math.sin(lat));
    return [lat / RAD, lon / RAD];
  }

  /** The great circle from p to q as points that never jump at the antimeridian. */
  function line(p, q) {
    const total = sphereKm(p, q),
      first = bearing(p, q),
      n = Math.max(2, Math.min(96, Math.ceil(total / 60)));
    const out = [p];
    for (let i = 1; i < n; i++) out.push(near(go(p, first, (total * i) / n), out[i - 1][1]));
    out.push(near(q, out[out.length - 1][1]));
    return out;
  }
  const near = (p, lon) => [p[0], p[1] + 360 * Math.round((lon - p[1]) / 360)];

  /** Part of the ring of one radius around p, from one bearing to another. */
  function ring(p, lengthKm, from = 0, to = 360) {
    const out = [];
    for (let t = from; t <= to + 1e-9; t += 3) {
      const at = go(p, t, lengthKm);
      out.push(out.length ? near(at, out[out.length - 1][1]) : near(at, p[1]));
    }
    return out;
  }

  /** The point a share of the way along a drawn line, and the bearing there. */
  function along(points, share) {
    const lengths = points.slice(1).map((q, i) => sphereKm(points[i], q));
    let rest = lengths.reduce((a, b) => a + b, 0) * Math.max(0, Math.min(1, share));
    for (let i = 0; i < lengths.length; i++) {
      if (rest > lengths[i] && i < lengths.length - 1) {
        rest -= lengths[i];
        continue;
      }
      const t = lengths[i] ? rest / lengths[i] : 0,
        a = points[i],
        b = points[i + 1];
      return { at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], index: i, bearing: bearing(a, b) };
    }
    return { at: points[0], index: 0, bearing: 0 };
  }
  return { km, sphereKm, bearing, compass, go, line, ring, along };
})();
