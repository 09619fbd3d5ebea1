// The four views of the panel, as tabs of the usual keyboard pattern.
const Tabs = (() => {
  const list = $("tabs"),
    tabs = [...list.querySelectorAll("[role=tab]")];
  const viewOf = (tab) => $(tab.getAttribute("aria-controls"));
  let current = "story";
  list.hidden = false;
  for (const tab of tabs) put(viewOf(tab), { role: "tabpanel", "aria-labelledby": tab.id });

  function open(name, { focus = false, scroll = true } = {}) {
    const was = current;
    current = name;
    for (const tab of tabs) {
      const on = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      viewOf(tab).hidden = !on;
      if (on && focus) tab.focus();
    }
    if (was !== name && scroll && !narrow()) $("panel").scrollTop = Math.min($("panel").scrollTop, list.offsetTop);
    if (typeof Lines !== "undefined" && was !== name) {
      Lines.claims(Selection.claims());
      Labels.show();
    }
    if (was !== name) heard.forEach((run) => run(name));
  }
  const heard = [];
  function reveal(element) {
    const view = element.closest(".view");
    if (view?.hidden) open(view.id.replace("view-", ""), { scroll: false });
  }
  list.addEventListener("click", ({ target }) => {
    const tab = target.closest("[role=tab]");
    if (tab) open(tab.id.replace("tab-", ""));
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key],
      now = tabs.findIndex((tab) => tab.id === `tab-${current}`);
    const to =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? tabs.length - 1
          : step
            ? (now + step + tabs.length) % tabs.length
            : -1;
    if (to < 0) return;
    event.preventDefault();
    open(tabs[to].id.replace("tab-", ""), { focus: true });
  });
  open("story");
  return { open, reveal, current: () => current, onChange: (run) => heard.push(run) };
})();
