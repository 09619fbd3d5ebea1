// What is shown: by status, mode and article; kept in the link.
const Layers = (() => {
  const hidden = new Set();
  const keys = (kind, list) => [...new Set(list)].map((key) => `${kind}:${key}`);
  const articleShown = (numbers) => !numbers.length || numbers.some((n) => !hidden.has(`article:${n}`));
  const showsLeg = (leg) =>
    !hidden.has(`status:${leg.status}`) && !hidden.has(`mode:${leg.mode}`) && articleShown(leg.in);
  const showsStop = (stop) => !hidden.has(`status:${stop.status}`) && articleShown(stop.in);
  const showsPlace = (place) => articleShown(place.in);
  const showsClaim = (claim) => !hidden.has("claims:") && articleShown(claim.article === null ? [] : [claim.article]);

  function groups() {
    const legs = [...LEGS.values()],
      stops = [...STOPS.values()];
    const word = { status: (key) => STYLE.status[key].word, mode: (key) => STYLE.mode[key][0] };
    const rows = [];
    for (const kind of ["status", "mode"]) {
      const found = keys(
        kind,
        kind === "status" ? [...legs, ...stops].map((x) => x.status) : legs.map((leg) => leg.mode),
      );
      if (found.length)
        rows.push([
          { status: "How sure", mode: "How they move" }[kind],
          found.map((key) => [key, word[kind](key.split(":")[1])]),
        ]);
    }
    rows.push([
      "Also",
      [
        ["mentioned:", "places only mentioned"],
        ["claims:", "claimed distances"],
      ],
    ]);
    const articles = story().articles;
    if (articles.length > 1)
      rows.push([
        "Articles",
        articles.map((article, n) => [
          `article:${n}`,
          (article.outlet ? `${article.outlet}: ` : "") + (article.title || article.id).slice(0, 90),
        ]),
      ]);
    return rows;
  }
  function panel() {
    const box = make("div", { class: "layers" });
    for (const [title, rows] of groups()) {
      const set = make("fieldset", {}, make("legend", {}, title));
      if (rows.length > 6)
        set.append(
          make(
            "div",
            { class: "set" },
            make("button", { type: "button", class: "plain", on: { click: () => all(set, true) } }, "All"),
            make("button", { type: "button", class: "plain", on: { click: () => all(set, false) } }, "None"),
          ),
        );
      for (const [key, word] of rows) {
        const input = make("input", {
          type: "checkbox",
          checked: !hidden.has(key),
          "data-layer": key,
          on: { change: (event) => set1(key, event.target.checked) },
        });
        set.append(make("label", { class: "check" }, input, make("span", { dir: "auto" }, word)));
      }
      box.append(set);
    }
    return box;
  }
  function set1(key, shown) {
    hidden[shown ? "delete" : "add"](key);
    apply();
  }
  function all(set, shown) {
    set.querySelectorAll("input").forEach((input) => {
      input.checked = shown;
      hidden[shown ? "delete" : "add"](input.dataset.layer);
    });
    apply();
  }
  function apply() {
    Lines.filter();
    Marks.redraw();
    Link.soon();
  }
  function restore(list) {
    hidden.clear();
    list.forEach((key) => hidden.add(key));
    apply();
  }
  return {
    showsLeg,
    showsStop,
    showsPlace,
    showsClaim,
    showsMentioned: () => !hidden.has("mentioned:"),
    panel,
    restore,
    hidden: () => [...hidden],
  };
})();
