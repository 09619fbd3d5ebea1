// Kilometres or miles, everywhere at once.
const Units = (() => {
  function set(unit) {
    Words.unit = unit;
    for (const node of document.querySelectorAll("data.km"))
      node.textContent = Words.length(Number(node.value), "precise" in node.dataset);
    for (const node of document.querySelectorAll(".bars text"))
      node.textContent = `${Words.length(Number(node.dataset.km))} ${node.dataset.word}`;
    const button = $("tool-units"),
      label = unit === "km" ? "Kilometres; switch to miles" : "Miles; switch to kilometres";
    button.firstChild.textContent = unit;
    put(button, { "aria-label": label, title: label });
    Stage.scale();
    Measure.show();
    Link.soon();
  }
  return { set, toggle: () => set(Words.unit === "km" ? "mi" : "km") };
})();
