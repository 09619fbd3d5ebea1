// A journey in time: stops where their dates put them, spans as bars, a slider that the train follows.
const Timeline = (() => {
  const box = $("timeline"),
    DAY = 864e5;
  let journey = MAP.journeys[0],
    at = [],
    playing = 0,
    value = 0;

  /** Places stops on 0–1000: by date where there is one, in order everywhere, never closer than a mark is wide. */
  function positions(stops) {
    const times = stops.map((stop) => (stop.when ? (Date.parse(stop.when[0]) + Date.parse(stop.when[1])) / 2 : null));
    const known = times.filter((t) => t !== null),
      first = Math.min(...known),
      last = Math.max(...known),
      span = last - first;
    const raw = stops.map((_, i) => (stops.length === 1 ? 0.5 : i / (stops.length - 1)));
    if (span > 0)
      stops.forEach((_, i) => {
        if (times[i] !== null) raw[i] = 0.5 * raw[i] + 0.5 * ((times[i] - first) / span);
      });
    const gap = Math.min(0.14, 0.9 / Math.max(1, stops.length - 1));
    for (let i = 1; i < raw.length; i++) raw[i] = Math.max(raw[i], raw[i - 1] + gap);
    const low = raw[0],
      wide = raw[raw.length - 1] - low || 1;
    return raw.map((x) => (stops.length === 1 ? 500 : ((x - low) / wide) * 1000));
  }
  const stopAt = () => at.reduce((best, x, i) => (x <= value + 0.5 ? i : best), 0);

  function build() {
    if (!journey || journey.stops.length < 2) return;
    at = positions(journey.stops);
    const track = make("div", { class: "track" });
    journey.stops.forEach((stop, i) => {
      const left = `${at[i] / 10}%`;
      if (stop.when) {
        const days = (Date.parse(stop.when[1]) - Date.parse(stop.when[0])) / DAY;
        const bar = make("span", { class: `span ${stop.status}`, "aria-hidden": "true" });
        bar.style.left = left;
        bar.style.width = `${Math.min(120, 10 + days * 14)}px`;
        track.append(bar);
      }
      if (i > 0) {
        const edge = make("span", { class: `edge ${arrivalOf(stop)?.status || "none"}`, "aria-hidden": "true" });
        edge.style.left = `${at[i - 1] / 10}%`;
        edge.style.width = `${(at[i] - at[i - 1]) / 10}%`;
        track.append(edge);
      }
      const dot = make(
        "button",
        {
          type: "button",
          class: `tick ${stop.status}`,
          tabindex: -1,
          "aria-label": `${MAP.places[stop.place].name}, ${stop.when ? stop.when[2] : "no date"}`,
          on: {
            click: () => {
              pause();
              go(at[i]);
              Selection.card(stop.id, { from: "timeline" });
            },
          },
        },
        make("span", { class: "tick-shape", "aria-hidden": "true" }),
        make("span", { class: "tick-name", dir: "auto" }, MAP.places[stop.place].name.slice(0, 28)),
        make("span", { class: "tick-when" }, stop.when ? stop.when[2].replace(/ \d{4}/, "") : "no date"),
      );
      dot.style.left = left;
      track.append(dot);
    });
    const slider = make("input", {
      type: "range",
      id: "time",
      min: 0,
      max: 1000,
      step: 1,
      value: 0,
      "aria-label": "Position on the journey",
    });
    slider.addEventListener("input", () => {
      pause();
      go(Number(slider.value), { select: true });
    });
    slider.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (by) {
        event.preventDefault();
        pause();
        step(by);
      }
    });
    const control = (name, label, path, act) =>
      make(
        "button",
        { type: "button", class: "icon", id: name, "aria-label": label, on: { click: act } },
        draw(
          "svg",
          { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
          draw("path", { d: path, fill: "currentColor" }),
        ),
      );
    const buttons = make(
      "div",
      { class: "buttons" },
      control("time-back", "Stop before", "M5 4h2v12H5zM16 4v12L8 10z", () => {
        pause();
        step(-1);
      }),
      control("time-play", "Play the journey", PLAY, () => (playing ? pause() : play())),
      control("time-next", "Next stop", "M13 4h2v12h-2zM4 4v12l8-6z", () => {
        pause();
        step(1);
      }),
    );
    const chooser =
      MAP.journeys.filter((j) => j.stops.length > 1).length > 1 &&
      make(
        "select",
        {
          "aria-label": "Whose journey",
          class: "chooser",
          on: {
            change: (e) => {
              journey = MAP.journeys[Number(e.target.value)];
              pause();
              value = 0;
              build();
            },
          },
        },
        MAP.journeys.map(
          (j, i) =>
            j.stops.length > 1 &&
            make("option", { value: i, selected: j === journey }, (j.traveller || j.title).slice(0, 40)),
        ),
      );
    box.replaceChildren(
      make("div", { class: "timeline-side" }, buttons, chooser),
      make("div", { class: "track-frame" }, track, slider),
    );
    box.hidden = false;
    thinNames();
    go(value, { quiet: true });
  }
  /** Names only where there is room; the first and the last always. */
  function thinNames() {
    const ticks = [...box.querySelectorAll(".tick")],
      wide = box.querySelector(".track").offsetWidth;
    let free = -1e9;
    const end = (at[at.length - 1] / 1000) * wide;
    ticks.forEach((tick, i) => {
      const x = (at[i] / 1000) * wide,
        last = i === ticks.length - 1;
      const shown = last || (x >= free && (end - x >= 112 || x === end));
      tick.classList.toggle("bare", !shown);
      if (shown) free = x + 112;
    });
  }
  addEventListener("resize", () => {
    if (!box.hidden) thinNames();
  });
  const PLAY = "M6 4v12l10-6z",
    PAUSE = "M5 4h4v12H5zM11 4h4v12h-4z";

  /** Moves along: the traveller stands on the leg that leads to the next stop. */
  function go(to, { select = false, quiet = false } = {}) {
    value = Math.max(0, Math.min(1000, to));
    const i = stopAt(),
      next = journey.stops[i + 1],
      slider = $("time");
    slider.value = Math.round(value);
    const stop = journey.stops[i];
    slider.setAttribute(
      "aria-valuetext",
      `${MAP.places[stop.place].name}${stop.when ? `, ${stop.when[2]}` : ""}, ${STYLE.status[stop.status].word}`,
    );
    if (quiet) return;
    const leg = next && arrivalOf(next),
      share = next ? (value - at[i]) / (at[i + 1] - at[i]) : 0;
    if (leg && share > 0.001) Travel.on(leg, share);
    else Travel.at(stop);
    if (select && Selection.current() !== stop.id) Selection.card(stop.id, { from: "timeline", move: false });
  }
  function step(by) {
    const i = Math.max(0, Math.min(at.length - 1, stopAt() + (by < 0 && value > at[stopAt()] + 1 ? 0 : by)));
    go(at[i]);
    Selection.card(journey.stops[i].id, { from: "timeline" });
  }

  function label() {
    const button = $("time-play");
    button.setAttribute("aria-label", playing ? "Pause" : "Play the journey");
    button.querySelector("path").setAttribute("d", playing ? PAUSE : PLAY);
    box.classList.toggle("playing", Boolean(playing));
  }
  function play() {
    if (value >= 999) go(0);
    playing = 1;
    label();
    Selection.card(journey.stops[stopAt()].id, { from: "timeline" });
    if (still()) return hop();
    let last = 0,
      rest = 700;
    const frame = (now) => {
      if (!playing) return;
      const past = last ? Math.min(60, now - last) : 0;
      last = now;
      if (rest > 0) rest -= past;
      else {
        const i = stopAt(),
          goal = at[i + 1];
        if (goal === undefined) return pause();
        const to = value + ((goal - at[i]) * past) / 3200;
        go(Math.min(goal, to));
        if (to >= goal) {
          rest = 1500;
          Selection.card(journey.stops[stopAt()].id, { from: "timeline" });
          if (stopAt() === at.length - 1) return pause();
        }
      }
      playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  }
  function hop() {
    playing = setTimeout(() => {
      if (!playing) return;
      step(1);
      if (stopAt() < at.length - 1) hop();
      else pause();
    }, 2000);
  }
  function pause() {
    if (!playing) return;
    cancelAnimationFrame(playing);
    clearTimeout(playing);
    playing = 0;
    label();
  }
  build();
  Selection.onChange((id, from) => {
    if (from === "timeline" || !STOPS.has(id) || !journey) return;
    pause();
    const stop = STOPS.get(id);
    if (stop.journey !== journey && stop.journey.stops.length > 1) {
      journey = stop.journey;
      build();
    }
    const i = journey.stops.indexOf(stop);
    if (i >= 0 && at.length) go(at[i]);
  });
  return { go, play, pause, value: () => value, isPlaying: () => Boolean(playing) };
})();
